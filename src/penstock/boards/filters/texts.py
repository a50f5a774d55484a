"""Filters by words: each word must stand in the name."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition, Filter
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.workspaces.actor import Actor

LONGEST, MOST = 200, 8


@dataclass(frozen=True, kw_only=True)
class DealWords(Filter):
    """Words in the deal's name."""

    widget = "text"

    def read(self, params: QueryDict, by: Actor) -> Condition:
        text = self.asked(params)[-1]
        return Condition(self, text, self.ask(named(text), by))

    def ask(self, question: Q, by: Actor) -> Q:
        """The question about deals, out of one about names."""
        return question


@dataclass(frozen=True, kw_only=True)
class CompanyWords(DealWords):
    """Words in the name of the deal's company; one that may not be read is not looked at."""

    def ask(self, question: Q, by: Actor) -> Q:
        return Q(company_id__in=Company.objects.of(by).filter(question).values("pk"))


def named(text: str) -> Q:
    """The name contains every word, whatever its case."""
    words = text.split()
    if len(text) > LONGEST or len(words) > MOST or "\0" in text:
        raise Refused(_("Search for at most %(most)s words.") % {"most": MOST})
    question = Q()
    for word in words:
        question &= containing("name", word)
    return question


def containing(field: str, word: str) -> Q:
    """The field contains the word; SQLite folds the case of Latin letters only, so the others are tried as written."""
    question = Q(**{f"{field}__icontains": word})
    if not word.isascii():
        for form in {word.lower(), word.upper(), word.capitalize()}:
            question |= Q(**{f"{field}__contains": form})
    return question


TEXTS: tuple[Filter, ...] = (
    DealWords("q", gettext_lazy("Name contains")),
    CompanyWords("company_name", gettext_lazy("Company’s name contains")),
)
