"""Sharing deals out among the people of a team: to whoever has the fewest open deals, or to each in turn."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _

from penstock.automation.models import Automation
from penstock.automation.whom import whom_box
from penstock.common.errors import Refused
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor, people_beneath
from penstock.workspaces.models import Person, Scope, Team

LEAST, TURN = "least", "turn"


class AssignForm(forms.Form):
    """To whom; the team is asked for where its people share the deals."""

    def __init__(self, *given: object, by: Actor, **settings: object) -> None:
        super().__init__(*given, **settings)  # type: ignore[arg-type]
        self.fields["who"] = whom_box(by, _("To whom"), _ways())
        self.fields["team"] = forms.ModelChoiceField(
            Team.objects.of(by).order_by("name"),
            label=_("Among the people of"),
            required=False,
            empty_label="—",
            help_text=_("Where a team shares its deals; the teams beneath it share too."),
        )

    def clean(self) -> dict[str, object]:
        """Raise where a team is to share and none is named."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("who") in (LEAST, TURN) and cleaned.get("team") is None:
            self.add_error("team", _("Choose the team whose people share the deals."))
        return cleaned


def _ways() -> list[tuple[str, str]]:
    return [(LEAST, _("whoever of a team has the fewest open deals")), (TURN, _("the people of a team in turn"))]


def sharing_words(who: str, team: Team) -> str:
    """The way in words, to stand behind “belongs to”."""
    if who == LEAST:
        return _("whoever has the fewest open deals in “%(team)s”") % {"team": team}
    return _("each in “%(team)s” in turn") % {"team": team}


def next_owner(who: str, team: Team, automation: Automation, by: Actor) -> Person:
    """Whose the next deal is; raises where the team has nobody who may have one."""
    people = _sellers(team, by)
    if not people:
        raise Refused(_("Nobody in “%(team)s” can have a deal.") % {"team": team})
    return _least_busy(people, by) if who == LEAST else _in_turn(people, automation, by)


def _sellers(team: Team, by: Actor) -> list[Person]:
    """The people of a team, and of those beneath, who work here and may change deals."""
    rows = Person.objects.of(by).filter(pk__in=people_beneath(by.workspace, team.pk), deactivated_at__isnull=True)
    return list(rows.exclude(role__write_scope=Scope.NONE).order_by("name", "pk"))


def _least_busy(people: list[Person], by: Actor) -> Person:
    """By the number of deals that are being worked, by name where even."""
    rows = Deal.objects.on(by.workspace).open().filter(owner__in=people, removed_at__isnull=True)
    load = dict(rows.order_by().values_list("owner_id").annotate(Count("pk")))
    return min(people, key=lambda one: (load.get(one.pk, 0), one.name, one.pk))


def _in_turn(people: list[Person], automation: Automation, by: Actor) -> Person:
    """The one behind whoever had the last one; the automation is locked so that two runs do not choose the same."""
    rows = Automation.objects.of(by).filter(pk=automation.pk)
    last = rows.select_for_update(of=("self",)).values_list("last_given_to", flat=True).first()
    ids = [one.pk for one in people]
    place = ids.index(last) + 1 if last in ids else 0
    found = people[place % len(people)]
    rows.update(last_given_to=found.pk)
    return found
