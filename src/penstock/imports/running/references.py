"""References: the record that a row's owner, company or contact is, made when the files name one that nobody lists."""

from typing import Any

from penstock.companies.actions import NewCompany, ingest_companies
from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.names import trim_name
from penstock.imports.running.run import Run


def owner_of(run: Run, values: dict[str, Any]) -> int | None:
    """The owner that a row or a step of a history names."""
    name = values.get("owner") or next(iter(values.get("owner_email", [])), None)
    return run.books["person"].find(values.get("owner_id"), name)


def make_companies(run: Run, drafts: list[Draft]) -> None:
    """The companies that rows name and nobody lists, at once for a block."""
    book = run.books["company"]
    names: dict[str, str] = {}
    for draft in drafts:
        name = draft.values.get("company")
        if name and book.find(draft.values.get("company_id"), name) is None:
            names.setdefault(trim_name(name), name)
    news = [NewCompany(name, at=run.survey.latest) for name in names.values()]
    for company in ingest_companies(news, by=run.by) if news else []:
        run.made("company", company.pk, name=company.name)


def company_of(run: Run, values: dict[str, Any]) -> int | None:
    """The company that a row names by id or by name."""
    return run.books["company"].find(values.get("company_id"), values.get("company"))
