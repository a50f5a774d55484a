"""Companies: organisations with their requisites, sector, size and region."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.workspaces.models import Person


class CompanyQuerySet(OwnedQuerySet):
    """Companies by what they are; removed ones are out of sight."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(removed_at__isnull=True)


class Company(WorkspaceRecord):
    """An organisation; requisites (INN, KPP, USCC) are kept even when their checksum is wrong, and flagged."""

    name = models.CharField(max_length=300)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    inn = models.CharField(max_length=20, blank=True)
    kpp = models.CharField(max_length=20, blank=True)
    uscc = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=120, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    annual_revenue = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    country = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=120, blank=True)
    address = models.TextField(blank=True)
    website = models.CharField(max_length=300, blank=True)
    phones = models.JSONField(default=list, blank=True)
    emails = models.JSONField(default=list, blank=True)
    description = models.TextField(blank=True)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(CompanyQuerySet)

    class Meta(WorkspaceRecord.Meta):
        verbose_name_plural = "companies"
        indexes = [
            models.Index(fields=["workspace", "name"], name="company_name"),
            models.Index(fields=["workspace", "owner"], name="company_owner"),
            models.Index(fields=["workspace", "inn"], name="company_inn", condition=~Q(inn="")),
            models.Index(fields=["parent"], name="company_parent", condition=Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class CompanyFact(WorkspaceRecord):
    """A figure about a company that another system keeps, such as what it owes past the due day; ``on`` is its day."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    currency = models.CharField(max_length=3)
    on = models.DateField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="company_fact_key")]
