"""What sellers give to buyers: texts, links and files, in versions, and each time one was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.playbooks.models.entries import PlaybookEntry
from penstock.workspaces.models import Person


class AssetKind(models.TextChoices):
    """What an asset is."""

    TEXT = "text", _("Text to send")
    LINK = "link", _("Video or other link")
    FILE = "file", _("File")


ICONS = {AssetKind.TEXT: "file-text", AssetKind.LINK: "clapperboard", AssetKind.FILE: "file"}


class Asset(PlaybookEntry):
    """Something to give in a stage; what it holds is in its versions, the newest of which is given."""

    kind = models.CharField(max_length=4, choices=AssetKind, default=AssetKind.TEXT)

    @property
    def icon(self) -> str:
        """The mark of its kind."""
        return ICONS[AssetKind(self.kind)]


class AssetVersion(WorkspaceRecord):
    """What an asset held from a day on; a row never changes, so that what was given can be shown.

    A text or an address stands in ``text``; a file under a name that says nothing in ``stored_as``.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    stored_as = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="asset_version_number")]


class AssetUse(WorkspaceRecord):
    """A version of an asset was given on a deal: by whom, to whom, when."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal"], name="asset_use_deal"),
            models.Index(fields=["version"], name="asset_use_version"),
        ]
