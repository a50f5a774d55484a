"""What must hold after every kill: the journal whole, each deal and its spans in agreement, projections as redrawn."""

import django


def prepare() -> None:
    """An empty database with one workspace and a pipeline."""
    django.setup()
    from django.core.management import call_command

    from penstock.people.actions import create_workspace
    from penstock.pipelines.actions import create_pipeline
    from penstock.pipelines.templates import SHORT
    from penstock.workspaces.actor import Actor

    call_command("migrate", verbosity=0)
    by = Actor.system(create_workspace("Crash", by=None))
    create_pipeline("Sales", SHORT.stages, by=by)
    prepare_automation(by)


def prepare_automation(by) -> None:
    """Each deal that is opened gets a note, by an automation of the administrator."""
    from penstock.automation.actions import make_automation, switch_automation_on
    from penstock.automation.rules import EMPTY
    from penstock.journal.reacting import Reacting
    from penstock.people.actions import add_person
    from penstock.workspaces.actor import Actor

    owner = Actor.of_person(add_person("Owner", by=by, role="owner"))
    note = {"step": "note", "values": {"text": ["Welcome"], "on": [""]}}
    rule = {**EMPTY, "when": {"trigger": "opened", "values": {}}, "then": [note]}
    Reacting().round()
    switch_automation_on(make_automation("Welcome", rule, by=owner), by=owner)


def check(acknowledged: list[int]) -> None:
    """Raise AssertionError with what is wrong."""
    django.setup()
    from penstock.workspaces.actor import Actor
    from penstock.workspaces.models import Workspace

    by = Actor.system(Workspace.objects.get())
    check_journal(by, acknowledged)
    check_deals(by)
    check_projections(by)
    check_automation(by)


def check_journal(by, acknowledged: list[int]) -> None:
    """Positions without gaps, and every acknowledged one among them."""
    from penstock.journal.models import Event

    positions = list(Event.objects.of(by).order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, by.workspace.journal_head + 1)), "the journal has gaps"
    assert set(acknowledged) <= set(positions), "an acknowledged change is lost"


def check_deals(by) -> None:
    """Each deal has its opening event, one open span, and agrees with it."""
    from penstock.deals.models import Deal, DealSpan
    from penstock.deals.models.span import TRACKED
    from penstock.journal.models import Event

    opened = Event.objects.of(by).filter(kind="deal.opened").values_list("deal_id", flat=True)
    rows = {row["id"]: row for row in Deal.objects.of(by).values("id", *TRACKED)}
    assert set(opened) == set(rows), "a deal without its event, or an event without its deal"
    spans = {}
    for span in DealSpan.objects.of(by).filter(to_at__isnull=True).values("deal_id", *TRACKED):
        assert span["deal_id"] not in spans, "two open spans"
        spans[span.pop("deal_id")] = span
    assert spans == {pk: {name: row[name] for name in TRACKED} for pk, row in rows.items()}, "span and deal disagree"


def check_automation(by) -> None:
    """Once the worker has caught up, each opened deal has its note, and none has two."""
    from penstock.automation.models import Run
    from penstock.journal.models import Event, ReactionTrouble
    from penstock.journal.reacting import Reacting

    reacting = Reacting()
    reacting.round()
    while reacting.round():
        reacting.looked.clear()
    opened = Event.objects.of(by).filter(kind="deal.opened").values_list("position", flat=True)
    notes = Event.objects.of(by).filter(kind="note.written").values_list("caused_by", flat=True)
    assert sorted(opened) == sorted(notes), "a reaction was lost, or came twice"
    assert not ReactionTrouble.objects.of(by).exists(), "a reaction failed"
    assert set(Run.objects.of(by).values_list("state", flat=True)) <= {"done"}, "a run did not come to its end"


def check_projections(by) -> None:
    """Every projection, kept up, is what it would be when drawn anew."""
    from penstock.journal.projections import PROJECTIONS

    for projection in PROJECTIONS.values():
        before = projection.picture(by)
        projection.rebuild(by)
        assert projection.picture(by) == before, f"{projection.name} was not kept true"
