"""An automation is built from parts on pages, read back as a sentence, and every edit is a version."""

import pytest

from penstock.activities.models import Activity
from penstock.automation.actions import make_automation, switch_automation_on
from penstock.automation.models import Automation, RunState, Version
from penstock.boards.actions import save_view
from penstock.deals.actions import win_deal
from tests.automation.setting import TASK, a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db
HOME = "/settings/automations/"


def read(client, url):
    return client.get(url).content.decode()


def test_it_is_built_from_parts_and_read_back(world, owner):
    client = world.client("owner")
    client.post(f"{HOME}new/", {"name": "Thanks", "trigger": "won"})
    one = Automation.objects.of(owner).get()
    page = f"{HOME}{one.pk}/"
    client.post(f"{page}when/", {"trigger": "won", "pipeline": world.pipeline.pk})
    client.post(f"{page}if/", {"value_from": "10000", "status": ["won"]})
    client.post(f"{page}then/task/", TASK[1])
    told = read(client, page)
    assert "When a deal is won in “Sales”, if status: Won, value: from 10,000, then add the task" in told
    assert "Thank {company}" in told and "in 2 days" in told
    assert one.__class__.objects.of(owner).get().number == 4
    assert Version.objects.on(one).count() == 4
    client.post(f"{page}on/")
    assert Automation.objects.of(owner).get().is_on


def test_choosing_another_beginning_shows_its_boxes(world, owner):
    client = world.client("owner")
    one = make_automation("Mine", by=owner)
    answer = client.post(f"{HOME}{one.pk}/when/", {"trigger": "moment", "choose": "1"})
    assert 'name="side"' in read(client, answer.url)
    client.post(answer.url, {"trigger": "moment", "count": 3, "unit": "working", "side": "before", "date": "opened_at"})
    assert "it is 3 working days before “Opened”" in read(client, f"{HOME}{one.pk}/")


def test_an_edit_is_not_written_over_somebody_elses(world, owner):
    client = world.client("owner")
    one = make_automation("Mine", a_rule("won", TASK), by=owner)
    client.post(f"{HOME}{one.pk}/if/", {"status": "won", "seen": "1"})
    answer = client.post(f"{HOME}{one.pk}/if/", {"status": "lost", "seen": "1"})
    assert answer.status_code == 409
    assert Version.objects.on(one).get(number=2).rule["if"] == "status=won"


def test_conditions_may_come_from_a_saved_view(world, owner):
    client = world.client("owner")
    one = make_automation("Mine", by=owner)
    view = save_view("Big", "list", "value_from=777", by=owner)
    assert 'value="777"' in read(client, f"{HOME}{one.pk}/if/?view={view.pk}")
    theirs = save_view("Theirs", "list", "value_from=1", by=world.actor("stranger"))
    assert client.get(f"{HOME}{one.pk}/if/?view={theirs.pk}").status_code == 404


def test_a_fact_is_chosen_first_and_its_value_then(world, owner):
    client = world.client("owner")
    one = make_automation("Mine", by=owner)
    url = f"{HOME}{one.pk}/then/change/"
    assert 'name="value"' in client.post(url, {"fact": "probability"}).content.decode()
    client.post(url, {"fact": "probability", "value": "40"})
    assert "set “Probability” to “40”" in read(client, f"{HOME}{one.pk}/")
    assert 'value="40"' in read(client, f"{HOME}{one.pk}/then/0/change/")


def test_steps_change_places_and_go(world, owner):
    client = world.client("owner")
    rule = a_rule("won", TASK, ("note", {"text": "B", "on": ""}))
    one = make_automation("Mine", rule, by=owner)
    client.post(f"{HOME}{one.pk}/order/", {"order": ["0", "1"], "up": "1"})
    assert [step["step"] for step in Version.objects.on(one).get(number=2).rule["then"]] == ["note", "task"]
    client.post(f"{HOME}{one.pk}/order/", {"order": ["0", "1"], "remove": "0"})
    assert [step["step"] for step in Version.objects.on(one).get(number=3).rule["then"]] == ["task"]


def test_a_removed_one_comes_back_switched_off(world, owner):
    client = world.client("owner")
    one = switched_on(a_rule("won", TASK), owner)
    client.post(f"{HOME}{one.pk}/remove/")
    assert client.get(f"{HOME}{one.pk}/").status_code == 404
    client.post(f"{HOME}{one.pk}/restore/")
    assert "Mine" in read(client, HOME)
    assert not Automation.objects.of(owner).get().is_on


def test_one_without_a_step_is_not_switched_on(world, owner):
    one = make_automation("Empty", by=owner)
    answer = world.client("owner").post(f"{HOME}{one.pk}/on/")
    assert answer.status_code == 422 and "add a step" in answer.content.decode()


def test_the_log_shows_runs_and_undoes_them(world, rep, owner):
    client = world.client("owner")
    automation = switched_on(a_rule("won", TASK), owner)
    deal = world.deal()
    win_deal(deal, by=rep)
    work()
    assert "Big order" in read(client, f"{HOME}runs/?state=done")
    assert "Big order" not in read(client, f"{HOME}runs/?state=failed")
    assert "Mine" in read(world.client("rep"), f"/deals/{deal.pk}/")
    client.post(f"{HOME}runs/{runs(automation)[0].pk}/undo/")
    assert runs(automation)[0].state == RunState.UNDONE


def test_a_text_runs_nothing_and_is_escaped(world, rep, owner):
    client = world.client("owner")
    evil = "{deal.owner.user.password} {{ 7*7 }} <script>alert(1)</script> {owner}"
    automation = make_automation("<b>x</b>", a_rule("won", ("note", {"text": evil, "on": ""})), by=owner)
    told = read(client, f"{HOME}{automation.pk}/")
    assert "<script>alert" not in told and "<b>x</b>" not in told
    work()
    switch_automation_on(automation, by=owner)
    deal = world.deal("{owner}")
    win_deal(deal, by=rep)
    work()
    note = Activity.objects.of(owner).get(kind="note")
    assert note.body == "{deal.owner.user.password} {{ 7*7 }} <script>alert(1)</script> Rep"
