"""Who takes part in a deal: our people with their roles, and the buyer's people with theirs."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.contacts.models import Contact
from penstock.deals.models.deal import Deal
from penstock.workspaces.models import Person


class DealPartQuerySet(OwnedQuerySet):
    """What hangs on a deal is read by who may read the deal."""

    owner_path = "deal__owner_id"

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(deal__removed_at__isnull=True)


class SellingRole(models.TextChoices):
    """What one of our people does on a deal; the owner is the deal's own field."""

    SDR = "sdr", _("Qualifier")
    PRESALE = "presale", _("Presale")
    KEY_ACCOUNT = "key_account", _("Key account manager")
    CLOSER = "closer", _("Closer")
    ACCOUNT_MANAGER = "account_manager", _("Account manager")
    EXPERT = "expert", _("Expert")


class BuyingRole(models.TextChoices):
    """What a contact means for the purchase."""

    DECISION_MAKER = "decision_maker", _("Decision maker")
    CHAMPION = "champion", _("Champion")
    INFLUENCER = "influencer", _("Influencer")
    USER = "user", _("User")
    BUYER = "buyer", _("Buyer")
    BLOCKER = "blocker", _("Blocker")


class DealPerson(WorkspaceRecord):
    """One of our people who takes part in a deal beside its owner."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=SellingRole)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "person", "role"], name="deal_person_role")]


class DealContact(WorkspaceRecord):
    """One of the buyer's people on a deal."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=BuyingRole, blank=True)
    is_primary = models.BooleanField(default=False)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "contact"], name="deal_contact")]
        indexes = [models.Index(fields=["contact"], name="deal_contact_contact")]
