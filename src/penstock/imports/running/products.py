"""Products: rows become products with their list price and cost; those that only deals name are made without one."""

from typing import Any

from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.models import ImportedRecord, ImportState
from penstock.imports.running.differences import changed_facts
from penstock.imports.running.run import Run
from penstock.products.actions import NewProduct, change_product, ingest_products, return_product
from penstock.products.models import Product


def take_products(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> None:
    """A block of rows of products; a name that is known is the product that has it."""
    drafts: dict[str, Draft] = {}
    for row in rows:
        if isinstance(row, Refusal):
            run.refuse("product", table, row, row.reason)
            continue
        row.values["name"] = _own_name(run, row.values, drafts)
        if trim_name(row.values["name"]) in drafts:
            run.counts["product"]["matched"] += 1
        else:
            drafts[trim_name(row.values["name"])] = row
    known = {name: pk for name, row in drafts.items() if (pk := _known(run, row.values)) is not None}
    news = [row for name, row in drafts.items() if name not in known]
    written = ingest_products(
        [NewProduct(row.values["name"], product_facts(run, row.values)) for row in news], by=run.by
    )
    for product, row in zip(written, news, strict=True):
        run.made("product", product.pk, table, row.values.get("external_id", ""), product.name)
        run.products[product.pk] = (product.name, product.unit_price)
    _change(run, table, {pk: drafts[name] for name, pk in known.items()})


def _own_name(run: Run, values: dict[str, Any], drafts: dict[str, Draft]) -> str:
    """The name, with code or id behind it where another product of the files, by its id, has it already."""
    name, own = str(values["name"]), values.get("external_id")
    book = run.books["product"]
    namesake = book.by_name.get(trim_name(name))
    if not own or own in book.by_id:
        return name
    taken = trim_name(name) in drafts or (namesake is not None and namesake in book.by_id.values())
    return f"{name} ({values.get('code') or own})" if taken else name


def _known(run: Run, values: dict[str, Any]) -> int | None:
    return run.books["product"].find(values.get("external_id"), values["name"])


def product_facts(run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the model's facts."""
    facts: dict[str, Any] = {
        name: values[name] for name in ("code", "category", "unit", "description") if name in values
    }
    if "price" in values:
        facts["unit_price"] = values["price"]
    facts["currency"] = values.get("currency") or run.currency
    if "cost" in values:
        facts |= {"unit_cost": values["cost"], "cost_currency": facts["currency"]}
    return facts


def make_products(run: Run, drafts: list[Draft]) -> None:
    """The products that rows of deals name and nobody lists."""
    book = run.books["product"]
    names: dict[str, str] = {}
    for draft in drafts:
        name = draft.values.get("product")
        if name and book.find(draft.values.get("product_id"), name) is None:
            names.setdefault(trim_name(name), name)
    written = (
        ingest_products([NewProduct(name, {"currency": run.currency}) for name in names.values()], by=run.by)
        if names
        else []
    )
    for product, name in zip(written, names.values(), strict=True):
        run.made("product", product.pk, name=name)
        run.products[product.pk] = (product.name, product.unit_price)


def load_prices(run: Run) -> None:
    """The names and list prices of all products."""
    rows = Product.objects.of(run.by).values_list("pk", "name", "unit_price")
    run.products.update({pk: (name, price) for pk, name, price in rows})


def _change(run: Run, table: TableSurvey, known: dict[int, Draft]) -> None:
    rows = Product.objects.of(run.by).in_bulk(known)
    undone = ImportedRecord.objects.of(run.by).filter(kind="product", made=True, brought_by__state=ImportState.UNDONE)
    gone = {pk for pk in undone.values_list("record_id", flat=True) if pk in rows and rows[pk].retired_at}
    for pk in gone:
        return_product(rows[pk], by=run.by)
    for pk, row in known.items():
        facts = product_facts(run, row.values)
        if not row.values.get("currency"):
            # What a row does not say is left as it is: its price and cost are in the product's own currencies.
            for name in ("currency", "cost_currency"):
                facts.pop(name, None)
        before, differing = changed_facts(rows[pk], facts)
        if differing:
            change_product(rows[pk], by=run.by, **differing)
        external_id = row.values.get("external_id", "")
        if pk in gone:
            run.made("product", pk, table, external_id, rows[pk].name)
        else:
            run.matched("product", pk, table, external_id, before)
