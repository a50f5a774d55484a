"""The standing parts of the frame: drawn once for all who are offered the same, and never another's."""

from dataclasses import replace

from django.urls import reverse
from django.utils import translation

from penstock.ui import standing
from penstock.ui.standing import Offer
from tests.world import World

OFFER = Offer("en", "Volga", (("board", "/board/"), ("list", "/deals/")), (("deal", "/deals/new/"),), now="list")


def test_it_says_what_the_offer_holds() -> None:
    side = standing.drawn("ui/parts/side_top.html", OFFER)
    assert "Volga" in side
    assert 'href="/board/"' in side
    assert side.count('aria-current="page"') == 1
    assert "/deals/new/" not in standing.drawn("ui/parts/side_top.html", replace(OFFER, creatable=()))


def test_names_are_escaped() -> None:
    assert "<script>" not in standing.drawn("ui/parts/side_top.html", replace(OFFER, workspace="<script>"))


def test_each_language_has_its_own() -> None:
    drawn = set()
    for language in ("en", "ru", "zh-hans"):
        with translation.override(language):
            drawn.add(standing.drawn("ui/parts/help.html", replace(OFFER, language=language)))
    assert len(drawn) == 3


def test_two_who_are_offered_different_things_see_different_things(world: World) -> None:
    shown = {role: world.client(role).get(reverse("boards:board")).content.decode() for role in ("owner", "viewer")}
    making = f'href="{reverse("deals:open")}" hx-get'
    assert making in shown["owner"]
    assert making not in shown["viewer"]


def test_the_second_page_draws_nothing_of_it_anew(world: World) -> None:
    client = world.client("rep")
    client.get(reverse("boards:board"))
    before = standing.drawn.cache_info().misses
    client.get(reverse("boards:board"))
    assert standing.drawn.cache_info().misses == before
