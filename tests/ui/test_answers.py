"""A form is answered with parts to htmx and with a redirect to a browser without JavaScript."""

import json

from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory

from penstock.ui.answers import answer, is_partial, toast


def request(**headers: str) -> HttpRequest:
    made = RequestFactory().post("/deals/42/win/", headers=headers)
    made.session = {}
    made.actor = None
    made._messages = FallbackStorage(made)
    return made


def test_a_browser_without_javascript_is_sent_on() -> None:
    response = answer(request(), [], instead="/deals/42/")
    assert (response.status_code, response["Location"]) == (302, "/deals/42/")


def test_htmx_gets_the_parts_the_toast_with_its_undo_and_the_event() -> None:
    asked = request(**{"HX-Request": "true"})
    toast(asked, "Moved to Won.", undo="/deals/42/undo/7/", kind="won")
    part = ("ui/parts/notice.html", {"text": "Here is the part."})
    response = answer(asked, [part], instead="/", happened={"deal-changed": {"id": 42}})
    drawn = response.content.decode()
    assert "Here is the part." in drawn
    assert "Moved to Won." in drawn
    assert 'hx-post="/deals/42/undo/7/"' in drawn
    assert json.loads(response["HX-Trigger"]) == {"deal-changed": {"id": 42}}


def test_a_page_that_htmx_restores_from_its_history_is_a_whole_page() -> None:
    assert not is_partial(request(**{"HX-Request": "true", "HX-History-Restore-Request": "true"}))


def test_a_form_that_is_a_page_of_its_own_goes_on_and_keeps_its_toast_for_there() -> None:
    asked = request(**{"HX-Request": "true", "HX-Current-URL": "http://testserver/deals/42/win/?from=list"})
    toast(asked, "Won.")
    response = answer(asked, [], instead="/deals/42/")
    assert response["HX-Redirect"] == "/deals/42/"
    assert not response.content
    assert [str(message) for message in asked._messages._queued_messages] == ["Won."]


def test_a_dialog_over_another_page_stays_there() -> None:
    asked = request(**{"HX-Request": "true", "HX-Current-URL": "http://testserver/board/"})
    assert "HX-Redirect" not in answer(asked, [], instead="/deals/42/")
