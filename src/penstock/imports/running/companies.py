"""Companies: rows become companies, or change those that are known; parents are set when all are there."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from penstock.companies.actions import NewCompany, change_company, ingest_companies, ingest_parents
from penstock.companies.models import Company
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.running.custom_fields import sound_drafts
from penstock.imports.running.differences import changed_facts
from penstock.imports.running.references import owner_of
from penstock.imports.running.run import Run

SAME = ("inn", "kpp", "uscc", "sector", "country", "region", "city", "website", "phones", "emails")


def take_companies(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> None:
    """A block of rows of companies."""
    news: list[tuple[NewCompany, str]] = []
    known: list[tuple[int, Draft]] = []
    within: set[str] = set()
    for row in sound_drafts(run, table, rows):
        external_id, name = row.values.get("external_id", ""), row.values["name"]
        pk = known_company(run, external_id, name)
        if pk is not None:
            known.append((pk, row))
        elif not external_id and trim_name(name) in within:
            run.counts["company"]["matched"] += 1
        else:
            within.add(trim_name(name))
            news.append(
                (
                    NewCompany(name, company_facts(run, row.values), run.moment(row.values.get("created_at"))),
                    external_id,
                )
            )
    for company, (_new, external_id) in zip(ingest_companies([n for n, _i in news], by=run.by), news, strict=True):
        run.made("company", company.pk, table, external_id, company.name)
    _change(run, table, known)


def known_company(run: Run, external_id: str, name: str) -> int | None:
    """The company of a row: by id, else by name unless that one has an id of its own: ids tell namesakes apart."""
    book = run.books["company"]
    if not external_id:
        return book.find(None, name)
    if external_id in book.by_id:
        return book.by_id[external_id]
    namesake = book.by_name.get(trim_name(name))
    return None if namesake in run.companies_with_ids() else namesake


def _change(run: Run, table: TableSurvey, known: list[tuple[int, Draft]]) -> None:
    rows = Company.objects.of(run.by).in_bulk([pk for pk, _row in known])
    for pk, row in known:
        company = rows.get(pk)
        if company is None:
            continue
        before, facts = changed_facts(company, company_facts(run, row.values))
        if facts:
            change_company(company, by=run.by, **facts)
        run.matched("company", pk, table, row.values.get("external_id", ""), before)


def company_facts(run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the model's facts."""
    facts = {name: values[name] for name in SAME if name in values}
    numbers = {
        "employees": _whole(values.get("employees") or values.get("size")),
        "founded": _whole(values.get("year_founded")),
    }
    facts |= {name: number for name, number in numbers.items() if number is not None}
    if "revenue" in values:
        facts["annual_revenue"] = values["revenue"]
    for name, parts in (("address", values.get("address", [])), ("description", values.get("description", []))):
        if parts:
            facts[name] = "\n".join(parts)
    owner = owner_of(run, values)
    if owner is not None:
        facts["owner_id"] = owner
    return facts | ({"custom": values["custom"]} if "custom" in values else {})


def _whole(value: Decimal | str | None) -> int | None:
    """A whole number from a number or from words that begin with one (``50-100``, ``от 50``)."""
    if value is None:
        return None
    digits = re.search(r"\d+", str(value).replace(" ", ""))
    return int(digits[0]) if digits else None


def take_parents(run: Run) -> None:
    """Set the parents that rows of companies name, by id or by name; circles are left out."""
    for table in run.survey.of_kind("company"):
        if table.recognised.index("parent") is None and table.recognised.index("parent_id") is None:
            continue
        pairs = list(_pairs(run, table))
        rows = Company.objects.of(run.by).in_bulk({pk for pair in pairs for pk in pair})
        ingest_parents(
            [(rows[child], rows[parent]) for child, parent in pairs if child in rows and parent in rows], by=run.by
        )


def _pairs(run: Run, table: TableSurvey) -> Iterator[tuple[int, int]]:
    book = run.books["company"]
    for row in table.reader.drafts():
        if isinstance(row, Refusal):
            continue
        child = book.find(row.values.get("external_id"), row.values["name"])
        parent = book.find(row.values.get("parent_id"), row.values.get("parent"))
        if child and parent and child != parent:
            yield child, parent
