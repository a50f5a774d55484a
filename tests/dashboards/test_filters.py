"""A widget's own filters: chosen in its form, told on it, and part of every figure, file, letter and link."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.dashboards.actions import add_widget, change_widget, copy_dashboard, make_dashboard, share_dashboard
from penstock.dashboards.checks import checked
from penstock.dashboards.drafts import PICTURED, Draft, Kind
from penstock.dashboards.drawing import draw
from penstock.dashboards.letters import send
from penstock.dashboards.models import Widget
from penstock.dashboards.reading import Reading
from penstock.dashboards.ready import READY
from penstock.deals.actions import change_deal
from penstock.fields.actions import add_field, retire_field
from penstock.metrics.asked import read
from penstock.metrics.asking import ask, newest_closing
from penstock.metrics.filtering import both
from penstock.pipelines.actions import change_source
from penstock.pipelines.models import Source
from tests.dashboards.setting import busy

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world):
    return busy(world)


def source(world, name="Fair"):
    return f"#{Source.objects.on(world.workspace).get(name=name).pk}"


def drawn(draft, by, query=""):
    return draw(draft, Reading.of(by, QueryDict(query)))


def won(by, **words):
    return ask("revenue_won", by=by, **words).value


def test_a_widget_shows_only_what_fits_its_filters_and_says_so(page, rep):
    one = drawn(Draft(metrics=("revenue_won",), period="all", where=(("source", source(page)),)), rep)
    assert one.told["value"] == won(rep, where=[("source", "Fair")]) < won(rep)
    assert one.filtered == "Source: Fair"


def test_the_filters_hold_where_its_figures_lead(page, owner):
    where = (("source", source(page)), ("owner", f"#{page.people['rep'].pk}"))
    for draft in (
        Draft(metrics=("revenue_won",), period="all", where=where),
        Draft(Kind.TABLE, ("revenue_won", "deals_won"), by="stage", period="all", where=where),
        Draft(Kind.LINES, ("pipeline_value",), period="last_12_months", where=where),
        Draft(Kind.FUNNEL, period="all", where=where),
    ):
        one = drawn(draft, owner)
        urls = [cell.url for line in one.table.lines for cell in line.cells if cell.url] if one.table else [one.url]
        assert urls
        for url in urls:
            asked = read(QueryDict(urlsplit(url).query), newest_closing(owner))
            assert {("source", "Fair"), ("owner", "Rep")} <= set(asked.where)


def test_what_was_renamed_is_still_meant(page, rep):
    draft = Draft(metrics=("revenue_won",), period="all", where=(("source", source(page)),))
    before = drawn(draft, rep).told["value"]
    change_source(Source.objects.on(page.workspace).get(name="Fair"), name="Trade fair", by=page.actor("owner"))
    after = drawn(draft, rep)
    assert (after.told["value"], after.filtered) == (before, "Source: Trade fair")


def test_filters_of_the_page_narrow_further_and_never_widen(page, owner):
    draft = Draft(metrics=("revenue_won",), period="all", where=(("source", source(page)),))
    assert "Nothing fits both" in drawn(draft, owner, "source=Web").problem
    assert drawn(draft, owner, "source=Web&source=fair").told["value"] == won(owner, where=[("source", "Fair")])
    both_held = drawn(draft, owner, "owner=Rep").told["value"]
    assert both_held == won(owner, where=[("source", "Fair"), ("owner", "Rep")])


def test_ones_own_deals_and_somebody_elses_have_nothing_in_common(page, owner):
    draft = Draft(metrics=("deals_won",), period="all", whose="me", where=(("owner", f"#{page.people['rep'].pk}"),))
    assert "Nothing fits both" in drawn(draft, owner).problem


def test_filters_agree_on_what_all_of_them_have():
    assert both([("a", "1"), ("a", "2")], [("a", "2"), ("b", "x")], []) == (("a", "2"), ("b", "x"))
    assert both([("a", "1")], [("a", "2")]) is None
    assert both() == ()


def test_a_filter_is_chosen_in_two_steps_without_a_script(page, rep):
    held, client, kept = make_dashboard("Mine", by=rep), page.client("rep"), source(page)
    url = f"/dashboards/{held.pk}/add/"
    first = client.get(url, {"kind": "bars", "metrics": "revenue_won", "by": "stage", "filter": "source"})
    told = first.content.decode()
    assert f'name="where.source" value="{kept}"' in told and 'type="hidden" name="filter" value="source"' in told
    sent = {"kind": "bars", "metrics": "revenue_won", "by": "stage", "period": "all", "where.source": kept}
    assert "Source: Fair" in client.get(url, sent).content.decode()
    assert client.post(url, sent).status_code == 302
    made = Widget.objects.on(held).get()
    assert made.draft().where == (("source", kept),)
    change = client.get(f"/dashboards/widgets/{made.pk}/").content.decode()
    assert f'value="{kept}"' in change and "Source: Fair" in change
    client.post(f"/dashboards/widgets/{made.pk}/", {**sent, "where.source": []})
    made.refresh_from_db()
    assert made.where == []


def test_it_is_told_on_the_page_in_the_file_and_in_the_letter(page, rep):
    held = make_dashboard("Mine", by=rep)
    draft = Draft(Kind.TABLE, ("revenue_won",), by="owner", period="all", where=(("source", source(page)),))
    add_widget(held, draft, by=rep)
    client = page.client("rep")
    assert "Source: Fair" in client.get(f"/dashboards/{held.pk}/").content.decode()
    told = client.get(f"/dashboards/{held.pk}/0.csv").content.decode("utf-8-sig")
    assert told.splitlines()[0].startswith('"Owner (Source: Fair)"')
    assert str(won(rep, where=[("source", "Fair")])) in told
    send(page.people["rep"], held)
    assert "Source: Fair" in mail.outbox[-1].body


def test_a_shared_widget_is_filtered_with_the_rights_of_whoever_looks(page, owner):
    held = make_dashboard("All", by=owner)
    share_dashboard(held, is_shared=True, by=owner)
    where = (("owner", f"#{page.people['colleague'].pk}"),)
    draft = add_widget(held, Draft(metrics=("deals_won",), period="all", where=where), by=owner).draft()
    assert drawn(draft, owner).told["value"] > 0
    assert drawn(draft, page.actor("rep")).told["value"] == 0


def test_a_form_offers_only_the_people_whose_deals_may_be_read(page, rep):
    held = make_dashboard("Mine", by=rep)
    told = page.client("rep").get(f"/dashboards/{held.pk}/add/?kind=figure&filter=owner").content.decode()
    assert f'value="#{page.people["rep"].pk}"' in told
    assert f'value="#{page.people["colleague"].pk}"' not in told


def test_a_custom_field_splits_and_filters_a_widget(page, rep, owner):
    field = add_field("deal", "Machine", by=owner, holds="text")
    name = f"field.{field.key}"
    for kind, amount in (("Pump", 5), ("Pump", 7), ("Valve", 11)):
        deal = page.deal(f"{kind} {amount}", "rep", amount=Decimal(amount), at=clock.now() - timedelta(days=1))
        change_deal(deal, by=rep, custom={field.key: kind})
    held = make_dashboard("Mine", by=rep)
    url = f"/dashboards/{held.pk}/add/"
    sent = {"kind": "bars", "metrics": "pipeline_value", "by": name, f"where.{name}": "Pump"}
    assert "Pipeline value by machine" in page.client("rep").get(url, sent).content.decode()
    page.client("rep").post(url, sent)
    draft = Widget.objects.on(held).get().draft()
    assert (draft.by, draft.where) == (name, ((name, "Pump"),))
    one = drawn(draft, rep)
    assert [(line.label, line.cells[0].value) for line in one.table.lines] == [("Pump", 12)]
    rows = page.client("rep").get(one.table.lines[0].cells[0].url).content.decode()
    assert "Pump 5" in rows and "Valve 11" not in rows and "Machine" in rows
    retire_field(field, by=owner)
    assert name in drawn(draft, rep).problem
    assert copy_dashboard(held, "Again", by=rep)


def test_a_target_takes_no_filters(page, rep):
    kept = checked(Draft(Kind.GAUGE, ("revenue_won",), where=(("source", "Fair"),)), rep)
    assert kept.where == ()


@pytest.mark.parametrize(
    "where", [(("month", "2026-01"),), (("secret", "1"),), (("field.none", "1"),), (("next_stage", "x"),)]
)
def test_what_cannot_be_filtered_by_is_refused(page, rep, where):
    widget = add_widget(make_dashboard("Mine", by=rep), Draft(metrics=("revenue_won",)), by=rep)
    with pytest.raises(Refused) as refused:
        change_widget(widget, Draft(metrics=("revenue_won",), where=where), by=rep)
    assert "where" in refused.value.fields
    widget.refresh_from_db()
    assert widget.where == []


@pytest.mark.parametrize("kind", PICTURED)
def test_pictures_of_stages_are_filtered_by_what_all_their_metrics_have(page, rep, kind):
    with pytest.raises(Refused):
        checked(Draft(kind, where=(("activity", "call"),)), rep)
    period = "this_year" if kind == Kind.FORECAST else "all"
    assert not drawn(checked(Draft(kind, period=period, where=(("source", source(page)),)), rep), rep).problem


def test_the_number_of_queries_does_not_depend_on_the_number_of_filters(page, rep):
    def asked(held):
        client = page.client("rep")
        client.get(f"/dashboards/{held.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/dashboards/{held.pk}/")
        return len(queries)

    field = add_field("deal", "Machine", by=page.actor("owner"), holds="text")
    plain, filtered = make_dashboard("Plain", by=rep), make_dashboard("Filtered", by=rep)
    add_widget(plain, Draft(metrics=("revenue_won",)), by=rep)
    where = (("source", source(page)), ("type", "new"), (f"field.{field.key}", "x"))
    for key in ("revenue_won", "deals_won", "open_deals", "losses", "win_rate"):
        add_widget(filtered, Draft(metrics=(key,), where=where), by=rep)
    assert asked(filtered) == asked(plain) <= 16


def test_what_everybody_has_makes_sense(rep):
    for one in READY.values():
        for draft in one.widgets:
            assert checked(draft, rep).facts() == draft.facts()
