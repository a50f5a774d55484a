"""People: the owners that the files name become members without a sign-in, in the teams that the files tell."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.imports.drafting.drafts import Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import TableSurvey, full_name
from penstock.imports.models import ImportedRecord, ImportState
from penstock.imports.running.run import Run
from penstock.people.actions import add_person, add_team, reactivate_person
from penstock.workspaces.models import Person, Team


def take_people(run: Run) -> None:
    """Everybody whom the lists and the references name; who is known is matched by id, name or address."""
    _bring_back(run)
    teams = {team.name: team for team in Team.objects.of(run.by)}
    emails = {email.casefold(): pk for email, pk in Person.objects.of(run.by).values_list("email", "pk") if email}
    for table in run.survey.of_kind("person"):
        for row in table.reader.drafts():
            if isinstance(row, Refusal):
                run.refuse("person", table, row, row.reason)
            else:
                _take(run, table, row.values, teams, emails)
    _take_managers(run, teams)
    _take_referred(run, emails)


def _bring_back(run: Run) -> None:
    """Who left only because an earlier import was undone is back when the files name them again."""
    undone = ImportedRecord.objects.of(run.by).filter(kind="person", made=True, brought_by__state=ImportState.UNDONE)
    gone = Person.objects.of(run.by).filter(pk__in=undone.values("record_id"), deactivated_at__isnull=False)
    named = {trim_name(name) for name in (*run.survey.named["person"], *run.survey.listed["person"])}
    for person in gone:
        if trim_name(person.name) in named:
            reactivate_person(person, by=run.by)
            run.made("person", person.pk, name=person.name)


def _take(run: Run, table: TableSurvey, values: dict[str, Any], teams: dict[str, Team], emails: dict[str, int]) -> None:
    name = full_name(values)
    external_id = values.get("external_id", "")
    address = next(iter(values.get("emails", [])), "")
    known = run.books["person"].find(external_id, name) or emails.get(address)
    if known:
        run.matched("person", known, table, external_id, {})
        run.books["person"].add(known, external_id, name)
        return
    person = add_person(name, by=run.by, email=address, team=_team(run, values, teams))
    run.made("person", person.pk, table, external_id, name)
    if address:
        emails[address] = person.pk


def _team(run: Run, values: dict[str, Any], teams: dict[str, Team]) -> Team | None:
    """The team or office of a person's row; a team within an office stands beneath it."""
    above = _named_team(run, values.get("office"), teams, None)
    return _named_team(run, values.get("team"), teams, above) or above


def _named_team(run: Run, name: str | None, teams: dict[str, Team], above: Team | None) -> Team | None:
    if not name:
        return None
    if name not in teams:
        teams[name] = add_team(name, by=run.by, parent=above)
        run.made("team", teams[name].pk)
    return teams[name]


def _take_managers(run: Run, teams: dict[str, Team]) -> None:
    """Who is named as somebody's manager heads the team of those people."""
    for table in run.survey.of_kind("person"):
        for row in table.reader.drafts():
            if isinstance(row, Refusal) or "manager" not in row.values:
                continue
            name = row.values["manager"]
            if run.books["person"].find(None, name) is None:
                person = add_person(name, by=run.by, role="manager", team=_team(run, row.values, teams))
                run.made("person", person.pk, name=name)


def _take_referred(run: Run, emails: dict[str, int]) -> None:
    """Owners whom no list names: by name, else by address or by the id that stands in their place."""
    book = run.books["person"]
    for name in run.survey.named["person"]:
        if book.find(None, name) is None:
            known = emails.get(trim_name(name))
            person_id = known or add_person(name, by=run.by, email=name if "@" in name else "").pk
            if known:
                book.add(known, None, name)
            else:
                run.made("person", person_id, name=name)
    for external_id, table in run.survey.owner_ids.items():
        if book.find(external_id) is None:
            person = add_person(_("Owner %(id)s") % {"id": external_id}, by=run.by)
            run.made("person", person.pk, table, external_id, person.name)
