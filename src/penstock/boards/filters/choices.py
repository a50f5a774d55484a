"""Filters whose value is one of a list: by its id, its key or its name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition, Filter, Option, Words
from penstock.boards.models import StageTotal
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.deals.models import DealStatus, DealTag, DealType, ForecastCategory, Tag
from penstock.losses.queries import OTHER, SILENT, said_to_be
from penstock.pipelines.models import LossReason, Source, Stage
from penstock.pipelines.queries import known_pipelines, known_stages
from penstock.workspaces.actor import Actor, people_beneath
from penstock.workspaces.kept import kept
from penstock.workspaces.models import Person, Team

NONE, ME = "none", "me"
Options = Callable[[Actor], list[Option]]
Question = Callable[[list[str], Actor], Q]


@dataclass(frozen=True, kw_only=True)
class Choices(Filter):
    """One or several of the options; ``is_single`` takes the last only.

    Options that ``come_of_records`` are not looked for where a kept question is put: there are many records,
    and a value that none has any more fits no deal.
    """

    widget = "choices"
    options: Options
    question: Question
    is_single: bool = False
    come_of_records: bool = False

    def put(self, params: QueryDict, by: Actor) -> Q:
        return self.question(self.asked(params), by) if self.come_of_records else super().put(params, by)

    def read(self, params: QueryDict, by: Actor) -> Condition:
        options = self.options(by)
        chosen = list(dict.fromkeys(self._find(value, options) for value in self.asked(params)))
        chosen = chosen[-1:] if self.is_single else chosen
        words = ", ".join(str(option.label) for option in chosen)
        values = [option.value for option in chosen]
        return Condition(self, words, self.question(values, by), tuple(values))

    def _find(self, asked: str, options: list[Option]) -> Option:
        folded = asked.casefold()
        found = next((option for option in options if option.value == asked), None)
        found = found or next((option for option in options if str(option.label).casefold() == folded), None)
        if found is None:
            sentence = _("The filter “%(filter)s” knows no “%(value)s”.")
            raise Refused(sentence % {"filter": self.label, "value": asked[:80]})
        return found

    def inputs(self, params: QueryDict, by: Actor) -> dict[str, Any]:
        asked = set(self.asked(params))
        return {"options": [replace(option, is_chosen=option.value in asked) for option in self.options(by)]}


def rows(queryset: Any, none: Words = "") -> list[Option]:
    """Records as options; ``none`` is the label of having none."""
    found = [Option(str(row.pk), str(row)) for row in queryset]
    return [*found, Option(NONE, none)] if none else found


def within(field: str, values: list[str], by: Actor) -> Q:
    """The field is among the values; ``none`` means that it is empty."""
    question = Q(**{f"{field}__in": [value for value in values if value != NONE]})
    return question | Q(**{f"{field}__isnull": True}) if NONE in values else question


def owners(by: Actor) -> list[Option]:
    """The people whose deals may be read, oneself first."""
    people = Person.objects.of(by).order_by("name", "pk")
    reach = by.readable_people
    listed = kept(by.workspace, "people", lambda: list(people))
    me = [Option(ME, _("Me"))] if by.person else []
    return [*me, *rows([one for one in listed if reach is None or one.pk in reach], _("Nobody"))]


def owned(values: list[str], by: Actor) -> Q:
    """Deals of these owners."""
    return within("owner_id", [str(by.person_id) if value == ME else value for value in values], by)


def of_teams(values: list[str], by: Actor) -> Q:
    """Deals of the people of these teams and of the teams beneath them."""
    return Q(owner_id__in={person for team in values for person in people_beneath(by.workspace, int(team))})


def kinds(values: list[str], by: Actor) -> Q:
    """Deals of these types; ``none`` is one that nobody chose."""
    return Q(type__in=["" if value == NONE else value for value in values])


def tagged(values: list[str], by: Actor) -> Q:
    """Deals with any of these tags."""
    return Q(Exists(DealTag.objects.on(by.workspace).filter(deal=OuterRef("pk"), tag_id__in=values)))


def in_pipelines(values: list[str], by: Actor) -> Q:
    """Deals of these pipelines, by their stages: so the index of totals holds all that is asked for."""
    return Q(stage_id__in=[stage.pk for value in values for stage in known_stages(by, int(value))])


def stages(by: Actor) -> list[Option]:
    """The stages in use, in the order of their pipelines; with several pipelines each says which it belongs to."""
    found = Stage.objects.of(by).filter(retired_at__isnull=True).select_related("pipeline")
    found = list(found.order_by("pipeline__order", "pipeline_id", "order", "pk"))
    several = len({stage.pipeline_id for stage in found}) > 1
    return [Option(str(s.pk), f"{s.pipeline.name}: {s.name}" if several else s.name) for s in found]


def staged(values: list[str], by: Actor) -> Q:
    """Deals that stand in these stages."""
    return Q(stage_id__in=values)


def sectors(by: Actor) -> list[Option]:
    """The sectors of the companies that may be read."""
    found = Company.objects.of(by).exclude(sector="").values_list("sector", flat=True).distinct().order_by("sector")
    return [Option(sector, sector) for sector in found]


def in_sectors(values: list[str], by: Actor) -> Q:
    """Deals with companies of these sectors; a company that may not be read says nothing about its deals."""
    return Q(company_id__in=Company.objects.of(by).filter(sector__in=values).values("pk"))


def verified_reasons(by: Actor) -> list[Option]:
    """What customers may have said."""
    reasons = rows(LossReason.objects.of(by))
    return [*reasons, Option(OTHER, _("Another reason")), Option(SILENT, _("They would not say"))]


def currencies(by: Actor) -> list[Option]:
    """The currencies that deals have, the workspace's first."""
    found = StageTotal.objects.of(by).filter(count__gt=0).values_list("currency", flat=True).distinct()
    return [Option(code, code) for code in dict.fromkeys([by.workspace.currency, *sorted(found)])]


