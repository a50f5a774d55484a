"""Custom fields: a workspace's own typed facts on deals, companies and contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.models import WorkspaceRecord


class FieldType(models.TextChoices):
    """What a custom field can hold."""

    TEXT = "text", _("Text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Money")
    DATE = "date", _("Date")
    MOMENT = "moment", _("Date and time")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Several of a list")
    URL = "url", _("Link")
    PERSON = "person", _("Person")


class Subject(models.TextChoices):
    """What a custom field is about."""

    DEAL = "deal", _("Deal")
    COMPANY = "company", _("Company")
    CONTACT = "contact", _("Contact")
    PRODUCT = "product", _("Product")


class Field(WorkspaceRecord):
    """One custom field; values live with the record under ``key``, which never changes.

    ``pipeline_id`` limits a deal's field to one pipeline (a plain id: fields know no app above them).
    """

    subject = models.CharField(max_length=10, choices=Subject)
    pipeline_id = models.BigIntegerField(null=True, blank=True)
    key = models.SlugField(max_length=60, allow_unicode=True)
    label = models.CharField(max_length=120)
    type = models.CharField(max_length=10, choices=FieldType, default=FieldType.TEXT)
    options = models.JSONField(default=list, blank=True)
    order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "subject", "key"], name="field_key")]
        ordering = ["subject", "order", "pk"]

    def __str__(self) -> str:
        return self.label
