"""Whatever program wrote a file, its table comes out the same, or a sentence says why it cannot."""

import gzip
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from penstock.imports.reading import Unreadable, open_files
from penstock.imports.reading import archive as archives
from penstock.imports.reading.delimited import delimiter_of
from penstock.imports.reading.encoding import encoding_of

RUSSIAN = "Название сделки;Бюджет;Ответственный\nПоставка ворот;1 234,50;Алексей\nМонтаж, замер;0;Антон\n"
CHINESE = "商机名称,金额,负责人\n上海分公司采购项目,120万,王小明\n北京软件合同,30万,李华\n"


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def only_table(path: Path):
    [table] = open_files([path])
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_a_russian_file_reads_alike_in_every_encoding(tmp_path, encoding):
    table = only_table(written(tmp_path, "deals.csv", RUSSIAN.encode(encoding)))
    assert table.headers == ("Название сделки", "Бюджет", "Ответственный")
    assert [cells for _row, cells in table.rows()][1] == ["Монтаж, замер", "0", "Антон"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_chinese_file_reads_alike_in_every_encoding(tmp_path, encoding):
    table = only_table(written(tmp_path, "deals.csv", CHINESE.encode(encoding)))
    assert table.headers[0] == "商机名称"
    assert next(table.rows()) == (2, ["上海分公司采购项目", "120万", "王小明"])


def test_western_accents_are_neither_russian_nor_chinese():
    assert encoding_of("Müller,Café,Zoë\nJosé,Ñandú,Å\n".encode("cp1252"), whole=True) == "cp1252"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    rows = [["name", "note", "value"], ["A", '"one, two; three"', "1"], ["B", "x", "2,5" if delimiter != "," else "2"]]
    assert delimiter_of("\n".join(delimiter.join(row) for row in rows) + "\n") == delimiter


def test_excels_own_hint_of_the_delimiter_is_followed(tmp_path):
    table = only_table(written(tmp_path, "x.csv", b"sep=|\r\na|b\r\n1|2\r\n"))
    assert (table.headers, next(table.rows())[1]) == (("a", "b"), ["1", "2"])


def test_cells_of_several_lines_twin_headers_and_trailing_spaces_are_kept_apart(tmp_path):
    table = only_table(written(tmp_path, "x.csv", 'Товар,Бюджет ,Товар,\n"две\nстроки",5,третий,\n'.encode()))
    assert table.headers == ("Товар", "Бюджет", "Товар (2)")
    assert next(table.rows())[1][:3] == ["две\nстроки", "5", "третий"]


def test_titles_above_the_header_are_skipped_and_rows_keep_their_numbers(tmp_path):
    table = only_table(written(tmp_path, "x.csv", b"Report of deals\n\nname,value,stage\nA,1,Won\n\nB,2,Lost\n"))
    assert [(number, cells[0]) for number, cells in table.rows()] == [(4, "A"), (6, "B")]


def test_gzip_is_unpacked_on_the_way(tmp_path):
    table = only_table(written(tmp_path, "log.csv.gz", gzip.compress(b"a,b\n1,2\n")))
    assert (table.name, next(table.rows())[1]) == ("log", ["1", "2"])


def test_every_sheet_of_a_workbook_is_a_table(tmp_path):
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Deals", "Companies"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Name", "Value", "Day"])
            sheet.write_row(1, 0, ["A", 12.5])
            sheet.write_datetime(
                1, 2, __import__("datetime").datetime(2026, 3, 1), book.add_format({"num_format": "d/m/yyyy"})
            )
        book.add_worksheet("Empty")
    tables = open_files([path])
    assert [table.name for table in tables] == ["Deals", "Companies"]
    number, cells = next(tables[0].rows())
    assert (number, cells[:2], cells[2][:10]) == (2, ["A", "12.5"], "2026-03-01")


def test_a_zip_gives_all_its_tables_and_none_of_its_paths(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../../deals.csv", "name,value\nA,1\n")
        packed.writestr("folder/contacts.csv", "name;email\nB;b@c.de\n")
        packed.writestr("__MACOSX/._deals.csv", "junk")
    assert [table.source for table in open_files([path])] == ["deals.csv", "contacts.csv"]
    assert not (tmp_path.parent / "deals.csv").exists()


def test_a_zip_that_would_become_enormous_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM", 1 << 16)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.csv", "0" * (1 << 22))
    with pytest.raises(Unreadable, match=r"bomb\.zip"):
        open_files([path])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("photo.csv", bytes(range(256)) * 40, "not a table"),
        ("cut.csv.gz", gzip.compress(b"a,b\n" * 9999)[:-40], "damaged"),
        ("cut.xlsx", b"PK\x03\x04 nothing", "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_that_names_the_file(tmp_path, name, data, said):
    path = written(tmp_path, name, data)
    with pytest.raises(Unreadable, match=said) as told:
        [list(table.rows()) for table in open_files([path])]
    assert name.removesuffix(".gz") in told.value.message


def test_a_missing_file_is_told():
    with pytest.raises(Unreadable, match="nowhere"):
        open_files([Path("nowhere.csv")])


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=20), st.sampled_from(",;\t|"))
def test_any_table_written_as_csv_is_read_back(tmp_path_factory, rows, delimiter):
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(buffer.getvalue().encode("utf-8"))
    assert [cells for _row, cells in only_table(path).rows()] == rows
