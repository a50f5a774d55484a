"""Filters by words: each word must stand in the name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition, Filter
from penstock.common.among import among
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.search.models import Kind
from penstock.search.narrowing import MOST as MOST_FOUND
from penstock.search.narrowing import may_hold
from penstock.workspaces.actor import Actor

LONGEST, MOST = 200, 8


@dataclass(frozen=True, kw_only=True)
class DealWords(Filter):
    """Words in the deal's name."""

    widget = "text"

    def read(self, params: QueryDict, by: Actor) -> Condition:
        text = self.asked(params)[-1]
        return Condition(self, text, self.ask(named(text), by), look_up=lambda: self.look_up(text, by))

    def ask(self, question: Q, by: Actor) -> Q:
        """The question about deals, out of one about names."""
        return question

    def look_up(self, text: str, by: Actor) -> Q:
        """The same out of the index of search: it offers, and the names decide."""
        return offered(Kind.DEAL, text, by) & named(text)


@dataclass(frozen=True, kw_only=True)
class CompanyWords(DealWords):
    """Words in the name of the deal's company; one that may not be read is not looked at."""

    def ask(self, question: Q, by: Actor) -> Q:
        return Q(company_id__in=_companies(question, by))

    def look_up(self, text: str, by: Actor) -> Q:
        """The companies are looked for once, and their deals by their ids, unless they are very many."""
        question = offered(Kind.COMPANY, text, by) & named(text)
        found = list(_companies(question, by).values_list("pk", flat=True)[: MOST_FOUND + 1])
        return Q(company_id__in=among(found)) if len(found) <= MOST_FOUND else self.ask(question, by)


def _companies(question: Q, by: Actor) -> Any:
    return Company.objects.of(by).filter(question).order_by().values("pk")


def offered(kind: str, text: str, by: Actor) -> Q:
    """Among which records of a kind the names with all the words are; nothing is said where the index cannot."""
    ids = may_hold(by.workspace, kind, text.split())
    return Q() if ids is None else Q(pk__in=among(ids))


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
