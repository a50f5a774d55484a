"""A report with filters tells what the same report would tell if the workspace had only the deals that fit."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from penstock.activities.actions import log_activity, plan_activity
from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.deals.actions import assign_deal, change_deal, lose_deal, move_deal, remove_deal, tag_deal, win_deal
from penstock.deals.models import Deal, Tag
from penstock.fields.actions import add_field
from penstock.losses.actions import Said, verify_loss
from penstock.people.actions import add_team, change_person
from penstock.pipelines.actions import add_loss_reason, add_source
from penstock.pipelines.models import LossReason
from penstock.playbooks.actions import give_asset, use_script
from penstock.playbooks.models import Asset, AssetUse, ScriptUse
from penstock.playbooks.queries import script_of
from penstock.reports.registry import REPORTS as EVERY
from penstock.reports.report import Drawn
from penstock.workspaces.models import Team
from tests.losses.told import reads_to_customers
from tests.reports.asked import drawn, lines, values
from tests.reports.test_playbook import PATHS, with_playbook
from tests.world import World

pytestmark = pytest.mark.django_db
REPORTS = ("concentration", "data-quality", "playbook", "ramp-up", "training", "verified-losses", "work-and-success")
SELLERS = ("rep", "manager", "colleague", "owner")


@pytest.fixture
def busy(world: World) -> World:
    """Two deals in three came from the fair and are of a high level; sellers won, lost, called and talked on both."""
    by, asset = world.actor("owner"), with_playbook(world)
    fair, other = add_source("Fair", by=by), add_loss_reason("No presentation", by=by)
    add_field("deal", "Level", by=by, holds="choice", options=["High", "Low"])
    reads_to_customers(world)
    start = clock.now() - timedelta(days=150)
    for role in SELLERS:
        change_person(world.people[role], by=by, started_on=(start + timedelta(days=9)).date())
    for number in range(48):
        is_ours, role = number % 3 > 0, SELLERS[number // 3 % 4]
        more: dict[str, Any] = {"source": fair, "type": "repeat"} if is_ours else {"type": "new"}
        at = start + timedelta(days=number + (0 if is_ours else 4))
        deal = world.deal(f"Deal {number}", role, amount=Decimal(100 + number), at=at, **more)
        change_deal(deal, by=by, custom={"level": "High" if is_ours else "Low"})
        if is_ours:
            tag_deal(deal, ["ours"], by=by)
        worked_on(world, deal, number, asset, other)
    for uses in (ScriptUse, AssetUse):
        uses.unscoped.update(at=clock.now() - timedelta(days=55))
    return world


def worked_on(world: World, deal: Deal, number: int, asset: Asset, other: LossReason) -> None:
    """What was done on a deal, and how it ended."""
    by, at = world.actor("owner"), clock.now() - timedelta(days=60)
    if number % 4:
        log_activity("call", "Rang", by=by, deal=deal, at=at, outcome="No answer" if number % 5 else "Interested")
    if number % 16 < 14:
        move_deal(world.fresh(deal), world.stages[1], by=by, at=at + timedelta(days=1 + number % 9))
        script = script_of(world.stages[1], by)
        assert script is not None
        use_script(world.fresh(deal), script, PATHS[1 + number % 3], by=by)
        if number % 2:
            give_asset(world.fresh(deal), asset, by=by)
    if number % 5 < 2:
        win_deal(world.fresh(deal), by=by, at=at + timedelta(days=10 + number))
    elif number % 5 < 4:
        lose_deal(world.fresh(deal), by=by, reason=world.reason)
        verify_loss(world.fresh(deal), Said(reason=other if number % 4 else world.reason), by=by)
    else:
        move_deal(world.fresh(deal), world.stages[3], by=by)
        plan_activity("call", "Ask", by=by, deal=world.fresh(deal), due_at=clock.now() + timedelta(days=2))


def told(found: Drawn) -> dict[str, list[Any]]:
    """All that a report says, without where its figures lead."""
    return {
        table.key: [
            (line.label, line.under, [(cell.shown, cell.value, cell.note, cell.state) for cell in line.cells])
            for line in table.lines
        ]
        for table in found.tables
    }


def tag(world: World) -> int:
    return int(Tag.objects.of(world.actor("owner")).get(name="ours").pk)


def test_a_filtered_report_is_that_of_a_workspace_with_only_these_deals(busy: World) -> None:
    by, ours = busy.actor("owner"), tag(busy)
    queries = ("source=Fair", "type=repeat", "field.level=High", f"deal.tag={ours}", f"source=fair&deal.tag={ours}")
    narrowed = {(key, query): drawn(key, by, f"period=all&{query}") for key in REPORTS for query in queries}
    whole = {key: told(drawn(key, by)) for key in REPORTS}
    for deal in Deal.objects.of(by).exclude(source__name="Fair"):
        remove_deal(deal, by=by)
    alone = {key: drawn(key, by) for key in REPORTS}
    for key, found in alone.items():
        assert any(table.lines for table in found.tables) and told(found) != whole[key], key
    for (key, query), found in narrowed.items():
        assert (key, query, told(found)) == (key, query, told(alone[key]))
        assert found.title == alone[key].title


def test_every_figure_of_a_filtered_report_leads_on_with_its_filter(busy: World) -> None:
    owner, browser = busy.actor("owner"), busy.client("owner")
    for key in REPORTS:
        found = drawn(key, owner, f"period=all&type=repeat&deal.tag={tag(busy)}")
        urls = [cell.url for table in found.tables for line in table.lines for cell in line.cells if cell.url]
        # What is picked is narrowed already; what somebody has planned is of no filter.
        figures = [url for url in urls if not re.match(r"/deals/(\d|\?picked=)|/today/", url)]
        assert figures or key == "training"
        for url in figures:
            query = QueryDict(url.partition("?")[2])
            assert query["type"] == "repeat" and str(tag(busy)) in (query.get("tag"), query.get("deal.tag")), url
        assert all(browser.get(url).status_code == 200 for url in figures[:2])


def test_files_and_paper_have_the_filter_of_the_page(busy: World) -> None:
    browser, query = busy.client("owner"), "period=all&source=Fair"
    for key in REPORTS:
        table = drawn(key, busy.actor("owner"), query).tables[0]
        response = browser.get(f"/exports/reports/{key}/{table.key}.csv?{query}")
        assert len(b"".join(response.streaming_content).splitlines()) == len(table.lines) + 1
        assert "Fair" in browser.get(f"/reports/{key}/?{query}").content.decode()
    assert browser.get(f"/reports/playbook.pdf?{query}").content.startswith(b"%PDF")


def test_filters_that_mean_nothing_to_some_figures_break_no_report(world: World) -> None:
    browser = world.client("owner")
    win_deal(world.deal(amount=Decimal(5)), by=world.actor("owner"))
    for key in sorted(EVERY):
        for query in ("source=—&owner=—", "target_metric=calls_made", "activity=call", "did_call=yes", "size=1-10"):
            assert browser.get(f"/reports/{key}/?period=all&{query}").status_code == 200, (key, query)


def test_filters_tell_nobody_of_deals_that_they_may_not_read(busy: World) -> None:
    """A filtered report of the rep is that of a workspace in which there is nothing else than they may read."""
    by, owner, query = busy.actor("rep"), busy.actor("owner"), "period=all&source=Fair"
    found = {key: told(drawn(key, by, query)) for key in REPORTS}
    for deal in Deal.objects.of(owner).exclude(owner_id__in=by.readable_people or ()):
        remove_deal(deal, by=owner)
    assert {key: told(drawn(key, by, query)) for key in REPORTS} == found


def test_a_filter_costs_no_more_questions_with_more_deals(busy: World) -> None:
    by, query = busy.actor("owner"), "period=all&source=Fair"
    source = Deal.objects.of(by).filter(source__name="Fair")[0].source

    def count(key: str) -> int:
        drawn(key, by, query)
        with CaptureQueriesContext(connection) as captured:
            drawn(key, by, query)
        return len(captured)

    few = {key: count(key) for key in REPORTS}
    for number in range(6):
        busy.deal(f"More {number}", source=source, amount=Decimal(7))
    assert {key: count(key) for key in REPORTS} == few


@pytest.mark.parametrize("key", ["playbook", "verified-losses", "after-sales"])
def test_what_is_told_as_the_list_finds_it_says_so_where_the_list_cannot(world: World, key: str) -> None:
    found = drawn(key, world.actor("owner"), "period=all&size=1-10")
    assert found.is_empty and found.nothing is not None and "filters that the list has" in found.nothing.title
    assert "size" not in found.nothing.url


def test_days_asked_for_twice_must_hold_both(busy: World) -> None:
    by, today = busy.actor("owner"), clock.now().date()
    assert lines(drawn("playbook", by), "talks")
    for closed in (f"deal.closed_to={today - timedelta(days=1)}", f"deal.closed_from={today + timedelta(days=1)}"):
        around = f"period=custom&from={today}&to={today + timedelta(days=1)}"
        assert not any(table.lines for table in drawn("playbook", by, f"{around}&{closed}").tables)


def test_a_status_asked_for_is_not_widened(busy: World) -> None:
    by = busy.actor("owner")
    shares = [
        line.cells[0].value for line in lines(drawn("playbook", by, "period=all&deal.status=won"), "talks").values()
    ]
    assert shares == [1]
    assert not any(table.lines for table in drawn("playbook", by, "period=all&deal.status=open").tables)


def test_a_team_is_its_own_people_and_the_list_finds_the_same(busy: World) -> None:
    """Figures count a team without those beneath it; the list takes these along, so it is asked for the people."""
    owner = busy.actor("owner")
    north = Team.objects.of(owner).get(name="North")
    change_person(busy.people["colleague"], by=owner, team=add_team("Far North", by=owner, parent=north))
    found = drawn("verified-losses", owner, "period=all&team=North")
    assert set(lines(found, "sellers")) == {"Rep", "Manager"}
    cell = next(iter(lines(found, "matrix").values())).cells[-1]
    query = QueryDict(cell.url.partition("?")[2])
    assert read_filters(query, owner).apply(Deal.objects.of(owner)).count() == cell.value
    both = drawn("verified-losses", owner, "period=all&team=North&owner=Rep")
    assert set(lines(both, "sellers")) == {"Rep"}


def test_a_beginning_is_of_the_person_and_not_of_the_deals_asked_about(busy: World) -> None:
    by = busy.actor("owner")
    change_person(busy.people["viewer"], by=by, started_on=(clock.now() - timedelta(days=100)).date())
    first = busy.deal("First", "owner", at=clock.now() - timedelta(days=130))
    assign_deal(first, busy.people["viewer"], by=by)
    assert "Viewer" in values(drawn("ramp-up", by), "won")
    assert "Viewer" not in values(drawn("ramp-up", by, "period=all&source=Fair"), "won")
    began = {label: line.cells[0].value for label, line in lines(drawn("ramp-up", by), "won").items()}
    narrowed = lines(drawn("ramp-up", by, "period=all&type=new"), "won")
    assert {label: line.cells[0].value for label, line in narrowed.items()}.items() <= began.items()
    assert any("on such deals" in note for note in drawn("ramp-up", by, "period=all&type=new").notes)
