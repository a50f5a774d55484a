"""What is slow or stuck is seen on the board, in the list, on Today, beside the deal and on the command line."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import translation

from penstock.activities.actions import log_activity
from penstock.attention.actions import learn_norms
from penstock.attention.models import DealMark, Learning
from penstock.attention.nightly import learn_at_night
from penstock.attention.reasons import Watch
from penstock.cli.stuck import command
from penstock.deals.models import Deal
from penstock.workspaces.calendar import calendar_of
from tests.attention.histories import open_since, won_deals


@pytest.fixture(name="old")
def old_deal(world):
    won_deals(world, 40, stays=(14, 7))
    learn_norms(by=world.system)
    open_since(world, 2)
    return open_since(world, 140)


def text(client, url):
    return client.get(url).content.decode()


def reason(world, deal):
    whole = Deal.objects.on([deal.pk], "pk__in").select_related("mark", "stage").get()
    return Watch(calendar_of(world.workspace)).reason(whole)


def test_the_reason_tells_the_stay_the_norm_the_age_and_the_last_contact(world, old):
    told = reason(world, old)
    assert told.startswith("100 working days in ") or told.startswith("99 working days in ")
    assert "won deals take 10" in told and "none was ever won after 21" in told and "no call or meeting yet" in told


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_the_reason_can_be_told_in_every_language(world, old, language):
    with translation.override(language):
        assert "%(" not in reason(world, old)


def test_board_list_today_and_the_deals_page_show_it(world, old):
    client = world.client("rep")
    board = text(client, reverse("boards:board"))
    assert board.count("is-stuck") >= 2 and "Stuck: " in board
    assert old.name in text(client, f"{reverse('boards:list')}?stuck=yes")
    assert "Stuck deals" in text(client, "/today/")
    assert "deal-pace" in text(client, f"/deals/{old.pk}/") and "Learnt from" in text(client, f"/deals/{old.pk}/")


def test_the_filter_finds_the_stuck_and_nobody_elses(world, old):
    rows = text(world.client("rep"), f"{reverse('boards:list')}?stuck=yes")
    assert rows.count("<tr data-row") == 1
    assert "<tr data-row" not in text(world.client("colleague"), f"{reverse('boards:list')}?stuck=yes")


def test_the_settings_say_where_it_was_learnt_from(world, old):
    assert "Learnt from 40 won deals (since" in text(world.client("rep"), reverse("attention:usual"))
    answer = world.client("owner").post(reverse("attention:learn"), follow=True)
    assert b"Nothing has changed" in answer.content


def test_the_command_line_prints_them(world, old):
    result = CliRunner().invoke(command, ["--workspace", "Ours", "--format", "json"])
    told = json.loads(result.output)
    assert [one["id"] for one in told] == [old.pk] and told[0]["level"] == "stuck" and "won deals" in told[0]["reason"]
    on_a_past_day = CliRunner().invoke(command, ["--workspace", "Ours", "--as-of", "2000-01-01"])
    assert "No deal is stuck." in on_a_past_day.output


def test_it_is_learnt_once_a_night(world):
    won_deals(world, 20, stays=(7,))
    assert learn_at_night(world.system) is True
    assert learn_at_night(world.system) is False
    Learning.objects.on(world.workspace).update(learnt_at="2020-01-01T00:00:00Z")
    assert learn_at_night(world.system) is False
    assert Learning.objects.on(world.workspace).get().learnt_at.year > 2020
    assert not DealMark.objects.on(world.workspace).exists()


def test_who_is_contacted_too_often_is_given_time(world, rep):
    deal = world.deal()
    for number in range(4):
        assert "give them time" not in text(world.client("rep"), f"/deals/{deal.pk}/")
        log_activity("call", f"Call {number}", by=rep, deal=deal)
    assert "4 contacts within a week" in text(world.client("rep"), f"/deals/{deal.pk}/")
