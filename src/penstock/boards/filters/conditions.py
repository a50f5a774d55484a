"""The language of saved views as the conditions of gates: which deals a rule is for.

Conditions are read in the name of the workspace. What would mean somebody else to everybody is refused when saved.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.boards.filters.boxes import boxes_of
from penstock.boards.filters.choices import ME
from penstock.boards.filters.definition import Condition, Filter
from penstock.boards.filters.reading import filters_for, known_filters, read_filters
from penstock.boards.models import SavedView
from penstock.common.errors import Refused
from penstock.deals.gates.conditions import Builder
from penstock.workspaces.actor import Actor

LONGEST = 2000


class ViewsLanguage:
    """What ``deals.gates.conditions`` asks of whoever speaks the language."""

    def question(self, text: str, by: Actor) -> Q:
        """All conditions together; what stands in records only is not looked up first."""
        params = QueryDict(text)
        if gone := _unknown(params, by):
            raise Refused(gone)
        together = Q()
        for one in _asked(params, by):
            together &= one.put(params, by)
        return together

    def told(self, text: str, by: Actor) -> list[str]:
        """Each condition as a chip would say it; of what is gone, that it is."""
        params = QueryDict(text)
        return [*(_words(one, params, by) for one in _asked(params, by)), *_gone_words(params, by)]

    def gone(self, text: str, by: Actor) -> str:
        """The field, or the filter whose value is not there any more."""
        params = QueryDict(text)
        if unknown := _unknown(params, by):
            return unknown
        for one in _asked(params, by):
            try:
                one.put(params, by)
            except Refused:
                return str(one.label)
        return ""

    def checked(self, text: str, by: Actor) -> str:
        """The text with ids instead of names, so that another name means the same."""
        params = QueryDict(text)
        if ME in params.getlist("owner"):
            raise Refused(_("“Me” would mean somebody else to everybody: choose the people by name."))
        if unknown := _unknown(params, by):
            raise Refused(_("“%(gone)s” is not there any more; choose something else.") % {"gone": unknown})
        filtering = read_filters(params, by)
        if filtering.problems:
            raise Refused(" ".join(filtering.problems))
        kept = QueryDict(mutable=True)
        for condition in filtering.conditions:
            for name in condition.filter.names:
                kept.setlist(name, _values(condition, name, params))
        if len(kept.urlencode()) > LONGEST:
            raise Refused(_("These conditions are too long."))
        return str(kept.urlencode())

    def sent(self, params: QueryDict, prefix: str) -> str:
        """What was written in the boxes; the rest of the form is not ours."""
        text = QueryDict(mutable=True)
        for name, values in params.lists():
            if name.startswith(prefix) and any(value.strip() for value in values):
                text.setlist(name.removeprefix(prefix), [value for value in values if value.strip()])
        return str(text.urlencode())

    def builder(self, text: str, prefix: str, by: Actor) -> Builder:
        """The boxes of every filter but those that only links name."""
        params = QueryDict(mutable=True)
        for name, values in QueryDict(text).lists():
            params.setlist(prefix + name, values)
        views = [(view.pk, str(view)) for view in SavedView.objects.of(by) if view.query]
        system = Actor.system(by.workspace)
        return Builder(boxes_of(known_filters(system), params, system, prefix), views, bool(text))

    def of_view(self, pk: int, by: Actor) -> str:
        """Its filters; how a view is sorted or grouped is no condition."""
        view = SavedView.objects.of(by).filter(pk=pk).first()
        return read_filters(QueryDict(view.query), by).query if view else ""


def _asked(params: QueryDict, by: Actor) -> Iterator[Filter]:
    return (one for one in filters_for(params, by) if one.asked(params))


def _unknown(params: QueryDict, by: Actor) -> str:
    """The first name that no filter knows, such as a field that was retired."""
    known = {name for one in filters_for(params, by) for name in one.names}
    return next((name.removeprefix("custom.") for name in params if name not in known), "")


def _gone_words(params: QueryDict, by: Actor) -> list[str]:
    unknown = _unknown(params, by)
    return [_("“%(name)s” (gone)") % {"name": unknown}] if unknown else []


def _words(one: Filter, params: QueryDict, by: Actor) -> str:
    try:
        return in_a_sentence(one.read(params, by))
    except Refused:
        return _("“%(name)s” (gone)") % {"name": one.label}


def _values(condition: Condition, name: str, params: QueryDict) -> list[str]:
    return list(condition.values) or [value for value in params.getlist(name) if value.strip()]


def in_a_sentence(one: Condition) -> str:
    """A condition inside a sentence; what the workspace calls its own fields keeps its capitals."""
    label = str(one.filter.label)
    label = label if one.filter.key.startswith("custom.") else label[:1].lower() + label[1:]
    return label if one.filter.widget == "flag" else f"{label}: {one.words}"
