"""How loss reasons read to customers, by language: as the workspace says, or as is usual for ready ones."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.losses.models import ReasonWording
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

LONGEST = 80
USUAL: tuple[tuple[Promise, Promise], ...] = (
    (_("Price too high"), _("The price")),
    (_("Chose a competitor"), _("Another supplier suited us better")),
    (_("No budget"), _("We had no budget for it")),
    (_("No decision"), _("We have not decided yet")),
    (_("Bad timing"), _("It was not the right time")),
    (_("Missing feature"), _("Something that we need was missing")),
    (_("Not a fit"), _("It did not suit us")),
)
"""The ready reasons as pipelines begin with them, and what a customer reads instead."""


def languages() -> list[str]:
    """The languages in which customers can be asked."""
    return [code for code, _name in settings.LANGUAGES]


def usual_words(name: str, language: str) -> str:
    """What is usual for a ready reason, in whatever language it was made; empty for one's own."""
    for reason, words in USUAL:
        if any(_in(reason, code) == name for code in languages()):
            return _in(words, language)
    return ""


def _in(words: Promise, language: str) -> str:
    with translation.override(language):
        return str(words)


def words_of(reason: LossReason, row: ReasonWording | None, language: str) -> str:
    """How one reason reads; empty where nobody said it and nothing is usual."""
    written = row.words if row else {}
    return str(written.get(language) or usual_words(reason.name, language))


def wordings(by: Actor) -> Iterator[tuple[LossReason, ReasonWording | None]]:
    """The reasons in use, each with what the workspace says of it."""
    rows = {row.reason_id: row for row in ReasonWording.objects.of(by)}
    for reason in LossReason.objects.of(by).filter(retired_at__isnull=True):
        yield reason, rows.get(reason.pk)


def offered(by: Actor, language: str) -> list[tuple[int, str]]:
    """What a customer can choose from, by the reason's id."""
    told = [(one.pk, words_of(one, row, language)) for one, row in wordings(by) if row is None or row.is_offered]
    return [(pk, words) for pk, words in told if words]
