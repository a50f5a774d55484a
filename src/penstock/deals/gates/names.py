"""What the ids and keys in rules are called, read when a sentence wants them and then kept."""

from functools import cached_property

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.companies.forms import LABELS as COMPANY_LABELS
from penstock.deals.facts import LABELS as DEAL_LABELS
from penstock.deals.models import ChecklistItem, ProcessKind, ProcessStage, WorkPurpose
from penstock.fields.forms import PREFIX
from penstock.fields.models import Field
from penstock.pipelines.models import Stage
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role
from penstock.workspaces.rates import Rates

COMPANY, CONTACT = "company.", "contact."
GONE = "?"


class Names:
    """Names of fields, stages, purposes, roles and people for one reader; a query for each sort, at most."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    @cached_property
    def fields(self) -> dict[tuple[str, str], Field]:
        """Custom fields by subject and key, retired ones included."""
        return {(row.subject, row.key): row for row in Field.objects.of(self.by)}

    @cached_property
    def stages(self) -> dict[int, Stage]:
        """Every stage, retired ones included."""
        return {row.pk: row for row in Stage.objects.of(self.by)}

    @cached_property
    def purposes(self) -> dict[int, WorkPurpose]:
        """What work was for, retired words included."""
        return {row.pk: row for row in WorkPurpose.objects.of(self.by)}

    @cached_property
    def required_items(self) -> dict[int, list[ChecklistItem]]:
        """What has to be ticked off in each stage."""
        found: dict[int, list[ChecklistItem]] = {}
        for row in ChecklistItem.objects.of(self.by).filter(is_required=True, retired_at__isnull=True):
            found.setdefault(row.stage_id, []).append(row)
        return found

    @cached_property
    def processes(self) -> dict[int, ProcessKind]:
        """The kinds of processes, retired ones included."""
        return {row.pk: row for row in ProcessKind.objects.of(self.by)}

    @cached_property
    def process_stages(self) -> dict[int, ProcessStage]:
        """Every stage of processes, retired ones included."""
        return {row.pk: row for row in ProcessStage.objects.of(self.by)}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """The roles by key."""
        return {row.key: row for row in Role.objects.of(self.by)}

    @cached_property
    def people(self) -> dict[int, Person]:
        """Everybody who is or was here."""
        return {row.pk: row for row in Person.objects.of(self.by)}

    @cached_property
    def products(self) -> dict[int, Product]:
        """The products."""
        return {row.pk: row for row in Product.objects.of(self.by)}

    @cached_property
    def rates(self) -> Rates:
        """Today's exchange rates."""
        return Rates(self.by.workspace, clock.day_of(clock.now(), self.by.workspace.zone))

    def field(self, name: str) -> str:
        """What a field is called, such as ``amount``, ``custom.budget`` or ``company.inn``."""
        if name.startswith(COMPANY):
            return _("%(field)s of the company") % {"field": self._own("company", name.removeprefix(COMPANY))}
        if name.startswith(CONTACT):
            return _("%(field)s of a contact") % {"field": CONTACT_LABELS[name.removeprefix(CONTACT)]()}
        return self._own("deal", name)

    def _own(self, subject: str, name: str) -> str:
        if name.startswith(PREFIX):
            found = self.fields.get((subject, name.removeprefix(PREFIX)))
            return found.label if found else name.removeprefix(PREFIX)
        labels = DEAL_LABELS if subject == "deal" else COMPANY_LABELS
        return str(labels[name])

    def stage(self, pk: int) -> str:
        """A stage's name."""
        return self.stages[pk].name if pk in self.stages else GONE

    def purpose(self, pk: int) -> str:
        """What work was for."""
        return self.purposes[pk].name if pk in self.purposes else GONE

    def process(self, pk: int) -> str:
        """What processes of a kind are called."""
        return self.processes[pk].name if pk in self.processes else GONE

    def process_stage(self, pk: int) -> str:
        """The name of a stage of processes."""
        return self.process_stages[pk].name if pk in self.process_stages else GONE

    def person(self, pk: int) -> str:
        """Somebody's name."""
        return self.people[pk].name if pk in self.people else GONE

    def role(self, key: str) -> str:
        """A role's name."""
        return self.roles[key].name if key in self.roles else key


CONTACT_LABELS = {
    "position": lambda: _("Position"),
    "email": lambda: _("E-mail"),
    "phone": lambda: _("Phone"),
}
