"""What stands over a workspace's documents."""

from django.db import models

from penstock.common.models import WorkspaceRecord


class Letterhead(WorkspaceRecord):
    """The company as its documents name it; every text is plain, of as many lines as were written.

    The logo is kept as a PNG of our own making under a name that says nothing; its size is in pixels.
    """

    name = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    requisites = models.TextField(blank=True)
    bank = models.TextField(blank=True)
    logo = models.CharField(max_length=120, blank=True)
    logo_wide = models.PositiveIntegerField(default=0)
    logo_high = models.PositiveIntegerField(default=0)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="letterhead_one")]

    @property
    def lines(self) -> list[str]:
        """What stands beneath the name."""
        written = "\n".join((self.address, self.requisites, self.bank))
        return [line.strip() for line in written.splitlines() if line.strip()]
