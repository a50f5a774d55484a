"""The bulk bar's dialogs: what is to be done, what would come of it, and the doing, with one undo for all."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from penstock.boards.actions import change_many, undo_many
from penstock.boards.filters import read_filters
from penstock.boards.many import AT_ONCE, MOST, as_form, rehearse
from penstock.boards.models import BulkChange
from penstock.boards.totals import capped_count
from penstock.boards.verbs import VERBS, Values, Verb
from penstock.boards.views.saved import gone_to
from penstock.common.errors import Refused
from penstock.deals.models import Deal
from penstock.ui import formats
from penstock.ui.answers import is_partial, toast

SHOWN = 5
"""So many deals are named for each thing that would happen."""

OURS = frozenset({"deal", "all", "query", "step", "csrfmiddlewaretoken"})


@require_POST
def bulk(request: HttpRequest, verb: str) -> HttpResponse:
    """Ask, then preview, then do; each step is sent with the deals that were chosen."""
    if verb not in VERBS:
        raise Http404
    asked, step = VERBS[verb], request.POST.get("step", "")
    ids, values = chosen(request), asked_values(request)
    if not step or not asked.is_answered(values):
        return _ask(request, asked, asked.form(as_form(values) if values else None, by=request.actor), ids)
    form = asked.form(as_form(values), by=request.actor)
    if not form.is_valid():
        return _ask(request, asked, form, ids, status=422)
    return _do(request, asked, values, ids) if step == "do" else _preview(request, asked, form.cleaned_data, ids)


def chosen(request: HttpRequest) -> list[int]:
    """The deals that were ticked, or all that the list's filters find."""
    if request.POST.get("all"):
        filtering = read_filters(QueryDict(request.POST.get("query", "")), request.actor)
        if filtering.problems:
            raise Refused(" ".join(filtering.problems))
        return list(filtering.find(Deal.objects.of(request.actor)).order_by("pk").values_list("pk", flat=True)[:MOST])
    given = ",".join(request.POST.getlist("deal")).split(",")
    return [int(pk) for pk in given if pk.isascii() and pk.isdecimal() and len(pk) < 19][:MOST]


def asked_values(request: HttpRequest) -> dict[str, list[str]]:
    """What the verb's form was sent, as it is kept."""
    return {name: given for name, given in request.POST.lists() if name not in OURS}


def _ask(request: HttpRequest, verb: Verb, form: forms.Form, ids: list[int], *, status: int = 200) -> HttpResponse:
    query = request.POST.get("query", "")
    found = capped_count(read_filters(QueryDict(query), request.actor))
    context = {
        "verb": verb,
        "form": form,
        "found": found,
        "is_all": request.POST.get("all", ""),
        **_carried(request, ids),
    }
    return render(request, "boards/bulk/ask.html", context, status=status)


def _carried(request: HttpRequest, ids: list[int]) -> dict[str, Any]:
    all_of_them = request.POST.get("all", "")
    return {
        "count": len(ids),
        "deals": "" if all_of_them else ",".join(map(str, ids)),
        "all": all_of_them,
        "query": request.POST.get("query", ""),
    }


def _preview(request: HttpRequest, verb: Verb, cleaned: Values, ids: list[int]) -> HttpResponse:
    outcome = rehearse(verb.key, cleaned, ids[:AT_ONCE], request.actor)
    tried = min(len(ids), AT_ONCE)
    context = {
        "verb": verb,
        "outcome": outcome,
        "acted_on": len(outcome.done) if tried == len(ids) else len(ids),
        "names": _names(list(outcome.done)[:SHOWN], request),
        "values": [(name, value) for name, given in asked_values(request).items() for value in given],
        "tried": tried,
        "examples": _examples(outcome.refused, request),
        "done_words": would_words(len(outcome.done)),
        "woken_words": woken_words(outcome.woken) if verb.key == "move" else "",
        "same_words": same_words(len(outcome.same)),
        **_carried(request, ids),
    }
    return render(request, "boards/bulk/preview.html", context)


def _examples(refused: dict[int, str], request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Each reason with the names of the first few deals it is about."""
    grouped: dict[str, list[int]] = {}
    for pk, sentence in refused.items():
        grouped.setdefault(sentence, []).append(pk)
    return [(sentence, _names(deals[:SHOWN], request)) for sentence, deals in grouped.items()]


def _names(ids: list[int], request: HttpRequest) -> list[str]:
    return list(Deal.objects.of(request.actor).filter(pk__in=ids).order_by("pk").values_list("name", flat=True))


def _do(request: HttpRequest, verb: Verb, values: dict[str, list[str]], ids: list[int]) -> HttpResponse:
    made = change_many(verb.key, values, ids, by=request.actor)
    undo = reverse("boards:undo_bulk", args=[made.pk])
    if made.pending:
        words = _("%(count)s deals are being changed; the list follows.") % {"count": formats.number(len(ids))}
        toast(request, words, undo=undo)
    else:
        toast(request, done_words(len(made.done), len(made.refused)), undo=undo if made.done else "")
    return gone_to(request, f"{reverse('boards:list')}?{request.POST.get('query', '')}")


@require_POST
def undo_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a change of many deals back as a whole."""
    outcome = undo_many(get_object_or_404(BulkChange.objects.of(request.actor), pk=pk), by=request.actor)
    if outcome is not None:
        toast(request, undone_words(len(outcome.done), len(outcome.refused)))
    return HttpResponse(headers={"HX-Refresh": "true"}) if is_partial(request) else redirect("boards:list")


def would_words(count: int) -> str:
    """How many deals would change."""
    return ngettext("%(count)s deal changes.", "%(count)s deals change.", count) % {"count": formats.number(count)}


def same_words(count: int) -> str:
    """How many deals are as asked already; nothing when there are none."""
    words = ngettext("%(count)s deal is so already.", "%(count)s deals are so already.", count)
    return words % {"count": formats.number(count)} if count else ""


def woken_words(count: int) -> str:
    """How many deals that were set aside are worked again; nothing when there are none."""
    words = ngettext(
        "%(count)s of them was set aside and comes back by the move.",
        "%(count)s of them were set aside and come back by the move.",
        count,
    )
    return words % {"count": formats.number(count)} if count else ""


def done_words(done: int, refused: int) -> str:
    """How many deals changed and how many refused."""
    words = ngettext("%(count)s deal is changed.", "%(count)s deals are changed.", done) % {"count": done}
    return f"{words} {refused_words(refused)}".strip()


def undone_words(done: int, refused: int) -> str:
    """How many deals are as they were, and how many changed again since."""
    words = ngettext("%(count)s deal is as it was.", "%(count)s deals are as they were.", done) % {"count": done}
    return f"{words} {refused_words(refused)}".strip()


def refused_words(count: int) -> str:
    """How many deals stayed as they are; nothing when there are none."""
    words = ngettext("%(count)s deal stayed as it is.", "%(count)s deals stayed as they are.", count)
    return words % {"count": formats.number(count)} if count else ""
