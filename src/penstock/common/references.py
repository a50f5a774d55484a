"""Ids that came from outside: all of them must be records of the actor's workspace."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.among import among
from penstock.common.errors import NotPermitted
from penstock.common.models import WorkspaceRecord


def require_ours(by: Any, model: type[WorkspaceRecord], ids: Iterable[int | None]) -> None:
    """Raise ``NotPermitted`` when any id is not of a record in the actor's workspace; one query for all."""
    wanted = {one for one in ids if one is not None}
    if wanted and model.objects.on(by.workspace).filter(pk__in=among(wanted)).count() != len(wanted):
        raise NotPermitted(_("Something that is referred to does not exist here."))
