"""Files are a way in: what archives, cells and names could do, they do not."""

import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from penstock.deals.models import Deal
from penstock.imports.files import folder
from penstock.imports.models import Import
from penstock.imports.reading import Unreadable, open_files
from penstock.imports.reading import archive as archives
from tests.imports.flows import csv_file, imported

pytestmark = pytest.mark.django_db

ENTITY = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file://{path}">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1"><si><t>&secret;</t></si></sst>"""


def test_an_uploads_name_is_never_a_path(world, tmp_path):
    client = world.client("owner")
    upload = SimpleUploadedFile("../../../evil.csv", b"Deal name,Stage\nA,New\n")
    client.post(reverse("imports:list"), {"files": upload})
    kept = Import.objects.of(world.actor("owner")).get().files[0]
    assert (kept["name"], Path(kept["kept_as"]).name) == ("evil.csv", kept["kept_as"])
    assert (folder() / kept["kept_as"]).is_file()


def test_a_bomb_in_a_zip_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM", 1 << 16)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", b"0" * (1 << 24))
    with pytest.raises(Unreadable):
        open_files([path])


def test_a_zip_of_thousands_of_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 20)
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(21):
            packed.writestr(f"{number}.csv", "a,b\n1,2\n")
    with pytest.raises(Unreadable, match="21"):
        open_files([path])


def test_an_entity_in_a_workbook_reads_no_file_of_ours(tmp_path):
    import xlsxwriter

    secret = tmp_path / "secret.txt"
    secret.write_text("the key of the house")
    source, path = tmp_path / "plain.xlsx", tmp_path / "evil.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        book.add_worksheet().write_row(0, 0, ["Deal name", "Stage"])
    with zipfile.ZipFile(source) as plain, zipfile.ZipFile(path, "w") as evil:
        for name in plain.namelist():
            told = ENTITY.format(path=secret) if name == "xl/sharedStrings.xml" else plain.read(name)
            evil.writestr(name, told)
    try:
        cells = [table.headers for table in open_files([path])]
    except Unreadable as problem:
        cells = [problem.message]
    assert "the key of the house" not in str(cells)


def test_markup_in_headers_cells_and_names_is_shown_as_text(world):
    evil = "<script>alert(1)</script>"
    upload = SimpleUploadedFile(f"{evil}.csv", f'Deal ID,Deal name,Stage,"{evil}"\n1,"{evil}",New,"{evil}"\n'.encode())
    client = world.client("owner")
    page = client.get(client.post(reverse("imports:list"), {"files": upload}).url).content.decode()
    assert evil not in page
    assert "&lt;script&gt;" in page


def test_an_import_of_one_company_changes_nothing_of_another(world, tmp_path):
    rows = "Deal ID,Deal name,Stage,Owner,Company\n1,Gate,New,Stranger,Acme"
    path = csv_file(tmp_path, "deals.csv", rows)
    imported(world.actor("owner"), path)
    imported(world.actor("stranger"), path)
    for role in ("owner", "stranger"):
        deal = Deal.objects.of(world.actor(role)).select_related("owner", "company", "stage").get()
        workspaces = {deal.owner.workspace_id, deal.company.workspace_id, deal.stage.workspace_id}
        assert workspaces == {deal.workspace_id}
