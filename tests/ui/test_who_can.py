"""Who lacks a right reads who can give it."""

from tests.world import World


def test_a_page_that_one_may_not_see_names_those_who_administer(world: World) -> None:
    response = world.client("rep").get("/settings/pay/")
    shown = response.content.decode()
    assert response.status_code == 403
    assert '<a href="mailto:owner@demo.test">Owner</a>' in shown
    assert "manager@demo.test" not in shown and "stranger@other.test" not in shown


def test_who_administers_alone_is_not_sent_to_themselves(world: World) -> None:
    shown = world.client("stranger").get("/settings/pay/").content.decode()
    assert "mailto:" not in shown
