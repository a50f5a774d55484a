"""Refused rows come back as they stood in the file, with the reason in a column, to be corrected and imported again."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from penstock.imports.files import folder
from penstock.imports.models import Import, RefusedRow

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def refused_tables(one: Import) -> list[str]:
    """The names of the tables of which rows were refused."""
    rows = RefusedRow.objects.on(one, "brought_by").order_by("table")
    return list(dict.fromkeys(rows.values_list("table", flat=True)))


def refused_csv(one: Import, table: str) -> Iterator[str]:
    """The lines of a CSV file: the table's headers, the reason, the row's number in the file."""
    headers = _headers(one, table)
    yield "\ufeff" + _line([*headers, _("Reason"), _("Row")])
    rows = RefusedRow.objects.on(one, "brought_by").filter(table=table).order_by("number")
    width = len(headers)
    for row in rows.iterator():
        cells = [harmless(cell) for cell in row.cells[:width]] + [""] * (width - len(row.cells))
        yield _line([*cells, row.reason, str(row.number)])


def _headers(one: Import, table: str) -> list[str]:
    found = next((known for known in one.proposal["tables"] if known["name"] == table), None)
    return [column["header"] for column in found["columns"]] if found else []


def write_refusals(one: Import) -> list[Path]:
    """The refused rows as files in the data folder, one per table."""
    paths = []
    for number, table in enumerate(refused_tables(one), start=1):
        path = folder() / f"refused-{one.pk}-{number}.csv"
        path.write_text("".join(refused_csv(one, table)), encoding="utf-8")
        paths.append(path)
    return paths


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a plain number may keep its sign."""
    if not cell.startswith(DANGEROUS) or cell[1:].replace(".", "", 1).replace(",", "", 1).isdigit():
        return cell
    return f"'{cell}"


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
