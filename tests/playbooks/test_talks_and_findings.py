"""What a stage is for, talks led by its script, and what was learnt of the buyer."""

from decimal import Decimal

import pytest

from penstock.activities.models import Activity
from penstock.common.errors import Refused
from penstock.contacts.actions import add_contact
from penstock.deals.actions import add_deal_contact
from penstock.journal.models import Event
from penstock.playbooks.actions import (
    add_playbook_entry,
    agree_terms,
    end_objection,
    find_need,
    meet_objection,
    remove_finding,
    restore_finding,
    set_stage_guide,
    use_script,
    write_script,
)
from penstock.playbooks.filling import filled
from penstock.playbooks.models import ScriptUse
from penstock.playbooks.queries import findings_of, purpose_of, script_of, terms_of

STEPS = [
    {"say": "Do you decide, {contact}?", "answers": [{"say": "Yes", "to": 2}, {"say": "No", "to": 0}]},
    {"say": "What do you need?", "answers": [{"say": "Speed", "to": 0}]},
]


@pytest.fixture
def script(world, owner):
    write_script(world.stages[0], STEPS, by=owner)
    return script_of(world.stages[0], owner)


def test_a_stage_says_what_it_is_for(world, owner):
    assert set_stage_guide(world.stages[0], "To be sure", by=owner)
    assert set_stage_guide(world.stages[0], " To be sure ", by=owner) is None
    assert purpose_of(world.stages[0], owner) == "To be sure"


def test_every_wording_of_a_script_is_a_version(world, rep, owner, script):
    use = use_script(world.deal(), script, [(1, 1), (2, 1)], by=rep)
    assert write_script(world.stages[0], STEPS, by=owner) is None
    write_script(world.stages[0], [{"say": "Hello", "answers": []}], by=owner)
    assert script_of(world.stages[0], owner).number == 2
    assert ScriptUse.objects.of(rep).get(pk=use.pk).talk == [
        ("Do you decide, {contact}?", "Yes"),
        ("What do you need?", "Speed"),
    ]
    write_script(world.stages[0], [], by=owner)
    assert script_of(world.stages[0], owner) is None


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([{"say": " ", "answers": []}], "says nothing"),
        ([{"say": "A", "answers": [{"say": "B", "to": 3}]}], "not there"),
        ([{"say": "A", "answers": []}, {"say": "B", "answers": []}], "No answer leads to step 2"),
    ],
)
def test_a_script_that_leads_nowhere_is_refused(world, owner, steps, sentence):
    with pytest.raises(Refused, match=sentence):
        write_script(world.stages[0], steps, by=owner)


@pytest.mark.parametrize("path", [[(2, 1)], [(1, 3)], [(1, 2), (2, 1)]])
def test_a_talk_that_the_script_does_not_know_is_refused(world, rep, script, path):
    with pytest.raises(Refused, match="begin the talk anew"):
        use_script(world.deal(), script, path, by=rep)


def test_a_talk_is_told_in_the_story_and_logged_as_a_call(world, rep, script):
    deal, client = world.deal(), world.client("rep")
    url = f"/deals/{deal.pk}/talk/{script.pk}/"
    assert "Do you decide" in client.get(url).content.decode()
    assert "What do you need?" in client.get(f"{url}?path=1-1").content.decode()
    assert "The script ends here" in client.get(f"{url}?path=1-2").content.decode()
    assert client.get(f"{url}?path=1-x").status_code == 404
    assert client.post(url, {"path": "1-1.2-1", "note": "Nice talk", "log": "on"}).status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "A talk by the script of Qualification, 2 answers" in page
    assert Activity.objects.of(rep).done().get().body.endswith("Nice talk")


def test_the_plain_form_counts_steps_anew(world, owner):
    client, url = world.client("owner"), f"/settings/playbooks/stages/{world.stages[0].pk}/script/"
    sent = {"say_1": "A", "answer_1_1": "on", "to_1_1": "3", "say_2": "", "say_3": "C"}
    assert client.post(url, sent).status_code == 302
    assert script_of(world.stages[0], owner).steps == [
        {"say": "A", "answers": [{"say": "on", "to": 2}]},
        {"say": "C", "answers": []},
    ]
    wrong = client.post(url, sent | {"to_1_1": "2"})
    assert wrong.status_code == 422 and "which is empty" in wrong.content.decode()


