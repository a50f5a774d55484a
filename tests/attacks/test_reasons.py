"""Who may not read others' deals learns nothing of any one of them from the reasons of a chance."""

import re

import pytest
from django.urls import reverse

from penstock.deals.actions import lose_deal, win_deal
from penstock.deals.models import Deal
from penstock.forecasts import learning
from tests.forecasts.test_expected import lived
from tests.world import World


@pytest.fixture(name="busy")
def busy_world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(learning, "ENOUGH", 4)
    lived(world, [*[(300, 1, "won")] * 12, *[(300, 1, "lost")] * 8], "colleague")
    lived(world, [(0, 0, "open")] * 3)
    lived(world, [(0, 0, "open")] * 2, "colleague", 4321)
    return world


def said(world: World, role: str, *, of: str = "rep") -> list[str]:
    deal = Deal.unscoped.filter(owner=world.people[of], status="open").order_by("pk")[0]
    answer = world.client(role).get(reverse("forecasts:chance", args=[deal.pk]))
    assert answer.status_code == 200
    return re.findall(r"<small[^>]*>([^<]*)</small>", answer.content.decode())


@pytest.mark.parametrize("how", ["won", "lost"])
def test_who_looks_before_and_after_has_no_shares_to_take_from_each_other(
    busy: World, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penstock.metrics.columnar.copy.LASTS", -1)
    before, all_before = said(busy, "rep"), said(busy, "owner")
    theirs, by = Deal.unscoped.filter(owner=busy.people["colleague"], status="open")[0], busy.actor("colleague")
    if how == "won":
        win_deal(theirs, by=by)
    else:
        lose_deal(theirs, reason=busy.reason, by=by)
    after = said(busy, "rep")
    assert before and not any(letter.isdigit() or letter == "%" for text in (*before, *after) for letter in text)
    assert before == after, "one deal of somebody else turns no reason round"
    assert any(letter.isdigit() for text in all_before for letter in text), "who reads all deals has the shares"


def test_the_chances_of_the_list_have_no_shares_either(busy: World) -> None:
    ids = ",".join(map(str, Deal.unscoped.filter(status="open").values_list("pk", flat=True)))
    shown = busy.client("rep").get(f"{reverse('forecasts:chances')}?deals={ids}").content.decode()
    assert not any(letter.isdigit() for text in re.findall(r'title="([^"]*)"', shown) for letter in text)
    assert "4,321" not in shown and shown.count('class="none">—') == 2
