"""The documents hang together: no link leads nowhere, and every decision is listed."""

import re

from tests.architecture import tree

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
DECISIONS = tree.ROOT / "docs/decisions"


def test_no_link_leads_nowhere() -> None:
    pages = [page for page in tree.tracked() if page.suffix == ".md"]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert not [f"{tree.shown(page)}: {link}" for page, link in links if not (page.parent / link).exists()]


def test_every_decision_is_listed_under_its_title() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for page in sorted(DECISIONS.glob("0*.md")):
        number, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(" ", 1)
        assert f"| {number} | [{title}]({page.name}) |" in index
