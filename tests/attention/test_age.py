"""How long a sale usually takes judges open deals: one that is older than nine of ten won ones is told so."""

from django.urls import reverse

from penstock.attention.actions import learn_norms
from penstock.attention.queries import older_than_usual
from penstock.deals.models import Deal
from tests.attention.histories import open_since, won_deals


def older(world, role="rep"):
    return set(Deal.objects.of(world.actor(role)).filter(older_than_usual(world.system)).values_list("pk", flat=True))


def test_a_deal_older_than_nine_of_ten_won_ones_is_found_and_says_why(world):
    won_deals(world, 20, stays=(10, 10))
    learn_norms(by=world.system)
    young, old = open_since(world, 19, since=1, stage=1), open_since(world, 25, since=1, stage=1)
    assert older(world) == {old.pk} and young.pk not in older(world)
    browser = world.client("rep")
    page = browser.get(reverse("boards:list") + "?older=yes").content.decode()
    assert f"/deals/{old.pk}/" in page and f"/deals/{young.pk}/" not in page
    board = browser.get(reverse("boards:board") + "?older=yes").content.decode()
    assert "open for 25 days" in board and f"/deals/{young.pk}/" not in board


def test_the_age_of_one_pipeline_judges_no_other_and_without_history_nobody_is_judged(world):
    deal = open_since(world, 900)
    assert older(world) == set()
    won_deals(world, 20, stays=(10,))
    learn_norms(by=world.system)
    assert older(world) == {deal.pk}
    assert older(world, "colleague") == set()
