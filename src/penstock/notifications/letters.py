"""Letters as text and as HTML, in the language and by the clock of whoever gets them; and those about notifications."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from penstock.notifications.models import Notification
from penstock.notifications.sentences import address, detail, sentence
from penstock.workspaces.models import Person

MOST_LINES = 100
LONGEST_SUBJECT = 150

File = tuple[str, bytes, str]
"""What a file is called, what it holds, and its content type."""


def send(person: Person, rows: list[Notification], *, is_digest: bool) -> None:
    """Send one letter to one person; raises what the mail server raises."""
    with as_read_by(person):
        post(person, _subject(rows, is_digest), "notifications/mail/letter", _told(person, rows, is_digest))


@contextmanager
def as_read_by(person: Person) -> Iterator[None]:
    """Words in the language, and times by the clock, of whoever gets a letter."""
    language = translation.get_supported_language_variant(person.language or person.workspace.language)
    with translation.override(language), timezone.override(person.zone):
        yield


def post(person: Person, subject: str, template: str, told: dict[str, Any], files: Iterable[File] = ()) -> None:
    """Send a letter as text and as HTML with files beside it; raises what the mail server raises."""
    told = {"person": person, "language": translation.get_language(), **told}
    letter = EmailMultiAlternatives(
        in_one_line(subject),
        render_to_string(f"{template}.txt", told),
        to=[person.user.email if person.user else ""],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(_dressed(render_to_string(f"{template}.html", told)), "text/html")
    for file in files:
        letter.attach(*file)
    letter.send()


def _dressed(letter: str) -> str:
    """The letter with its look in its head: a mail program fetches no style sheet."""
    look = render_to_string("notifications/mail/look.css")
    return letter.replace("</head>", f"<style>{look}</style></head>", 1)


def in_one_line(words: str) -> str:
    """Words that may stand in a header: without line breaks and other controls, and not endless."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(words.split()))[:LONGEST_SUBJECT]


def _subject(rows: list[Notification], is_digest: bool) -> str:
    if len(rows) == 1:
        return sentence(rows[0])
    count = len(rows)
    if is_digest:
        words = ngettext(
            "Your day in Penstock: %(count)s thing to know", "Your day in Penstock: %(count)s things to know", count
        )
    else:
        words = ngettext("%(count)s thing to know in Penstock", "%(count)s things to know in Penstock", count)
    return words % {"count": count}


def _told(person: Person, rows: list[Notification], is_digest: bool) -> dict[str, Any]:
    lines = [{"sentence": sentence(one), "detail": detail(one), "url": _full(address(one))} for one in rows]
    return {
        "lines": lines[:MOST_LINES],
        "left": max(len(lines) - MOST_LINES, 0),
        "is_digest": is_digest,
        "all_url": _full(reverse("notifications:notifications")),
        "settings_url": _full(reverse("notifications:preferences")),
    }


def _full(path: str) -> str:
    """The address under which people know us, never one that a request claims."""
    return f"{settings.PUBLIC_URL}{path}"
