"""A customer is asked by a link: once made, once shown, once answered."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.models import DealContact
from penstock.journal.models import Event
from penstock.losses.actions import Said, answer_survey, ask_why, plan_asking, set_wordings
from penstock.losses.models import LossCheck, LossSurvey
from penstock.losses.queries import standing, survey_of
from penstock.losses.wording import offered, usual_words
from penstock.notifications.telling import tellings
from penstock.workspaces.actor import Actor
from tests.losses.told import lost, reads_to_customers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


def test_the_customer_answers_and_the_deal_tells_it(world, rep):
    reads_to_customers(world)
    deal = lost(world)
    secret, browser = ask_why(deal, "ru", by=rep), Client()
    page = browser.get(f"/answer/ru/{secret}/")
    assert page.status_code == 200 and "Цена" in page.content.decode()
    sent = {"reason": world.reason.pk, "competitor": "Rival", "change": "Дешевле"}
    answer = browser.post(f"/answer/ru/{secret}/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/answer/ru/")
    assert browser.get("/answer/ru/").status_code == 200
    check = standing(deal)
    assert (check.how, check.reason_id, check.competitor, check.change) == (
        "survey",
        world.reason.pk,
        "Rival",
        "Дешевле",
    )
    event = Event.unscoped.get(kind="loss.verified")
    assert (event.origin, event.person_id, event.deal_id) == ("survey", None, deal.pk)
    assert [one.person_id for one in tellings(event, world.system)] == [deal.owner_id]


def test_the_page_tells_nothing_but_the_name_of_the_workspace(world, rep):
    rude = reads_to_customers(world)
    deal = lost(world, "Secret project", amount=123_456)
    page = Client().get(f"/answer/en/{ask_why(deal, 'en', by=rep)}/").content.decode()
    for word in (
        "Secret project",
        "123,456",
        "123456",
        rude.name,
        "Rude words",
        world.reason.name,
        "Ann",
        "Rep",
        "Penstock",
    ):
        assert word not in page
    assert world.workspace.name in page and "The price" in page


def test_a_new_link_voids_the_one_before(world, rep):
    reads_to_customers(world)
    deal = lost(world)
    first, second = ask_why(deal, "en", by=rep), ask_why(deal, "en", by=rep)
    assert survey_of(first) is None and survey_of(second) is not None
    assert not LossSurvey.unscoped.filter(secret_hash__in=[first, second]).exists()


def test_a_link_is_open_for_as_many_days_as_the_workspace_says(world, rep, owner):
    reads_to_customers(world)
    plan_asking(None, 5, by=owner)
    secret = ask_why(lost(world), "en", by=rep)
    until = LossSurvey.unscoped.get().expires_at
    assert timedelta(days=4, hours=23) < until - clock.now() <= timedelta(days=5)
    LossSurvey.unscoped.update(expires_at=clock.now())
    assert survey_of(secret) is None


def test_of_two_answers_one_counts(world, rep):
    reads_to_customers(world)
    secret = ask_why(lost(world), "en", by=rep)
    by = Actor.system(world.workspace, "survey")
    assert answer_survey(secret, Said(reason=world.reason), by=by)
    assert answer_survey(secret, Said(would_not_say=True), by=by) is None
    assert LossCheck.unscoped.get().reason_id == world.reason.pk


def test_without_words_for_customers_nobody_is_asked(world, rep, owner):
    set_wordings({world.reason.pk: ({}, False)}, by=owner)
    with pytest.raises(Refused, match="read to customers"):
        ask_why(lost(world), "en", by=rep)


def test_ready_reasons_read_as_is_usual_in_every_language(world):
    assert offered(world.system, "en") == [(world.reason.pk, "The price")]
    assert usual_words("Our own word", "en") == ""


def test_the_link_is_shown_once_in_a_letter(world):
    reads_to_customers(world)
    deal = lost(world)
    assert "Ann Buyer" in world.client("rep").get(f"/deals/{deal.pk}/ask-why/").content.decode()
    sent = {"language": "en", "contact": DealContact.objects.on(deal).get().contact_id}
    page = world.client("rep").post(f"/deals/{deal.pk}/ask-why/", sent)
    text = unquote(page.content.decode())
    assert "Hello Ann Buyer," in text and "mailto:ann@acme.test" in text and "http://testserver/answer/en/" in text
    assert "no-store" in page["Cache-Control"]
    again = world.client("rep").get(f"/deals/{deal.pk}/").content.decode()
    assert "/answer/en/" not in again and "A link is out" in again


def test_the_settings_say_how_reasons_read(world, owner):
    browser = world.client("owner")
    page = browser.get("/after-a-loss/").content.decode()
    assert "Price too high" in page and 'placeholder="The price"' in page
    sent = {f"en.{world.reason.pk}": "Money", f"offered.{world.reason.pk}": "on"}
    assert browser.post("/after-a-loss/wordings/", sent).status_code == 302
    assert offered(world.system, "en") == [(world.reason.pk, "Money")]
    assert browser.post("/after-a-loss/", {"after_days": "2", "days_open": "10"}).status_code == 302
    assert world.client("rep").get("/after-a-loss/").status_code == 403
