"""Every figure of every page of numbers opens into its rows, and they are what was clicked."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from penstock.common import clock
from penstock.dashboards.ready import READY
from penstock.demo import world
from penstock.reports.registry import REPORTS
from penstock.workspaces.models import Person, Role, Scope
from tests.reports.crawl import Link, Page, Place, number, same

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
PAGE = 50
"""So many rows stand on a page behind a figure."""

NUMBERS = ("/numbers/?period=quarter", "/numbers/?by=month", "/numbers/changes/", "/numbers/over-time/?period=quarter")
TARGETS = ("/targets/", "/targets/?metric=deals_won", "/targets/scorecards/")
PAGES = (
    *NUMBERS,
    *TARGETS,
    *(f"/reports/{key}/" for key in REPORTS),
    *(f"/dashboards/ready/{key}/" for key in READY),
)

DERIVED = "reckoned from figures beside it, which open"
MIDDLE = "the middle of waits, each of which stands in a line of its own"
PEOPLE = "people, who are named on hover, and not deals"
RECORDS = "contacts and companies, which no list of deals holds"
PAY = "what people are paid is no deal"
PLANNED = "what is wanted and what follows from it: there are no rows of it yet"
CLOCK = "hours of a calendar, of which nothing is a row"
EXPECTED = "what is to be expected: there are no rows of it yet, and what it is reckoned from stands beside it"
LEARNT = "what three years of deals say of a stage, more than a page of rows would hold"
WITHOUT_ROWS: dict[tuple[str, str, str], str] = {
    ("forecast", "numbers", "The period brings"): EXPECTED,
    ("forecast", "numbers", "Of it still to come"): EXPECTED,
    ("forecast", "numbers", "At most"): EXPECTED,
    ("forecast", "numbers", "Against the target"): DERIVED,
    ("forecast", "*", "Expected"): EXPECTED,
    ("forecast", "earlier", "*"): EXPECTED,
    ("forecast", "*", "Together"): DERIVED,
    ("forecast", "calibration", "*"): LEARNT,
    ("forecast", "seasons", "*"): LEARNT,
    ("targets", "targets", "Still missing"): PLANNED,
    ("targets", "targets", "A working day"): PLANNED,
    ("targets", "targets", "Target"): PLANNED,
    ("needs", "*", "To won"): DERIVED,
    ("verified-losses", "asked", "Share"): DERIVED,
    ("verified-losses", "*", "As stated"): DERIVED,
    ("sales", "*", "Difference"): DERIVED,
    ("activity", "*", "Difference"): DERIVED,
    ("activity", "figures", "In this time"): CLOCK,
    ("activity", "figures", "Earlier"): CLOCK,
    ("activity", "ratios", "*"): DERIVED,
    ("time", "stages", "Won in the end"): DERIVED,
    ("time", "stages", "A point more is worth"): DERIVED,
    ("growth", "factors", "Difference"): DERIVED,
    ("growth", "factors", "Added to growth"): DERIVED,
    ("concentration", "*", "Share"): DERIVED,
    ("concentration", "*", "Cumulative"): DERIVED,
    ("concentration", "hanging", "Its share"): DERIVED,
    ("concentration", "headcount", "Sellers"): PEOPLE,
    ("concentration", "headcount", "Revenue a seller"): DERIVED,
    ("concentration", "headcount", "Payroll"): PAY,
    ("concentration", "headcount", "Revenue per unit of payroll"): DERIVED,
    ("concentration", "staff-growth", "*"): DERIVED,
    ("after-sales", "went-on", "Done in time"): DERIVED,
    ("after-sales", "went-on", "Days until it began"): MIDDLE,
    ("after-sales", "again", "Share"): DERIVED,
    ("after-sales", "silent", "*"): RECORDS,
    ("work-and-success", "*", "Difference"): DERIVED,
    ("data-quality", "facts", "Known"): DERIVED,
    ("data-quality", "validity", "*"): RECORDS,
    ("data-quality", "duplicates", "*"): RECORDS,
}
"""Figures of tables that lead nowhere, by page, section and column (``*``: any), and why."""

WIN = "so long until a win: what opens is that win"
SHARE = "a share of the line's deals: what opens are those won of them"
USUAL = "the norm is settled, and leads to where it is"
ELSEWHERE: dict[tuple[str, str, str], str] = {
    ("ramp-up", "won", "*"): WIN,
    ("ramp-up", "plan", "*"): WIN,
    ("marketing", "*", "*"): SHARE,
    ("bottlenecks", "*", "Norm"): USUAL,
}
"""Figures that lead to something else than what adds up to them, and why."""

EXCEPTED: set[tuple[str, str, str]] = set()
"""The exceptions that were made: the others are none any more, and go."""


@pytest.fixture(autouse=True)
def _some_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as every page has something to tell."""
    monkeypatch.setattr(world, "YEARS", timedelta(days=300))
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.django_db
def test_every_figure_opens_into_rows_that_are_what_was_clicked() -> None:
    world.build(NOW)
    troubles = Walk("owner").troubles()
    Role.unscoped.filter(key="rep").update(read_scope=Scope.OWN)
    troubles += Walk("rep").troubles()
    assert not troubles, "\n".join(map(str, troubles))
    needless = {*WITHOUT_ROWS, *ELSEWHERE} - EXCEPTED
    assert not needless, f"these are exceptions of nothing: {needless}"