def some(model: Any, none: Words = "", **narrowed: Any) -> Options:
    """All records of a model that may be read, as options."""
    return lambda by: rows(model.objects.of(by).filter(**narrowed), none and str(none))


def words(choices: Any, none: Words = "") -> Options:
    """The members of an enumeration as options."""
    found = [Option(str(value), label) for value, label in choices.choices]
    return lambda _by: [*found, Option(NONE, none)] if none else found


CHOICES: tuple[Choices, ...] = (
    Choices("owner", gettext_lazy("Owner"), True, options=owners, question=owned),
    Choices("team", gettext_lazy("Team"), True, options=some(Team), question=of_teams),
    Choices(
        "pipeline",
        gettext_lazy("Pipeline"),
        True,
        options=lambda by: rows(known_pipelines(by)),
        question=in_pipelines,
        is_single=True,
    ),
    Choices("stage", gettext_lazy("Stage"), True, options=stages, question=staged),
    Choices("status", gettext_lazy("Status"), True, options=words(DealStatus), question=partial(within, "status")),
    Choices(
        "source",
        gettext_lazy("Source"),
        True,
        options=some(Source, gettext_lazy("No source")),
        question=partial(within, "source_id"),
    ),
    Choices("type", gettext_lazy("Type"), True, options=words(DealType, gettext_lazy("No type")), question=kinds),
    Choices(
        "forecast_category",
        gettext_lazy("Forecast category"),
        options=words(ForecastCategory, gettext_lazy("Not chosen")),
        question=partial(within, "forecast_category"),
    ),
    Choices("sector", gettext_lazy("Sector"), options=sectors, question=in_sectors, come_of_records=True),
    Choices("tag", gettext_lazy("Tag"), options=some(Tag), question=tagged),
    Choices(
        "loss_reason",
        gettext_lazy("Loss reason"),
        options=some(LossReason, gettext_lazy("No reason")),
        question=partial(within, "loss_reason_id"),
    ),
    Choices("verified_reason", gettext_lazy("Verified loss reason"), options=verified_reasons, question=said_to_be),
    Choices(
        "currency",
        gettext_lazy("Currency"),
        True,
        options=currencies,
        question=partial(within, "currency"),
        come_of_records=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class OneCompany(Filter):
    """The deals of one company, by its id: a link from the company's page."""

    widget = "hidden"

    def read(self, params: QueryDict, by: Actor) -> Condition:
        asked = self.asked(params)[-1]
        company = Company.objects.of(by).filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
        if company is None:
            raise Refused(_("This company does not exist or you may not see it."))
        return Condition(self, company.name, Q(company_id=company.pk))


COMPANY = OneCompany("company", gettext_lazy("Company"))
