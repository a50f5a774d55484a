"""The filter that only a figure's link names: the very deals that a report counted, by their numbers."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.boards.filters.definition import Condition, Filter
from penstock.common.errors import Refused
from penstock.ui import formats
from penstock.workspaces.actor import Actor

MOST = 400
"""So many numbers an address holds without trouble anywhere."""


class Picked(Filter):
    """Deals by their numbers; who may not read one of them does not find it."""

    widget = "hidden"

    def read(self, params: QueryDict, by: Actor) -> Condition:
        numbers = self.asked(params)[-1].split(".")[: MOST + 1]
        if len(numbers) > MOST or not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in numbers):
            raise Refused(_("The filter “%(filter)s” takes numbers of deals.") % {"filter": self.label})
        picked = sorted({int(one) for one in numbers})
        words = ngettext("%(count)s deal", "%(count)s deals", len(picked)) % {"count": formats.number(len(picked))}
        return Condition(self, words, Q(pk__in=picked))


PICKED = Picked("picked", gettext_lazy("Behind a figure"))


def picked_url(deals: Iterable[int]) -> str:
    """The list with these deals alone; nowhere where there are none, or more than an address holds."""
    numbers = sorted(set(deals))
    if not 0 < len(numbers) <= MOST:
        return ""
    return f"{reverse('boards:list')}?{PICKED.key}={'.'.join(map(str, numbers))}"
