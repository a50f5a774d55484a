"""The very deals that a report counted stand on the list, as far as one may read them."""

import pytest

from penstock.boards.filters.picked import MOST, picked_url
from tests.world import World


def test_the_list_shows_what_was_picked_and_one_may_read(world: World) -> None:
    mine, theirs = world.deal("Mine"), world.deal("Theirs", "colleague")
    world.deal("Neither")
    url = picked_url([theirs.pk, mine.pk, mine.pk])
    assert url.endswith(f"?picked={mine.pk}.{theirs.pk}")
    assert world.client("owner").get(url).context["count_words"] == "2 deals"
    response = world.client("rep").get(url)
    assert response.context["count_words"] == "1 deal" and "Theirs" not in response.content.decode()
    assert world.client("stranger").get(url).context["count_words"] == "0 deals"


@pytest.mark.parametrize("picked", ["x", "1..2", "1,2", "٣", "9" * 30, ".".join(["1"] * (MOST + 1))])
def test_what_is_no_list_of_numbers_is_said_to_be_none(world: World, picked: str) -> None:
    world.deal()
    assert "takes numbers of deals" in world.client("rep").get("/deals/", {"picked": picked}).content.decode()


def test_nothing_and_more_than_an_address_holds_lead_nowhere() -> None:
    assert picked_url([]) == "" and picked_url(range(MOST + 1)) == ""
