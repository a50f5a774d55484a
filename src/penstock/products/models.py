"""Products and price lists."""

from django.db import models

from penstock.common.models import WorkspaceRecord


class Product(WorkspaceRecord):
    """Something we sell; ``unit_price`` is the list price in ``currency``.

    ``unit_cost`` is what one costs us, in ``cost_currency`` or, where that is empty, in the price's; None is not known.
    """

    name = models.CharField(max_length=300)
    code = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    unit_price = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3)
    unit_cost = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(max_length=3, blank=True, default="")
    description = models.TextField(blank=True)
    custom = models.JSONField(default=dict, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="product_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def currency_of_cost(self) -> str:
        """The currency in which the cost is told."""
        return self.cost_currency or self.currency


class PriceList(WorkspaceRecord):
    """A set of prices for a market or a kind of customer, in one currency."""

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="price_list_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Price(WorkspaceRecord):
    """A product's price in a price list."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    unit_price = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["price_list", "product"], name="price_product")]
