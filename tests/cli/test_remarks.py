"""`penstock targets remarks`: what happens outside, written, listed, changed and taken away from the command line."""

import json

import pytest
from click.testing import CliRunner, Result

from penstock.cli import commands
from penstock.journal.models import Event
from penstock.targets.models import Remark
from tests.world import World


def tried(*words: str, workspace: str = "Ours") -> Result:
    return CliRunner().invoke(commands.main, ["targets", "--workspace", workspace, "remarks", *words])


def told(*words: str, workspace: str = "Ours"):
    result = tried(*words, "--format", "json", workspace=workspace)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def kinds(world: World) -> list[str]:
    return list(Event.objects.of(world.system).filter(kind__startswith="remark.").values_list("kind", flat=True))


def test_a_remark_is_written_listed_changed_and_taken_away(world: World) -> None:
    fair = told("add", " Trade  fair ", "--from", "2026-03-09", "--last", "2026-03-13", "--as", "owner@demo.test")
    assert fair == {
        "remark": fair["remark"],
        "from": "2026-03-09",
        "last": "2026-03-13",
        "text": "Trade fair",
        "written_by": "Owner",
    }
    assert told("add", "Trade fair", "--from", "2026-03-09", "--last", "2026-03-13")["remark"] == fair["remark"]
    number = str(fair["remark"])
    assert told("list") == {"remarks": [fair], "count": 1}
    assert "Trade fair" in tried("list").output
    changed = told("change", number, "--text", "The fair")
    assert changed == {**fair, "text": "The fair", "changed": True}
    assert told("change", number, "--text", "The fair")["changed"] is False
    assert told("change", number, "--last", "2026-03-09")["last"] == "2026-03-09"
    assert told("change", number, "--from", "2026-03-10")["last"] == "2026-03-10", "what is one day stays one"
    assert told("remove", number)["text"] == "The fair"
    assert told("list") == {"remarks": [], "count": 0} and tried("list").output == "There are none.\n"
    assert kinds(world) == ["remark.added", *["remark.changed"] * 3, "remark.removed"]


def test_days_choose_which_are_listed(world: World) -> None:
    for text, first, last in (("a", "01", "05"), ("b", "05", "05"), ("c", "06", "10")):
        told("add", text, "--from", f"2026-03-{first}", "--last", f"2026-03-{last}")

    def names(*words: str) -> str:
        return "".join(one["text"] for one in told("list", *words)["remarks"])

    assert names() == "abc"
    assert names("--from", "2026-03-05") == "abc" and names("--from", "2026-03-06") == "c"
    assert names("--last", "2026-03-05") == "ab" and names("--last", "2026-03-04") == "a"
    assert names("--from", "2026-03-05", "--last", "2026-03-05") == "ab"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["add", "", "--from", "2026-03-09"], 1, "Say what happens, in up to 200 letters."),
        (["add", "x" * 201, "--from", "2026-03-09"], 1, "Say what happens, in up to 200 letters."),
        (["add", "Fair", "--from", "2026-03-09", "--last", "2026-03-08"], 1, "does not come before the first"),
        (["add", "Fair", "--from", "1949-12-31"], 1, "The day lies too far away."),
        (["add", "Fair", "--from", "9999-12-31"], 1, "The day lies too far away."),
        (["add", "Fair", "--from", "tomorrow"], 2, "'tomorrow' does not match the format"),
        (["add", "Fair"], 2, "--from"),
        (["change", "{one}"], 2, "Say what changes: --text, --from or --last."),
        (["change", "{one}", "--from", "2026-03-20"], 1, "does not come before the first"),
        (["change", "0", "--text", "Fair"], 1, "There is no remark number “0” here."),
        (["remove", "Fair"], 1, "There is no remark number “Fair” here."),
        (["remove", "9" * 30], 1, "There is no remark number"),
        (["list", "--as", "nobody@example.org"], 1, "Nobody with the address nobody@example.org works here."),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    world: World, words: list[str], code: int, sentence: str
) -> None:
    one = told("add", "Prices rise", "--from", "2026-03-09", "--last", "2026-03-12")
    result = tried(*(word.format(one=one["remark"]) for word in words))
    assert (result.exit_code, sentence in result.output) == (code, True), result.output
    assert [told("list")["remarks"], kinds(world)] == [[one], ["remark.added"]]


def test_who_may_set_nobodys_targets_only_reads(world: World) -> None:
    one = told("add", "Prices rise", "--from", "2026-03-09", "--as", "manager@demo.test")
    number = str(one["remark"])
    for email in ("rep@demo.test", "viewer@demo.test"):
        assert told("list", "--as", email)["remarks"] == [one]
        for words in (["add", "Mine", "--from", "2026-03-09"], ["change", number, "--text", "x"], ["remove", number]):
            result = tried(*words, "--as", email)
            assert result.exit_code == 1 and "You may set targets only" in result.output
    assert told("list")["remarks"] == [one] and kinds(world) == ["remark.added"]


def test_remarks_of_others_are_not_there(world: World, stranger) -> None:
    one = told("add", "Prices rise", "--from", "2026-03-09")
    theirs, number = stranger.workspace.name, str(one["remark"])
    assert told("list", workspace=theirs) == {"remarks": [], "count": 0}
    for words in (["change", number, "--text", "x"], ["remove", number]):
        assert "There is no remark number" in tried(*words, workspace=theirs).output
    assert tried("list", "--as", "owner@demo.test", workspace=theirs).exit_code == 1
    assert Remark.objects.of(world.system).get().text == "Prices rise"
