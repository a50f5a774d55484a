"""Scorecards as tables that paper and files take: everybody's totals, and every metric of every card."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from penstock.attainment.kpis_shown import KpiRow, card_rows
from penstock.attainment.names import names_of
from penstock.attainment.scorecards import Card, Score, Scorecards
from penstock.targets.kpis import role
from penstock.targets.plans import Whose
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role


@dataclass(frozen=True)
class CardLine:
    """One metric of somebody's card, with how it is drawn."""

    name: str
    of: str
    card: Card
    score: Score
    shown: KpiRow

    @property
    def adds(self) -> Decimal | None:
        """What it adds to the total, as a part of one."""
        counted = self.score.counted
        return self.score.weight * counted / self.card.known if counted is not None and self.card.known else None


def all_names(by: Actor) -> dict[Whose, str]:
    """Everybody whose set there may be, by name."""
    return names_of(by) | {role(pk): name for pk, name in Role.objects.of(by).values_list("pk", "name")}


def card_lines(cards: Scorecards) -> Iterator[CardLine]:
    """Every metric of everybody's card, person by person."""
    names = all_names(cards.by)
    for card in cards.cards():
        for score, shown in zip(card.scores, card_rows(card, cards.by.workspace.currency), strict=True):
            yield CardLine(names[card.whose], names[card.of], card, score, shown)
