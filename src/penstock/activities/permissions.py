"""Who may write activities and files: those who may change the record they hang on, and those who are to do them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.models import Activity
from penstock.common.errors import NotPermitted, Refused
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor

READABLE: dict[str, Callable[[Actor], Any]] = {
    "deal": lambda by: Deal.objects.of(by),
    "company": lambda by: Company.objects.of(by),
    "contact": lambda by: Contact.objects.of(by),
}


def checked_about(about: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The records something is to hang on; raises unless the actor may read them all and change the first.

    Without a company it is that of the deal or contact.
    """
    given = {name: row for name, row in about.items() if row is not None}
    for name, row in given.items():
        if not READABLE[name](by).filter(pk=row.pk).exists():
            raise NotPermitted(_("This record does not exist or you may not see it."))
    first = next((given[name] for name in READABLE if name in given), None)
    if first is not None:
        sentence = _("You may read “%(record)s” but not add anything to it.")
        by.require_write(first.owner_id, sentence % {"record": first})
    nearest = given.get("deal") or given.get("contact")
    company = given.get("company") or (nearest.company if nearest else None)
    return {"deal": given.get("deal"), "contact": given.get("contact"), "company": company}


def hold(activity: Activity, by: Actor) -> Activity:
    """The activity as it is now, locked; raises unless the actor may change it."""
    rows = Activity.objects.of(by).select_for_update(of=("self",)).select_related("deal", "company", "contact")
    held = rows.filter(pk=activity.pk).first()
    if held is None:
        raise NotPermitted(_("This activity does not exist or you may not see it."))
    require_change(held, by)
    return held


def require_change(activity: Activity, by: Actor) -> None:
    """Raise unless the actor may write for whoever is to do it or for the owner of its record."""
    if not may_change(activity, by):
        raise NotPermitted(_("You may read “%(activity)s” but not change it.") % {"activity": activity})


def may_change(activity: Activity, by: Actor) -> bool:
    """Whether the actor may write for whoever is to do it or for the owner of its record."""
    record = activity.deal or activity.company or activity.contact
    responsible = {activity.owner_id, record.owner_id if record else None} - {None}
    return any(by.may_write_for(person) for person in responsible or {None})


def require_one_record(about: dict[str, Any]) -> None:
    """Raise unless something hangs on a record at all."""
    if not any(about.values()):
        raise Refused(_("Say which deal, company or contact this belongs to."))
