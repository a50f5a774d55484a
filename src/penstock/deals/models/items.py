"""Line items: what a deal is about, at which price, discount and billing."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.common.money import rounded
from penstock.deals.models.deal import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.products.models import Product


class Billing(models.TextChoices):
    """How often an item is paid."""

    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Every year")


MONTHS = {Billing.MONTHLY: 1, Billing.QUARTERLY: 3, Billing.YEARLY: 12}


class DealItem(WorkspaceRecord):
    """One line: ``discount`` in percent, ``unit_price`` in the deal's currency; paid ``periods`` times if it recurs."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    name = models.CharField(max_length=300)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, default=1)
    unit_price = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    discount = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    billing = models.CharField(max_length=10, choices=Billing, default=Billing.ONCE)
    periods = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal", "order"], name="deal_item_deal"),
            models.Index(fields=["product"], name="deal_item_product"),
        ]
        ordering = ["order", "pk"]

    @property
    def period_total(self) -> Decimal:
        """What one period of the line costs after its discount."""
        return rounded(self.quantity * self.unit_price * (100 - self.discount) / 100)

    @property
    def total(self) -> Decimal:
        """What the line adds to the deal's value: all its periods."""
        return self.period_total * (self.periods if self.billing != Billing.ONCE else 1)

    @property
    def monthly(self) -> Decimal:
        """What the line adds to the monthly recurring revenue."""
        months = MONTHS.get(Billing(self.billing))
        return rounded(self.period_total / months) if months else Decimal(0)
