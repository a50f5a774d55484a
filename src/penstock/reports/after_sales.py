"""After the sale: deals that go on from won ones, what was bought again and how soon, who was forgotten, reorders."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters import read_filters
from penstock.metrics.asked import Asked
from penstock.reports.after import After
from penstock.reports.buying_again import FORGOTTEN, SILENT, again, days_silent, forgotten, silent
from penstock.reports.customers import Buyers, Customer
from penstock.reports.figures import require_known
from penstock.reports.going_on import stages, went_on
from penstock.reports.open_now import as_listed, told_as_listed
from penstock.reports.reorders import reorders
from penstock.reports.report import Drawn, Nothing, Report
from penstock.reports.rhythms import rhythms
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def draw(asked: Asked, by: Actor) -> Drawn:
    """What became of won deals and of those who bought, as it is now."""
    require_known(asked, by)
    params = as_listed(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        sentence = _("What comes after the sale is told as it is now, with filters that the list has")
        return told_as_listed(sentence, asked)
    after = After(by, params, asked)
    buyers, went = Buyers(by, read_filters(params, by)), went_on(after)
    people = buyers.customers(after.today - timedelta(days=SILENT[0] - 1))
    tables = (
        went,
        stages(after),
        again(after, buyers),
        rhythms(after, people, buyers),
        silent(after, people),
        forgotten(after, people),
        *reorders(after),
    )
    empty = buyers.are_none and not went.lines
    return Drawn(_title(after, people), () if empty else tables, _notes(), nothing=_nothing() if empty else None)


def _title(after: After, people: Sequence[Customer]) -> str:
    silent = sum(days_silent(one, after.today) >= FORGOTTEN for one in people)
    told = {"silent": formats.number(silent), "all": formats.number(len(people)), "days": FORGOTTEN}
    if not people:
        return _("No customer yet")
    return _("Of %(all)s customers %(silent)s heard nothing for %(days)s days or more") % told


def _notes() -> tuple[str, ...]:
    return (
        _("As it is now: of the deals, customers and contacts that you may see."),
        _("A customer is a company of whom a deal was won; filters are about the deals of each table."),
    )


def _nothing() -> Nothing:
    return Nothing(
        _("No customer yet"),
        _("Won deals with a company fill this: what went on after them, who bought again, and who was forgotten."),
        _("Go to the deals"),
        reverse("boards:list"),
    )


REPORT = Report(
    "after-sales",
    gettext_lazy("After the sale"),
    gettext_lazy(
        "What went on after a win and in time, what was bought again and how soon, who was forgotten, reorders."
    ),
    "repeat",
    draw,
    filters=("pipeline", "team", "owner", "source", "type"),
    narrows=True,
)
