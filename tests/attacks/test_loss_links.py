"""The page behind a link is open to everybody: what strangers may try there, judged by the database."""

import pytest
from django.core.cache import cache
from django.test import Client

from penstock.common import clock
from penstock.deals.actions import reopen_deal
from penstock.journal.models import Event
from penstock.losses.actions import ask_why, revoke_link
from penstock.losses.models import LossCheck, LossSurvey
from penstock.losses.views import public
from tests.losses.told import lost, reads_to_customers

pytestmark = pytest.mark.django_db
WRONG = "A" * 43


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


@pytest.fixture
def deal(world):
    reads_to_customers(world)
    return lost(world)


@pytest.fixture
def secret(deal, rep):
    return ask_why(deal, "en", by=rep)


def seen(answer):
    """All that an answer gives away, but the token against forgery."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("Set-Cookie",)}
    return answer.status_code, answer.content, headers


def expired(world, deal):
    LossSurvey.unscoped.update(expires_at=clock.now())


def answered(world, deal):
    LossSurvey.unscoped.update(answered_at=clock.now())


def revoked(world, deal):
    revoke_link(deal, by=world.actor("rep"))


def reopened(world, deal):
    reopen_deal(deal, by=world.actor("rep"))


@pytest.mark.parametrize("end", [expired, answered, revoked, reopened])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_and_an_old_link_answer_alike(world, deal, secret, end, method):
    end(world, deal)
    sent = {"reason": "other"} if method == "post" else {}
    old = getattr(Client(), method)(f"/answer/en/{secret}/", sent)
    wrong = getattr(Client(), method)(f"/answer/en/{WRONG}/", sent)
    assert seen(old) == seen(wrong) and old.status_code == 404
    assert world.workspace.name.encode() not in old.content
    assert not LossCheck.unscoped.exists()


@pytest.mark.parametrize("path", ["%00", "1", "..%2f..%2fdeals", "'or'1'='1", "x" * 3000, "%E2%80%AE"])
def test_nonsense_for_a_secret_opens_nothing(secret, path):
    assert Client().get(f"/answer/en/{path}/").status_code == 404


def test_a_signed_in_member_sees_no_more(world, secret):
    page = world.client("owner").get(f"/answer/en/{secret}/").content.decode()
    assert "Lost order" not in page and "/deals/" not in page


def test_a_form_from_elsewhere_is_refused(secret):
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/answer/en/{secret}/")
    assert strict.post(f"/answer/en/{secret}/", {"reason": "other", "change": "x"}).status_code == 403
    assert not LossCheck.unscoped.exists()


def test_looking_changes_nothing(secret):
    before = Event.unscoped.count()
    for _time in range(3):
        Client().get(f"/answer/en/{secret}/")
        Client().head(f"/answer/en/{secret}/")
    assert Event.unscoped.count() == before and LossSurvey.unscoped.get().answered_at is None


def test_a_reason_that_is_not_offered_cannot_be_chosen(world, secret):
    from penstock.pipelines.models import LossReason

    rude = LossReason.unscoped.get(name="They are difficult")
    theirs = LossReason.unscoped.exclude(workspace=world.workspace).first()
    for reason in filter(None, (rude, theirs)):
        assert Client().post(f"/answer/en/{secret}/", {"reason": reason.pk}).status_code == 422
    assert Client().post(f"/answer/en/{secret}/", {"reason": "999999"}).status_code == 422
    assert not LossCheck.unscoped.exists()


def test_what_is_written_is_kept_short_and_shown_as_text(world, deal, secret):
    long = {"reason": "other", "change": "x" * 1001}
    assert Client().post(f"/answer/en/{secret}/", long).status_code == 422
    huge = {"reason": "other", "change": "x" * 100_000}
    assert Client().post(f"/answer/en/{secret}/", huge).status_code == 404
    assert not LossCheck.unscoped.exists()
    bad = {"reason": "other", "competitor": "<script>alert(1)</script>", "change": "<img src=x onerror=alert(1)>"}
    assert Client().post(f"/answer/en/{secret}/", bad).status_code == 302
    page = world.client("rep").get(f"/deals/{deal.pk}/").content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_who_asks_too_often_is_sent_away_whatever_they_ask(secret):
    browser = Client()
    for _time in range(public.OFTEN):
        browser.get(f"/answer/en/{WRONG}/")
    for path in (WRONG, secret):
        refused = browser.get(f"/answer/en/{path}/")
        assert refused.status_code == 429 and refused["Retry-After"]
    browser.post(f"/answer/en/{secret}/", {"reason": "other", "change": "x"})
    assert not LossCheck.unscoped.exists()


def test_no_search_engine_and_no_other_site_hears_of_it(secret):
    for path in (f"/answer/en/{secret}/", f"/answer/en/{WRONG}/", "/answer/en/"):
        answer = Client().get(path)
        assert answer["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert b"http://" not in answer.content and b"https://" not in answer.content


def test_a_link_of_another_workspace_changes_nothing_here(world, secret):
    from penstock.losses.actions import Said, answer_survey
    from penstock.workspaces.actor import Actor

    stranger = Actor.system(world.people["stranger"].workspace, "survey")
    assert answer_survey(secret, Said(would_not_say=True), by=stranger) is None
    assert not LossCheck.unscoped.exists()
