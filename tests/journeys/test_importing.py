"""A head of sales drops the company's export on Penstock, reads what would happen, imports it and takes it back."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

PATIENCE = 60_000


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Three deals with names of their own, one of which cannot be read."""
    mark = uuid4().hex[:8]
    path = tmp_path / f"{mark}.csv"
    path.write_text(
        "Deal ID,Deal name,Stage,Amount,Owner,Company,Created,Close date\n"
        f"{mark}1,Gate {mark},Proposal,1000,Ann,Acme {mark},2024-01-02,\n"
        f"{mark}2,Roof {mark},Won,500,Bob,Acme {mark},2024-01-03,2024-02-01\n"
        f"{mark}3,Wall {mark},Won,soon,Bob,Acme {mark},2024-01-03,2024-02-01\n",
        encoding="utf-8",
    )
    return path


def row_of(page: Page, name: str) -> str:
    """A line of the table that counts what happened."""
    return " ".join(page.get_by_role("row").filter(has_text=name).first.inner_text().split())


def test_an_export_is_previewed_imported_and_undone(page_as: Callable[..., Page], export: Path) -> None:
    page = page_as("owner")
    page.goto("/imports/")
    page.set_input_files("input[type=file]", export)
    page.get_by_role("button", name="Show what would happen").click()
    assert row_of(page, "Deals") == "Deals 2 0 0 1"
    page.locator("summary", has_text="would be refused").click()
    expect(page.get_by_text("“soon” is not an amount")).to_be_visible()
    page.locator("main form").get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Everything is in")).to_be_visible(timeout=PATIENCE)
    assert row_of(page, "Deals") == "Deals 2 0 0 1"
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("This import was undone")).to_be_visible(timeout=PATIENCE)
