"""Begin a review from the report, say who is there, and end it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.journal.models import Event
from penstock.reviews.actions import begin_review, end_review, say_who_is_there
from penstock.reviews.agenda import asked_of
from penstock.reviews.forms import AttendanceForm, EndForm
from penstock.reviews.models import Attendance, Review
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A review of what the report shows with these filters."""
    review = begin_review(asked_of(request.GET), by=request.actor)
    return go_on(request, reverse("reviews:review", args=[review.pk]))


@require_http_methods(["GET", "POST"])
def there(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is at the review."""
    review = get_object_or_404(Review.objects.of(request.actor), pk=pk)
    present = list(Attendance.objects.on(review).values_list("person_id", flat=True))
    question = Question(_("Who is there?"), _("Keep"), reverse("reviews:there", args=[pk]))
    form = AttendanceForm(sent(request), by=request.actor, there=present)

    def act() -> object:
        return say_who_is_there(review, list(form.cleaned_data["people"]), by=request.actor)

    return put(request, form, question, act, lambda _event: go_on(request, reverse("reviews:review", args=[pk])))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The review is over; when is the next one?"""
    review = get_object_or_404(Review.objects.of(request.actor), pk=pk)
    question = Question(_("When is the next review?"), _("End the review"), reverse("reviews:end", args=[pk]))
    form = EndForm(sent(request), by=request.actor)

    def act() -> Event | None:
        return end_review(review, by=request.actor, next_on=form.cleaned_data["next_on"])

    def told(event: Event | None) -> HttpResponse:
        if event is not None:
            toast(request, _("The review is over; the next one begins with what was promised."))
        return go_on(request, reverse("reviews:review", args=[pk]))

    return put(request, form, question, act, told)
