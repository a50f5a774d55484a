"""The deal's page asks the database a few times, however much hangs on the deal."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.activities.actions import plan_activity, write_note
from penstock.deals.actions import move_deal, tag_deal
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor
from tests.world import World

MOST = 28
"""Settings included, which a running process keeps (``workspaces.kept``): there the page of a bare deal takes ten."""


def asked(world: World, deal: Deal) -> int:
    client = world.client("rep")
    client.get(f"/deals/{deal.pk}/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/deals/{deal.pk}/").status_code == 200
    return len(queries)


def test_a_bare_deal_takes_few_queries(world: World) -> None:
    assert asked(world, world.deal()) <= MOST


def test_what_hangs_on_a_deal_costs_a_query_a_table_and_not_a_row(world: World, rep: Actor) -> None:
    deal = world.deal()
    bare = asked(world, deal)

    def work() -> None:
        move_deal(deal, world.stages[1], by=rep)
        move_deal(deal, world.stages[0], by=rep)
        plan_activity("call", by=rep, deal=deal)
        write_note("Heard", by=rep, deal=deal)

    tag_deal(deal, ["urgent"], by=rep)
    work()
    worked = asked(world, deal)
    for _time in range(5):
        work()
    assert asked(world, deal) == worked <= bare + 6
