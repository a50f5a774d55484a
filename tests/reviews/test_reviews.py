"""A review is held from its agenda: decisions become tasks or rest a deal, and the next one asks what was kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.activities.actions import complete_activity, remove_activity
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.reviews.actions import begin_review, decide_on_deal, end_review, say_who_is_there
from penstock.reviews.minutes import promises_of, review_before, told
from penstock.reviews.models import Attendance, Decision, Review
from penstock.workspaces.actor import Actor
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()
SOON = TODAY + timedelta(days=7)


def page(world: World, role: str, review: Review, status: int = 200) -> str:
    response = world.client(role).get(f"/reviews/{review.pk}/")
    assert response.status_code == status
    return str(response.content.decode())


def test_a_decision_becomes_a_task_of_its_owner(world: World, manager: Actor) -> None:
    deal, review = world.deal(), begin_review(by=manager)
    decision = decide_on_deal(review, deal, "Ask for the contract", by=manager, due_on=SOON)
    task = Activity.objects.of(manager).get(pk=decision.task_id)
    assert (task.kind, task.subject, task.owner, task.deal) == (
        "task",
        "Ask for the contract",
        world.people["rep"],
        deal,
    )
    assert Event.unscoped.filter(kind="decision.made", deal_id=deal.pk).count() == 1
    assert "Decided at a pipeline review" in world.client("rep").get(f"/deals/{deal.pk}/").content.decode()


def test_a_stuck_deal_is_set_aside_and_words_alone_are_kept(world: World, manager: Actor) -> None:
    deal, other, review = world.deal(), world.deal("Other"), begin_review(by=manager)
    decide_on_deal(review, deal, "They buy next year", by=manager, aside_until=SOON)
    decide_on_deal(review, other, "Well done", by=manager)
    assert Deal.objects.of(manager).get(pk=deal.pk).aside_until == SOON
    assert [one.fate for one in promises_of(review, manager)] == ["rests", "said"]
    assert told(promises_of(review, manager)) == ""
    for wrong in ({"text": " "}, {"text": "Both", "due_on": SOON, "aside_until": SOON}, {"text": "x" * 301}):
        with pytest.raises(Refused):
            decide_on_deal(review, other, by=manager, **wrong)


def test_the_next_review_begins_with_what_was_promised(world: World, manager: Actor) -> None:
    first = begin_review("owner=Rep", by=manager)
    tasks = [decide_on_deal(first, world.deal(f"Deal {n}"), f"Do {n}", by=manager, due_on=SOON).task for n in range(4)]
    end_review(first, by=manager)
    Activity.unscoped.filter(pk__in=[tasks[1].pk, tasks[2].pk]).update(due_at=clock.now() - timedelta(days=1))
    for task in tasks[:2]:
        complete_activity(Activity.unscoped.get(pk=task.pk), by=manager)
    remove_activity(tasks[3], by=manager)
    begin_review("", by=manager)
    second = begin_review("owner=Rep", by=manager)
    before = review_before(second, manager)
    assert before == first
    promised = promises_of(first, manager)
    assert [one.fate for one in promised] == ["kept", "late", "overdue", "dropped"]
    assert told(promised) == "2 of 4 promises kept"
    shown = page(world, "manager", second)
    assert "What was promised last time" in shown and "2 of 4 promises kept" in shown and "Not kept yet" in shown


def test_one_that_goes_on_is_gone_on_with_and_one_that_is_over_stays_as_it_is(world: World, manager: Actor) -> None:
    review, deal = begin_review(by=manager), world.deal()
    assert begin_review(by=manager) == review
    decide_on_deal(review, deal, "Ring", by=manager)
    assert end_review(review, by=manager) is not None and end_review(review, by=manager) is None
    for late in (
        lambda: decide_on_deal(review, deal, "More", by=manager),
        lambda: say_who_is_there(review, [], by=manager),
    ):
        with pytest.raises(Refused):
            late()
    assert begin_review(by=manager) != review
    assert "Nothing was decided" not in page(world, "manager", review)


def test_who_was_there_is_kept_and_may_read_and_write_it(world: World, manager: Actor, colleague: Actor) -> None:
    review, theirs = begin_review(by=manager), world.deal("Theirs", "colleague")
    page(world, "colleague", review, 404)
    with pytest.raises(NotPermitted):
        decide_on_deal(review, theirs, "Ring", by=colleague)
    people = [world.people["manager"], world.people["colleague"]]
    assert say_who_is_there(review, people, by=manager) is not None
    assert say_who_is_there(review, people, by=manager) is None
    assert set(Attendance.objects.on(review).values_list("person_id", flat=True)) == {one.pk for one in people}
    page(world, "colleague", review)
    decide_on_deal(review, theirs, "Ring", by=colleague)
    assert promises_of(review, manager) == [], "of a deal that the head may not read"
    assert "Theirs" in page(world, "owner", review)


def test_nobody_decides_on_deals_they_may_not_change(world: World, manager: Actor, viewer: Actor) -> None:
    review, theirs = begin_review(by=manager), world.deal("Theirs", "colleague")
    with pytest.raises(NotPermitted):
        decide_on_deal(review, theirs, "Ring", by=manager)
    with pytest.raises(NotPermitted):
        begin_review(by=viewer)
    assert not Decision.objects.of(manager).exists()


def test_it_is_held_from_the_report_with_its_filters(world: World) -> None:
    browser, deal = world.client("manager"), world.deal("Big", amount=Decimal(500))
    world.deal("Of the head", "manager")
    shown = browser.get("/reports/review/?owner=Rep").content.decode()
    assert "Hold a review" in shown and "Hold a review" not in browser.get("/reports/quality/").content.decode()
    assert "Hold a review" not in world.client("viewer").get("/reports/review/").content.decode()
    sent = browser.post("/reviews/begin/?owner=Rep&period=month&from=2026-01-01")
    review = Review.objects.of(world.actor("manager")).get()
    assert sent.url == f"/reviews/{review.pk}/" and review.asked == "owner=Rep"
    agenda = browser.get(sent.url).content.decode()
    assert "An hour leaves 60 minutes for each" in agenda
    assert "Big" in agenda and "No next step" in agenda and "Of the head" not in agenda
    url = f"/reviews/{review.pk}/deals/{deal.pk}/"
    assert browser.post(url, {"text": ""}).status_code == 422
    assert browser.post(url, {"text": "Call the buyer", "due_on": SOON.isoformat()}).status_code == 302
    left = browser.get(sent.url).content.decode()
    assert "Call the buyer" in left and url not in left, "there is nothing left to decide"
    assert browser.post(f"/reviews/{review.pk}/end/").status_code == 302
    over = browser.get(sent.url).content.decode()
    assert "Still to be done" in over and "No next step" not in over
    assert f"/reviews/{review.pk}/" in browser.get("/reviews/").content.decode()
    assert "No review was held yet" in world.client("colleague").get("/reviews/").content.decode()


def test_the_queries_do_not_depend_on_the_deals(world: World, manager: Actor) -> None:
    def cost(review: Review) -> int:
        page(world, "manager", review)
        with CaptureQueriesContext(connection) as seen:
            page(world, "manager", review)
        return len(seen)

    def held(several: int) -> Review:
        review = begin_review("owner=Rep", by=manager)
        for number in range(several):
            decide_on_deal(review, world.deal(f"Deal {number}"), "Ring", by=manager, due_on=SOON)
        return review

    first = held(1)
    end_review(first, by=manager)
    second = held(1)
    few = cost(second)
    held(3)
    assert cost(second) == few


def test_the_leader_is_reminded_of_the_next_review(world: World, manager: Actor) -> None:
    review, browser = begin_review(by=manager), world.client("manager")
    in_a_week = clock.day_of(clock.now(), world.workspace.zone) + timedelta(days=7)
    assert in_a_week.isoformat() in browser.get(f"/reviews/{review.pk}/end/").content.decode()
    assert browser.post(f"/reviews/{review.pk}/end/", {"next_on": TODAY.isoformat()}).status_code == 422
    assert Review.objects.of(manager).get().ended_at is None
    assert browser.post(f"/reviews/{review.pk}/end/", {"next_on": SOON.isoformat()}).status_code == 302
    task = Activity.objects.of(manager).get()
    assert (task.subject, task.owner, task.is_all_day) == ("Hold the pipeline review", world.people["manager"], True)
    assert task.due_at is not None and task.due_at.date() >= TODAY
