"""A page looks once which tables hold something on its record; what holds nothing is not asked again."""

from typing import Any

from django.db.models import Q, UniqueConstraint

from penstock.activities.models import Activity, Attachment
from penstock.common.hanging import look
from penstock.deals.actions import tag_deal
from penstock.deals.models import DealItem, DealTag
from penstock.ui.panels import hung_on
from tests.world import World


def test_what_holds_nothing_costs_no_query_more(world: World, django_assert_num_queries: Any) -> None:
    deal = world.deal()
    with django_assert_num_queries(1):
        look(deal, [DealItem, DealTag, Activity])
        assert list(DealItem.objects.on(deal).filter(name="x").select_related("product").order_by("pk")) == []
        assert DealTag.objects.on(deal).order_by("pk").first() is None
        assert Activity.objects.on(deal).planned().count() == 0


def test_what_holds_something_and_what_was_not_looked_at_is_read(world: World) -> None:
    deal = world.deal()
    tag_deal(deal, ["urgent"], by=world.actor("rep"))
    look(deal, [DealTag, DealItem])
    assert DealTag.objects.on(deal).count() == 1
    assert deal.holds_no == {DealItem}
    assert Attachment.objects.on(deal).filter(name="x").query.is_empty() is False


def test_every_table_that_the_page_of_a_deal_looks_at_is_found_by_its_deal() -> None:
    """By an index that begins with it and leaves no row of a deal out."""
    for table in hung_on("deal"):
        indexes = [one for one in table._meta.indexes if one.condition in (None, Q(deal__isnull=False))]
        unique = [one for one in table._meta.constraints if isinstance(one, UniqueConstraint) and not one.condition]
        led = {one.fields[0] for one in (*indexes, *unique)}
        assert "deal" in led or table._meta.get_field("deal").unique, table
