"""Sets of metrics with weights: they come to 100, keep what was before, and go through a file and back."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common.errors import NotPermitted, Refused
from penstock.common.sheets import BadRows
from penstock.journal.models import Event
from penstock.targets.actions import import_kpis, set_kpis
from penstock.targets.kpi_reading import kpi_cells
from penstock.targets.kpis import KpiSets, Weighed, lacking, role, whose_kpi
from penstock.targets.models import Kpi, Measure
from penstock.targets.periods import read_period
from penstock.targets.plans import WORKSPACE, person, team
from penstock.targets.tree import Tree
from penstock.workspaces.models import Team

MARCH = read_period("2027-03")
WHOLE = [
    Weighed(Measure.REVENUE, Decimal(60)),
    Weighed(Measure.MEETINGS, Decimal("15.5"), None, 120),
    Weighed(Measure.CYCLE, Decimal("24.5"), Decimal(30)),
]


def in_force(by):
    return {(whose_kpi(row), str(row.when), row.metric): (row.weight, row.target, row.cap) for row in
            Kpi.objects.of(by).in_force()}  # fmt: skip


def test_a_set_replaces_the_one_before_which_is_kept(owner, world):
    rep = person(world.people["rep"].pk)
    assert set_kpis(WHOLE, MARCH, by=owner, whose=rep) is not None
    assert set_kpis(list(reversed(WHOLE)), MARCH, by=owner, whose=rep) is None, "the order says nothing"
    set_kpis([Weighed(Measure.DEALS, Decimal(100))], MARCH, by=owner, whose=rep)
    assert in_force(owner) == {(rep, "2027-03", "deals_won"): (100, None, None)}
    assert Kpi.objects.of(owner).count() == 4
    set_kpis([], MARCH, by=owner, whose=rep)
    assert in_force(owner) == {} and Kpi.objects.of(owner).count() == 4
    told = [one.data["weights"] for one in Event.objects.of(owner).filter(kind="target.kpis_set").order_by("position")]
    assert told[0] == {"revenue_won": "60", "meetings_held": "15.5", "cycle_length_median": "24.5"} and told[2] == {}


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([Weighed(Measure.REVENUE, Decimal(99))], "weights"),
        ([Weighed(Measure.REVENUE, Decimal(50))] * 2, "weights"),
        ([Weighed(Measure.REVENUE, Decimal(-10)), Weighed(Measure.DEALS, Decimal(110))], "weight_revenue_won"),
        ([Weighed(Measure.REVENUE, Decimal("99.999"))], "weight_revenue_won"),
        ([Weighed(Measure.WIN_RATE, Decimal(100))], "target_win_rate"),
        ([Weighed(Measure.WIN_RATE, Decimal(100), Decimal("1.5"))], "target_win_rate"),
        ([Weighed(Measure.CYCLE, Decimal(100), Decimal("NaN"))], "target_cycle_length_median"),
        ([Weighed(Measure.REVENUE, Decimal(100), Decimal(5))], "target_revenue_won"),
        ([Weighed(Measure.REVENUE, Decimal(100), None, 50)], "cap_revenue_won"),
    ],
)
def test_what_makes_no_set_is_refused_at_its_field(owner, lines, field):
    with pytest.raises(Refused) as refused:
        set_kpis(lines, MARCH, by=owner)
    assert field in refused.value.fields and not Kpi.objects.of(owner).exists()


def test_who_sets_whose(world, owner, manager, rep, viewer):
    north = Team.objects.of(owner).get(name="North")
    rep_id, theirs = person(world.people["rep"].pk), person(world.people["colleague"].pk)
    for whose in (rep_id, team(north.pk)):
        assert set_kpis(WHOLE, MARCH, by=manager, whose=whose)
    for by, whose in (
        (manager, theirs), (manager, WORKSPACE), (manager, role(world.people["rep"].role_id)), (rep, rep_id),
        (viewer, rep_id), (owner, person(world.people["stranger"].pk)),
        (owner, role(world.people["stranger"].role_id)),
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            set_kpis(WHOLE, MARCH, by=by, whose=whose)
    set_kpis(WHOLE, MARCH, by=owner, whose=theirs)
    assert theirs not in {whose_kpi(row) for row in Kpi.objects.of(rep)}


def test_the_nearest_set_counts_of_the_shortest_period(world, owner):
    rep, north = world.people["rep"], Team.objects.of(owner).get(name="North")
    ladder = [
        (WORKSPACE, "2027"), (WORKSPACE, "2027-Q1"), (team(north.pk), "2027"), (role(rep.role_id), "2027-Q1"),
        (role(rep.role_id), "2027-03"), (person(rep.pk), "2027"), (person(rep.pk), "2027-03"),
    ]  # fmt: skip
    for whose, when in ladder:
        set_kpis([Weighed(Measure.DEALS, Decimal(100))], read_period(when), by=owner, whose=whose)
        sets = KpiSets(owner, MARCH, Tree.of(owner.workspace))
        of, rows = sets.counting(person(rep.pk), rep.role_id)
        assert (of, str(rows[0].when)) == (whose, when)
    assert KpiSets(owner, read_period("2027-Q3"), Tree.of(owner.workspace)).own(WORKSPACE)[0].period == "year"
    assert KpiSets(owner, read_period("2028-03"), Tree.of(owner.workspace)).own(WORKSPACE) == []


def test_a_set_without_a_kind_of_metric_is_told_so():
    assert lacking([]) == []
    assert len(lacking([Measure.REVENUE])) == 2
    assert len(lacking([Measure.CALLS, Measure.WIN_RATE])) == 1
    assert lacking([Measure.REVENUE, Measure.CALLS, Measure.DATA]) == []


HEAD = "person,team,role,period,metric,weight,target,cap\n"


def test_a_file_sets_all_or_nothing(world, owner):
    text = HEAD + "Rep,,,2027-03,revenue_won,70,,120\nRep,,,2027-03,Win rate,30,25.5,\n,,rep,2027,deals_won,100,,\n"
    assert tuple(import_kpis(kpi_cells(text.encode()), by=owner)) == (2, 0)
    assert tuple(import_kpis(kpi_cells(text.encode()), by=owner)) == (0, 2)
    rep = person(world.people["rep"].pk)
    assert in_force(owner)[rep, "2027-03", "win_rate"] == (30, Decimal("0.255"), None)
    bad = HEAD + "Rep,North,,2027-03,revenue_won,70,,\nNobody,,,2027,luck,x,,\n,,,2027-13,deals_won,100,,1.5\n"
    with pytest.raises(BadRows) as refused:
        import_kpis(kpi_cells(bad.encode()), by=owner)
    assert [(one.row, one.column) for one in refused.value.rows] == [
        (2, "team"), (3, "metric"), (3, "person"), (3, "weight"), (4, "cap"), (4, "period"),
    ]  # fmt: skip
    with pytest.raises(BadRows) as refused:
        import_kpis(kpi_cells((HEAD + ",,,2027,revenue_won,70,,\n,,,2027,deals_won,20,,\n").encode()), by=owner)
    assert [(one.row, one.column) for one in refused.value.rows] == [(3, "weight")]
    with pytest.raises(NotPermitted):
        import_kpis(kpi_cells(text.encode()), by=world.actor("rep"))
    with pytest.raises(BadRows):
        import_kpis(kpi_cells(text.encode()), by=world.actor("manager"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_is_brought_back_changes_nothing(world, owner, data):
    Kpi.unscoped.all().delete()
    north = Team.objects.of(owner).get(name="North")
    every = [WORKSPACE, team(north.pk), person(world.people["rep"].pk), role(world.people["rep"].role_id)]
    for whose in data.draw(st.sets(st.sampled_from(every), min_size=1)):
        chosen = data.draw(st.lists(st.sampled_from(Measure), unique=True, min_size=1, max_size=5))
        weights = [Decimal(100) - 10 * (len(chosen) - 1), *[Decimal(10)] * (len(chosen) - 1)]
        lines = [
            Weighed(
                one,
                weight,
                None if one.aim else Decimal(data.draw(st.integers(0, 100))) / 100,
                data.draw(st.sampled_from([None, 100, 150])),
            )
            for one, weight in zip(chosen, weights, strict=True)
        ]
        set_kpis(lines, MARCH, by=owner, whose=whose)
    before = in_force(owner)
    answer = world.client("owner").get(reverse("exports:download", args=["kpis", "csv"]))
    file = b"".join(answer.streaming_content)
    assert import_kpis(kpi_cells(file), by=owner).set == 0
    Kpi.unscoped.all().delete()
    sent = {"file": SimpleUploadedFile("sets.csv", file)}
    assert world.client("owner").post(reverse("attainment:import_kpis"), sent).status_code == 302
    assert in_force(owner) == before
