"""The list to clean: looked at, gone through in bulk, planned and completed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.contacts.models import Contact
from penstock.hygiene import worklist
from penstock.hygiene.actions import check_contact, complete_cleaning, plan_cleaning
from penstock.hygiene.actions.clean import open_cleaning
from penstock.hygiene.forms import PlanForm, ReviewForm
from penstock.hygiene.models import CleaningPlan
from penstock.hygiene.reviewing import MOST, Outcome
from penstock.hygiene.reviewing import review as go_through
from penstock.journal.models import Event
from penstock.ui import formats
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_safe
def to_clean(request: HttpRequest) -> HttpResponse:
    """Deals that seem dead, letters that wait, contacts whose data are old, and when cleaning is due."""
    return _page(request, ReviewForm(by=request.actor))


def _page(request: HttpRequest, form: ReviewForm) -> HttpResponse:
    by = request.actor
    plan = CleaningPlan.objects.of(by).select_related("owner").first()
    under_way, count = open_cleaning(by), worklist.count_dead(by)
    listed = range(min(count, worklist.PAGES * worklist.SHOWN))
    page = Paginator(listed, worklist.SHOWN).get_page(request.GET.get("page"))
    contacts = list(worklist.old_contacts(by)[: worklist.SHOWN + 1])
    told = {
        "form": form,
        "lines": worklist.lines(by, page.number),
        "page": page,
        "count": count,
        "letters": worklist.letters(by),
        "contacts": contacts[: worklist.SHOWN],
        "has_more_contacts": len(contacts) > worklist.SHOWN,
        "plan": plan,
        "under_way": under_way,
        "may_complete": under_way is not None and (by.is_admin or by.person_id == under_way.owner_id),
        "may_write": by.may_write,
        "is_admin": by.is_admin,
    }
    return render(request, "hygiene/to_clean.html", told, status=422 if form.is_bound else 200)


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Keep the ticked deals, set them aside, or give them up."""
    form, ids = ReviewForm(request.POST, by=request.actor), _ticked(request, "deal")
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    outcome = go_through(ids, said["verdict"], said["until"], said["loss_reason"], by=request.actor)
    toast(request, _told(outcome), kind="done" if outcome.done else "error")
    return go_on(request, reverse("hygiene:to_clean"))


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The data of the ticked contacts are right."""
    rows = Contact.objects.of(request.actor).filter(pk__in=_ticked(request, "contact"))
    found = [check_contact(one, by=request.actor) for one in rows if request.actor.may_write_for(one.owner_id)]
    count = sum(event is not None for event in found)
    words = ngettext("%(count)s contact is up to date.", "%(count)s contacts are up to date.", count)
    toast(request, words % {"count": formats.number(count)})
    return go_on(request, reverse("hygiene:to_clean"))


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """How often the list is gone through, and by whom."""
    request.actor.require_admin(_("Only an administrator may say how often is cleaned."))
    row = CleaningPlan.objects.of(request.actor).first()
    form = PlanForm(sent(request), by=request.actor, plan=row)
    question = Question(_("How often is the list gone through?"), _("Save"), reverse("hygiene:plan"))

    def told(event: Event | None) -> HttpResponse:
        if event is not None:
            toast(request, _("The plan is saved."))
        return go_on(request, reverse("hygiene:to_clean"))

    return put(request, form, question, lambda: plan_cleaning(by=request.actor, **form.cleaned_data), told)


@require_POST
def complete(request: HttpRequest) -> HttpResponse:
    """The list was gone through."""
    if complete_cleaning(by=request.actor) is not None:
        toast(request, _("The cleaning is done; the next one is planned."))
    return go_on(request, reverse("hygiene:to_clean"))


def _ticked(request: HttpRequest, name: str) -> list[int]:
    given = request.POST.getlist(name)
    return [int(pk) for pk in given if pk.isascii() and pk.isdecimal() and len(pk) < 19][:MOST]


def _told(outcome: Outcome) -> str:
    done = ngettext("%(count)s deal is gone through.", "%(count)s deals are gone through.", outcome.done)
    left = ngettext("%(count)s deal stayed as it is.", "%(count)s deals stayed as they are.", outcome.refused)
    parts = [done % {"count": formats.number(outcome.done)}]
    if outcome.refused:
        parts += [left % {"count": formats.number(outcome.refused)}, *outcome.reasons[:3]]
    return " ".join(parts)
