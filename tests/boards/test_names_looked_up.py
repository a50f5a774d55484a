"""Whoever looks for words in names out of search's index finds exactly what going through all names finds."""

import random
from typing import ClassVar

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from penstock.boards.filters import read_filters
from penstock.boards.filters.conditions import ViewsLanguage
from penstock.common import clock
from penstock.companies.actions import add_company, change_company, remove_company
from penstock.deals.actions import DealHistory, Step, change_deal, ingest_deals, remove_deal, restore_deal
from penstock.deals.models import Deal
from penstock.search import narrowing
from penstock.search.folding import fold, fold_document, folds_alone
from penstock.search.models import Kind, SearchDocument
from penstock.workspaces.actor import Actor
from tests.world import World, build_world

SIGNS = "aAbBzZiIıİkKßẞſsSσςΣёЁеЕйЙиИшШ北京市司カガｶﾞé\u0301\u0308ﬁµ½№%_\\\"'*-.()& \u00a8\u00ad019"
STRANGE = "\u1100\u1161\u11a8가각\u0627\u0653\u0928\u093c\u05b0\ua78f\ue000\x01"
"""What becomes one sign with its neighbours, and what folding takes out."""
WORD = st.text(SIGNS, min_size=1, max_size=6)
AROUND = st.text(SIGNS + STRANGE, max_size=5)
NAMES = st.lists(st.text(SIGNS + STRANGE, min_size=3, max_size=14).filter(str.strip), min_size=4, max_size=8)


def asked(query: str, by: Actor) -> tuple[list[str], list[str]]:
    """The names that the index finds, and those that are found by looking at every one."""
    filtering = read_filters(QueryDict(query), by)
    found, looked = (
        sorted(way(Deal.objects.of(by)).values_list("name", flat=True)) for way in (filtering.find, filtering.apply)
    )
    return found, looked


def words(text: str) -> str:
    """A text as the filter's address has it."""
    params = QueryDict(mutable=True)
    params["q"] = text
    return params.urlencode()


@settings(max_examples=1000, deadline=None)
@given(AROUND, WORD, AROUND)
def test_a_folded_name_holds_every_word_that_the_name_holds(before: str, word: str, after: str) -> None:
    for written in {word, word.lower(), word.upper(), word.capitalize(), word.swapcase()}:
        folded = fold_document(before + written + after, "")
        assert all(fold(part) in folded for part in word.split() if folds_alone(part))


class OutOfTheIndex(TestCase):
    """Any names, any parts of them, written large or small."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = build_world()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(NAMES, st.integers(0, 10**6))
    def test_the_index_finds_what_looking_at_all_names_finds(self, names: list[str], seed: int) -> None:
        by, chance = self.world.actor("owner"), random.Random(seed)
        told = [DealHistory(name, [Step(clock.now(), self.world.stages[0])]) for name in names]
        ingest_deals(told, by=by)
        for name in names:
            start = chance.randrange(len(name))
            part = name[start : start + chance.randint(1, 6)]
            for text in (part, part.lower(), part.upper(), part.swapcase(), f"{part} {chance.choice(names)[:3]}"):
                if text.strip():
                    found, looked = asked(words(text), by)
                    assert found == looked, text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["%", "_", "100%", "a_b", '"and', "'or", "ё", "ель", "ёль", "ЁЛЬ", "北", "北京", "ax", "İst"]
)
def test_signs_of_patterns_short_words_and_accents_mean_what_they_meant(world: World, text: str) -> None:
    for name in ("100% a_b", '"And" a', "O'or", "Ёль", "Ель", "北京市", "aXb", "İstanbul", "ıstanbul", "Istanbul"):
        world.deal(name)
    found, looked = asked(words(text), world.actor("owner"))
    assert found == looked
    assert looked


@pytest.mark.django_db
def test_a_renamed_a_removed_and_a_restored_deal_is_found_as_it_is(world: World) -> None:
    rep = world.actor("rep")
    deal, gone = world.deal("Harbour crane"), world.deal("Harbour light")
    change_deal(deal, by=rep, name="River crane")
    remove_deal(gone, by=rep)
    assert asked("q=harbour", rep) == ([], [])
    restore_deal(world.fresh(gone), by=rep)
    assert asked("q=harbour", rep) == (["Harbour light"], ["Harbour light"])
    assert asked("q=crane", rep) == (["River crane"], ["River crane"])


@pytest.mark.django_db
def test_what_may_not_be_read_is_not_found(world: World) -> None:
    world.deal("Harbour crane", owner="colleague")
    assert asked("q=harbour", world.actor("rep")) == ([], [])


@pytest.mark.django_db
def test_too_many_for_the_index_are_gone_through(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "MOST", 2)
    for number in range(4):
        world.deal(f"Harbour {number}")
    assert narrowing.may_hold(world.workspace, Kind.DEAL, ["harbour"]) is None
    found, looked = asked("q=harbour", world.actor("rep"))
    assert found == looked
    assert len(found) == 4


@pytest.mark.django_db
def test_a_condition_of_a_gate_looks_at_the_deal_itself(world: World) -> None:
    """It is put to rows that are only tried, of which the index knows nothing."""
    deal, by = world.deal("Harbour crane"), world.actor("owner")
    SearchDocument.objects.on(world.workspace).delete()
    assert Deal.objects.of(by).filter(ViewsLanguage().question("q=harbour", by), pk=deal.pk).exists()


@pytest.mark.django_db
def test_deals_are_found_by_their_companies_names_out_of_the_index(world: World) -> None:
    by = world.actor("owner")
    company, other = add_company("Ромашка и Ко", by=by), add_company("Acme", by=by)
    world.deal("One", company=company)
    world.deal("Two", company=other)
    assert asked("company_name=РОМАШ", by) == (["One"], ["One"])
    change_company(other, by=by, name="Ромашка плюс")
    assert asked("company_name=ромашка", by) == (["One", "Two"], ["One", "Two"])
    remove_company(other, by=by)
    assert asked("company_name=ромашка", by) == (["One"], ["One"])


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/deals/", "/board/"])
@pytest.mark.parametrize("query", ["q=harbour", "company_name=acme", "age_from=0", "lost_early=1"])
def test_the_number_of_queries_does_not_grow_with_what_is_found(world: World, page: str, query: str) -> None:
    client, counts, company = world.client("owner"), [], add_company("Acme", by=world.actor("owner"))
    for total in (3, 30):
        for number in range(total):
            world.deal(f"Harbour {total}-{number}", company=company)
        client.get(f"{page}?{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{page}?{query}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
