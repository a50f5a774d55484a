"""What may stand in a company: each refusal is a sentence at its field."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.checks import Check, amount, check_all, line, plain, required_name, web_address, whole
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.fields.models import Subject
from penstock.fields.values import checked_values
from penstock.workspaces.actor import Actor

LARGEST_STAFF = 2**31 - 1


def checked_facts(facts: dict[str, Any], by: Actor, company: Company | None = None) -> dict[str, Any]:
    """The facts in the form they are kept in; raises Refused with a sentence for each that cannot be."""
    relations: dict[str, Check] = {
        "parent": partial(_parent, company=company, by=by),
        "custom": partial(checked_values, by, Subject.COMPANY),
    }
    return check_all(facts, PLAIN | relations)


def kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of another system in the form they are kept in: what cannot be is left out, nothing is refused."""
    found = {}
    for name, value in facts.items():
        try:
            found[name] = LENIENT[name](value) if name in LENIENT else value
        except (Refused, ValueError):
            continue
    return found


def circle_sentence(company: Company, parent: Company) -> str:
    """Why a company cannot stand above another."""
    sentence = _("“%(parent)s” already stands beneath “%(company)s”; companies cannot stand in a circle.")
    return sentence % {"parent": parent, "company": company}


def _parent(parent: Company | None, company: Company | None, by: Actor) -> Company | None:
    """A parent that the actor may see and that does not stand beneath the company."""
    if parent is None:
        return None
    if not Company.objects.of(by).filter(pk=parent.pk).exists():
        raise Refused(_("This company does not exist."))
    if company is not None and company.pk in lineage(parent, by):
        raise Refused(circle_sentence(company, parent))
    return parent


def lineage(company: Company, by: Actor) -> list[int]:
    """The ids of a company and of all that stand above it, nearest first; a circle ends the walk."""
    found = [company.pk]
    above = company.parent_id
    while above is not None and above not in found:
        found.append(above)
        above = Company.objects.on(by.workspace).filter(pk=above).values_list("parent_id", flat=True).first()
    return found


def _requisite(longest: int) -> Check:
    return lambda value: "".join(plain(value).split()).upper()[:longest]


def _entries(value: Any) -> list[str]:
    """Several short texts, without repetition: a list, or a text with commas or lines."""
    parts = value if isinstance(value, list) else plain(value).replace(";", "\n").replace(",", "\n").splitlines()
    return list(dict.fromkeys(entry for part in parts if (entry := line(254)(part))))


def _addresses(value: Any) -> list[str]:
    return list(dict.fromkeys(entry.lower() for entry in _entries(value)))


PLAIN: dict[str, Check] = {
    "name": required_name,
    "inn": _requisite(20),
    "kpp": _requisite(20),
    "uscc": _requisite(30),
    "sector": line(120),
    "employees": whole(0, LARGEST_STAFF),
    "annual_revenue": amount,
    "founded": whole(1, 2200),
    "country": line(100),
    "region": line(120),
    "city": line(120),
    "address": plain,
    "website": web_address,
    "phones": _entries,
    "emails": _addresses,
    "description": plain,
}

LENIENT: dict[str, Check] = {**PLAIN, "website": line(300)}
"""The checks of an import: it keeps what a file says of a website; a page makes no link of what is not one."""
