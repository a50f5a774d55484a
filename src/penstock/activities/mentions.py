"""Who is named in a text: `@` and the whole name of somebody who works here."""

import re
from collections.abc import Iterable

from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept
from penstock.workspaces.models import Person

MOST = 8
"""So many names are offered."""

SET_APART = r'<strong class="mention">\g<0></strong>'


def named_in(text: str, by: Actor) -> list[int]:
    """The ids of the people whose names stand behind an `@`; of two names that begin alike the longer one is meant."""
    if "@" not in text:
        return []
    people = {name.casefold(): pk for pk, name in people_to_tell(by).items()}
    pattern = _pattern(people)
    found = {match[1].casefold() for match in pattern.finditer(text)} if pattern else set()
    return [people[name] for name in sorted(found) if name in people]


def people_to_tell(by: Actor) -> dict[int, str]:
    """Everybody who can be told something, those who sign in, by name."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True, user__is_active=True).order_by("name")
    return kept(by.workspace, "people_to_tell", lambda: dict(people.values_list("pk", "name")))


def names_like(text: str, by: Actor) -> list[str]:
    """Names that somebody who wrote so much behind an `@` may mean: of each some word begins with it."""
    wanted = text.casefold()
    others = [name for pk, name in people_to_tell(by).items() if pk != by.person_id]
    found = [name for name in others if f" {name.casefold()}".find(f" {wanted}") >= 0]
    return sorted(found, key=lambda name: (not name.casefold().startswith(wanted), name.casefold()))[:MOST]


def marked(text: str, people: Iterable[Person]) -> SafeString:
    """The text in paragraphs, with the names of these people behind an `@` set apart."""
    told = linebreaks(text, autoescape=True)
    pattern = _pattern(escape(person.name) for person in people)
    return mark_safe(pattern.sub(SET_APART, told) if pattern else told)  # noqa: S308 -- escaped, names as well


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)@({words})(?!\w)", re.IGNORECASE) if words else None
