"""Who may import: an import writes people, stages and everybody's deals, so it takes an administrator."""

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.imports.models import Import
from penstock.workspaces.actor import Actor


def require_importer(by: Actor) -> None:
    """Raise unless the actor may import."""
    by.require_admin(_("Only an administrator may import files."))


def held_import(one: Import, by: Actor) -> Import:
    """The import as it is now, locked; raises unless the actor may change it."""
    require_importer(by)
    held = Import.objects.of(by).select_for_update(of=("self",)).filter(pk=one.pk).first()
    if held is None:
        raise NotPermitted(_("This import does not exist or you may not see it."))
    return held
