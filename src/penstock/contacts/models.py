"""Contacts: people at companies, each with several e-mails and phones in normal form."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.companies.models import Company
from penstock.workspaces.models import Person


class ContactQuerySet(OwnedQuerySet):
    """Contacts; removed ones are out of sight."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(removed_at__isnull=True)


class Contact(WorkspaceRecord):
    """Somebody we talk to."""

    name = models.CharField(max_length=300)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(ContactQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "name"], name="contact_name"),
            models.Index(fields=["workspace", "owner"], name="contact_owner"),
            models.Index(fields=["company"], name="contact_company"),
            # Whose data are old: the longest known first.
            models.Index(
                fields=["workspace", "created_at"], name="contact_created", condition=Q(removed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelKind(models.TextChoices):
    """How somebody is reached."""

    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"


class ContactChannelQuerySet(OwnedQuerySet):
    """Channels are read by who may read their contact."""

    owner_path = "contact__owner_id"

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(contact__removed_at__isnull=True)


class ContactChannel(WorkspaceRecord):
    """One e-mail address, phone or messenger; ``normal`` is the form compared (lower case, E.164 with the region)."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=ChannelKind)
    label = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=254)
    normal = models.CharField(max_length=254)
    extension = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = scoped(ContactChannelQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "kind", "normal"], name="contact_channel_normal"),
            models.Index(fields=["contact", "order"], name="contact_channel_contact"),
        ]
        ordering = ["order", "pk"]