def test_what_is_known_of_the_deal_is_filled_into_texts(world, rep):
    deal = world.deal(amount=Decimal(1000))
    add_deal_contact(deal, add_contact(by=rep, first_name="Ann", last_name="Buyer"), by=rep)
    find_need(deal, "Speed", by=rep)
    assert filled("{contact}: {needs}, {deal} {unknown} {close_day}", world.fresh(deal)) == (
        "Ann Buyer: Speed, Big order {unknown} {close_day}"
    )


def test_an_objection_is_recorded_and_how_it_ended(world, rep, owner):
    expected = add_playbook_entry(world.stages[0], "objections", by=owner, name="Too dear", answer="Show the savings")
    finding = meet_objection(world.deal(), by=rep, objection=expected)
    assert (finding.said, finding.outcome, finding.stage) == ("Too dear", "open", world.stages[0])
    assert end_objection(finding, "answered", by=rep, reply="It pays back").data["outcome"] == "answered"
    assert end_objection(finding, "answered", by=rep) is None
    with pytest.raises(Refused, match="Choose how it ended"):
        end_objection(finding, "maybe", by=rep)


def test_an_objection_without_words_is_refused(world, rep):
    with pytest.raises(Refused, match="what the buyer said"):
        meet_objection(world.deal(), by=rep)


def test_what_was_written_by_mistake_is_removed_and_comes_back(world, rep):
    deal = world.deal()
    need = find_need(deal, "Speed", by=rep)
    assert remove_finding(need, by=rep)
    assert findings_of(deal) == []
    assert remove_finding(need, by=rep) is None
    restore_finding(need, by=rep)
    assert findings_of(deal) == [need]


def test_terms_are_written_down_once_and_told_without_words(world, rep):
    deal = world.deal()
    assert agree_terms(deal, by=rep, price=Decimal("990.50"), payment="30 days after delivery")
    assert agree_terms(deal, by=rep, price=Decimal("990.50")) is None
    told = Event.objects.of(rep).get(kind="terms.agreed")
    assert told.data["changed"]["price"] == [None, "990.50"]
    assert "delivery" not in str(told.data["changed"])
    assert terms_of(deal).payment == "30 days after delivery"
    with pytest.raises(Refused):
        agree_terms(deal, by=rep, price=Decimal(-1))


def test_the_deal_page_leads_through_the_stage(world, owner, script):
    set_stage_guide(world.stages[0], "To be sure", by=owner)
    add_playbook_entry(world.stages[0], "objections", by=owner, name="Too dear", answer="Show the savings")
    deal, client = world.deal(), world.client("rep")
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    for words in ("To be sure", "Guided talk", "Too dear", "Show the savings", "Record a need"):
        assert words in page
    assert client.post(f"/deals/{deal.pk}/need/", {"said": "Speed"}).status_code == 302
    assert client.post(f"/deals/{deal.pk}/objection/", {"said": "Dear", "outcome": "open"}).status_code == 302
    assert client.post(f"/deals/{deal.pk}/terms/", {"price": "10", "payment": "now"}).status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    for words in ("A need: Speed", "An objection: Dear", "Terms were agreed", "Still open"):
        assert words in page
    assert "Guided talk" not in world.client("viewer").get(f"/deals/{deal.pk}/").content.decode()


def test_the_settings_count_on_how_many_deals_an_objection_was_met_and_answered(world, rep, owner):
    expected = add_playbook_entry(world.stages[0], "objections", by=owner, name="Too dear")
    first, second = world.deal(), world.deal("Other")
    for deal, outcome in ((first, "answered"), (first, "open"), (second, "remained")):
        meet_objection(deal, by=rep, objection=expected, outcome=outcome)
    page = world.client("owner").get(f"/settings/playbooks/stages/{world.stages[0].pk}/").content.decode()
    assert "on 2 deals · 1 answered" in page