class Walk:
    """One reader who goes through all pages and follows the figures."""

    def __init__(self, who: str) -> None:
        people = Person.unscoped.select_related("user", "workspace")
        self.person = people.get(user__email=f"{who}@demo.test")
        self.who, self.client = who, Client()
        self.client.force_login(self.person.user, backend="django.contrib.auth.backends.ModelBackend")
        self.opened: dict[str, Any] = {}

    def troubles(self) -> list[tuple[Any, ...]]:
        """What is wrong, one line for each."""
        found = []
        for path in (*PAGES, f"/targets/needs/{self.person.pk}/"):
            response = self.client.get(path)
            if response.status_code != 200:
                found.append((self.who, path, response.status_code))
                continue
            page, key = Page(response.content.decode()), _key(path)
            found += [
                (self.who, path, *place, text, "leads nowhere") for place, text in page.bare if _is_asked(key, place)
            ]
            found += [
                (self.who, path, *trouble) for link in _some(page.links) for trouble in self._follow(link, path, key)
            ]
        return found

    def _follow(self, link: Link, path: str, key: str) -> list[tuple[Any, ...]]:
        href = link.href if link.href.startswith("/") else path.partition("?")[0] + link.href
        response = self._open(href)
        told = (*link.place, link.text, href)
        if response.status_code != 200:
            return [(*told, response.status_code)]
        if _excepted(ELSEWHERE, key, link.place) or number(link.text) is None:
            return []
        if href.startswith("/numbers/rows/"):
            return [(*told, *wrong) for wrong in self._rows(link, response.context)]
        if href.startswith("/deals/?") and re.fullmatch(r"[\d,]+", link.text):
            listed = response.context["count_words"]
            return [] if same(link.text, listed) else [(*told, "lists", listed)]
        return []

    def _open(self, href: str) -> Any:
        if href not in self.opened:
            self.opened[href] = self.client.get(href, follow=True)
        return self.opened[href]

    def _rows(self, link: Link, context: Any) -> list[tuple[Any, ...]]:
        """What is clicked stands there again, with as many rows as it says, which add up to it."""
        wrong: list[tuple[Any, ...]] = []
        rows, n, exact = context["rows"], context["n"], context["exact"]
        if not any(same(shown, told) for shown in (link.text, *link.told) for told in (exact, f"{n:,}")):
            wrong.append(("opens", exact, "of", n))
        if len(rows) != min(n, PAGE):
            wrong.append(("lists", len(rows), "of", n))
        if len(rows) == n and not _add_up(context):
            wrong.append(("adds up to", sum(_amounts(context)), "not", context["together"]))
        if self.who == "rep" and any(row.deal.owner_id != self.person.pk for row in rows):
            wrong.append(("shows deals of others",))
        return wrong


def _add_up(context: Any) -> bool:
    """Whether rows that are all there come to what stands beneath them, where that is a sum of them."""
    metric, amounts = context["metric"], _amounts(context)
    is_sum = metric.figure in ("count(*)", "coalesce(sum(amount), 0)") or "÷" in context["together"]
    stated = number(context["together"].partition("÷")[0])
    if metric.of or not is_sum or stated is None:
        return True
    return abs(sum(amounts) - stated[0]) <= stated[1] + 0.005 * len(amounts) + 0.005


def _amounts(context: Any) -> list[float]:
    found = (number(row.amount) for row in context["rows"])
    return [one[0] for one in found if one]


def _some(links: list[Link]) -> list[Link]:
    """One figure of each column and of each metric of a drawing: the others are drawn by the same line of code."""
    kinds: dict[tuple[Place, str], list[Link]] = defaultdict(list)
    for link in links:
        if not re.search(r"/exports/|\.pdf|^#|^mailto:", link.href):
            kinds[link.place, _kind_of(link.href)].append(link)
    return [several[len(several) // 2] for several in kinds.values()]


def _kind_of(href: str) -> str:
    """What a link opens, whatever it is narrowed to."""
    path, _mark, query = href.partition("?")
    return re.sub(r"\d+", "0", path) + QueryDict(query).get("metric", "")


def _key(path: str) -> str:
    return re.sub(r"\d+/$", "", path.partition("?")[0]).strip("/").rpartition("/")[2]


def _is_asked(key: str, place: Place) -> bool:
    return not _excepted(WITHOUT_ROWS, key, place)


def _excepted(some: dict[tuple[str, str, str], str], key: str, place: Place) -> bool:
    named = {(key, section, column) for section in (place.section, "*") for column in (place.column, "*")}
    EXCEPTED.update(named & {*some})
    return bool(named & {*some})
