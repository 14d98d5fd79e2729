"""What cannot be read is refused with advice, and what is passed over is said."""

import struct
import zlib

import pytest

from factories.workbooks import ods, ole, packed, record, repacked, sent, xlsx
from joint_inspection.casedata.read import NOT_READ, Limits, read_sheets
from joint_inspection.errors import InvalidInput

CONTACTS = "id,sex\n7,M\n"
DAMAGED = "Save it again and send it anew: the file is damaged"
BOOK = xlsx({"List 1": [["id", "sex"], [7, "M"]]})
NO_TEXT = "Save it as CSV (UTF-8) again: what it holds is no text"
NONE = "Send the lists as workbooks or CSV: there is none in it"
OUTSIDE = "Pack the files again: a name in it leads outside the zip"
SMALL = Limits(file_bytes=1024 * 1024, unpacked_bytes=8 * 1024 * 1024, entries=20, cells=100_000)
GLOBALS = record(0x809, b"\x00\x06\x05\x00" + b"\0" * 12)


def advice(source, **options):
    with pytest.raises(InvalidInput) as error:
        read_sheets(source, **options)
    return [(problem.file, problem.says) for problem in error.value.problems]


def office(part):
    return packed({"[Content_Types].xml": "x", part: "x"})


def encrypted_ods():
    def protect(content):
        return content.replace(b'full-path="content.xml"', b'full-path="content.xml"><manifest:encryption-data/')

    return repacked(ods({"A": [[1]]}), {"META-INF/manifest.xml": protect})


def other(what, name):
    return f"Save it as a workbook (.xlsx, .xls, .ods) or as CSV: it is {what}, though its name ends in {name}"


REFUSED = {
    "empty": ("a.xlsx", b"", "Save it again: it is empty"),
    "text as workbook": ("a.xlsx", CONTACTS, other("text", ".xlsx")),
    "page as workbook": ("a.xls", "<html><table><tr><td>7</td></tr></table></html>", other("a web page", ".xls")),
    "page, marked": ("a.xls", "\ufeff \n<!DOCTYPE html>\n<table></table>", other("a web page", ".xls")),
    "xml": ("a.xls", '<?xml version="1.0"?><?mso-application x?>', other("a workbook saved as XML", ".xls")),
    "pdf": ("a.csv", b"%PDF-1.7\n", other("a PDF", ".csv")),
    "picture": ("a.csv", b"\x89PNG\r\n", other("a picture", ".csv")),
    "zeros": ("a.csv", b"a,b\n\x00\x01\x02\xff\n", NO_TEXT),
    "controls": ("a.csv", bytes(range(1, 9)) * 20, NO_TEXT),
    "empty zip": ("a.zip", packed({}), "Put the lists into the zip: it is empty"),
    "document": ("a.zip", office("word/document.xml"), other("a document or presentation", ".zip")),
    "binary": ("a.xlsx", office("xl/workbook.bin"), other("a binary workbook (.xlsb)", ".xlsx")),
    "old document": ("a.xls", ole({"WordDocument": b"x"}), other("a document of another program", ".xls")),
    "password, xlsx": (
        "a.xlsx",
        ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}),
        "Save it without a password: in Excel choose File, Info, Protect Workbook, Encrypt with Password, and empty "
        "the box",
    ),
    "password, xls": (
        "a.xls",
        ole({"Workbook": GLOBALS + record(0x2F, b"\0" * 6) + record(0x0A)}),
        "Save it without a password: in Excel choose Save As, Tools, General Options, and empty the boxes",
    ),
    "password, ods": (
        "a.ods",
        encrypted_ods(),
        "Save it without a password: in LibreOffice choose Save As and untick Password",
    ),
    "last bytes missing": ("a.xlsx", BOOK[:-30], DAMAGED),
    "half": ("a.xlsx", BOOK[: len(BOOK) // 2], DAMAGED),
    "a third, xls": ("a.xls", ole({"Workbook": GLOBALS})[:600], DAMAGED),
    "nothing in it, xls": ("a.xls", ole({"Workbook": b"\0" * 60}), NONE),
    "zip in zip": (
        "a.zip",
        packed({"inner.zip": packed({"a.csv": CONTACTS})}),
        "Take it out of the zip it lies in: a zip within a zip is not opened",
    ),
    "name upwards": ("a.zip", packed({"../a.csv": CONTACTS}), OUTSIDE),
    "name from the top": ("a.zip", packed({"C:\\lists\\a.csv": CONTACTS}), OUTSIDE),
    "no lists": ("a.zip", packed({"letter.docx": "x"}), NONE),
}


@pytest.mark.parametrize(("name", "content", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_with_advice(name, content, says):
    assert [told for _, told in advice(sent(name, content))] == [says]


def test_a_zip_with_a_password_is_refused():
    content = bytearray(packed({"a.csv": CONTACTS}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    assert advice(sent("a.zip", bytes(content))) == [("a.zip", "Pack the files again without a password")]


def test_two_files_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed([("a.csv", CONTACTS), ("a.csv", CONTACTS)])
    assert advice(sent("a.zip", content)) == [("a.zip", "Pack the files again: two of them have the same name")]


def test_a_zip_that_unpacks_to_far_too_much_is_refused():
    content = packed({"a.csv": b"0" * 20_000_000})
    ratio = [("a.zip", "Save it again: a part of it unpacks to far more than it should")]
    assert advice(sent("a.zip", content)) == ratio
    most = [("a.zip", "Send it in parts: unpacked it is larger than 8 megabytes")]
    assert advice(sent("a.zip", packed({"a.csv": b"0" * 9_000_000})), limits=SMALL) == most


def test_a_bomb_within_a_workbook_is_refused():
    for content in (BOOK, ods({"A": [[1]]})):
        bomb = repacked(content, {}, more={"media/bomb.xml": "0" * 20_000_000})
        assert advice(sent("a.any", bomb)) == [
            ("a.any", "Save it again: a part of it unpacks to far more than it should")
        ]


def test_a_label_that_lies_about_its_size_does_not_help_a_bomb():
    content = bytearray(packed({"a.csv": b"0" * 20_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(mark) + at, 100)
    assert advice(sent("a.zip", bytes(content))) == [("a.zip", DAMAGED)]


def test_a_document_type_is_not_expanded():
    bomb = b'<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for content, part in ((BOOK, "xl/workbook.xml"), (ods({"A": [[1]]}), "content.xml")):

        def insert(xml):
            head, _, rest = xml.partition(b"?>")
            return head + b"?>" + bomb + rest if rest else bomb + xml

        assert advice(sent("a.any", repacked(content, {part: insert}))) == [("a.any", DAMAGED)]


def test_a_cell_far_from_the_rest_is_refused_before_memory_is_set_aside():
    last = b'<row r="90000"><c r="A90000"><v>1</v></c></row></sheetData>'

    def stretch(xml):
        return xml.replace(b'"B1"', b'"XFD1"').replace(b"</sheetData>", last)

    far = repacked(xlsx({"A": [[1, 2]]}), {"xl/worksheets/sheet1.xml": stretch})
    says = (
        "Delete what stands far from the table: one sheet stretches over 90,000 rows and 16,384 columns, and at most "
        "50,000,000 cells are read"
    )
    assert advice(sent("a.xlsx", far)) == [("a.xlsx", says)]


def test_a_row_far_wider_than_the_rest_is_refused_before_all_are_made_as_wide():
    wide = "a,b\n" * 20_000 + "," * 20_000 + "x\n"
    (told,) = advice(sent("a.csv", wide), limits=SMALL)
    assert told[1].startswith("Delete what stands far from the table: one sheet stretches over 20,001 rows and 20,001")


def test_errors_far_from_the_rest_are_refused_too():
    def stretch(xml):
        far = b"".join(b'<c r="XFD%d" t="e"/>' % row for row in range(1, 50_000))
        return xml.replace(b"</row>", far + b"</row>")

    (told,) = advice(sent("a.xlsx", repacked(BOOK, {"xl/worksheets/sheet1.xml": stretch})), limits=SMALL)
    assert told[1].startswith("Delete what stands far from the table: one sheet stretches over 49,999 rows")


def test_a_heading_may_begin_as_a_zip_does():
    assert read_sheets(sent("a.csv", "PK,sex\n7,M\n"))[0].rows == (("PK", "sex"), ("7", "M"))


def test_a_cell_repeated_without_end_is_refused():
    def repeat(xml):
        return xml.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">').replace(
            b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
        )

    (told,) = advice(sent("a.ods", repacked(ods({"A": [[7]]}), {"content.xml": repeat})))
    assert told[1].startswith("Delete what stands far from the table")


def test_many_cells_in_a_row_each_repeated_are_refused():
    def repeat(xml):
        start, end = xml.index(b"<table:table-cell"), xml.index(b"</table:table-row>")
        cell = xml[start:end].replace(
            b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
        )
        return xml[:start] + cell * 200 + xml[end:]

    (told,) = advice(sent("a.ods", repacked(ods({"A": [[7]]}), {"content.xml": repeat})), limits=SMALL)
    assert told[1].startswith("Delete what stands far from the table: one sheet stretches over 1 rows and 114,688")


def test_too_large_a_file_and_too_many_cells_are_refused(tmp_path):
    large = "a" * (SMALL.file_bytes + 1)
    (tmp_path / "a.csv").write_text(large)
    says = [("a.csv", "Send it in parts: it is larger than 1 megabytes")]
    assert advice(sent("a.csv", large), limits=SMALL) == says
    assert advice(tmp_path / "a.csv", limits=SMALL) == says
    lists = {f"{number}.csv": "a,b,c\n" * 20_000 for number in range(2)}
    says = "Send the lists in parts: together they hold more than 100,000 cells"
    assert advice(sent("a.zip", packed(lists)), limits=SMALL) == [("a.zip/1.csv", says)]


def test_every_file_that_cannot_be_read_is_named():
    lists = {"a.csv": b"%PDF", "b.csv": CONTACTS, "c.xlsx": BOOK[:900]}
    assert advice(sent("a.zip", packed(lists))) == [
        ("a.zip/a.csv", other("a PDF", ".csv")),
        ("a.zip/c.xlsx", DAMAGED),
    ]


def test_a_zip_holds_lists_of_every_kind_in_the_order_of_names():
    lists = {"Annex A/b.csv": CONTACTS, "Annex A/a.xlsx": BOOK, "Annex A/c.ods": ods({"C": [["id"], [7]]})}
    sheets = read_sheets(sent("north.zip", packed(lists)))
    assert [(sheet.file, sheet.name, len(sheet.rows)) for sheet in sheets] == [
        ("north.zip/Annex A/a.xlsx", "List 1", 2),
        ("north.zip/Annex A/b.csv", "b", 2),
        ("north.zip/Annex A/c.ods", "C", 2),
    ]


def test_what_lies_beside_the_lists_is_named_and_passed_over(tmp_path):
    letter = packed({"[Content_Types].xml": "x", "word/document.xml": "x"})
    beside = {"~$lists.xlsx": b"x", ".hidden": b"x", "Thumbs.db": b"x", "letter.pdf": b"%PDF", "notes.docx": letter}
    lists = {"contacts.csv": CONTACTS.encode(), "old/a.csv": b"id\n8\n", "how.md": b"# How"}
    for name, content in {**beside, **lists}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "elsewhere.csv").symlink_to(tmp_path / "contacts.csv")
    assert [(sheet.file, sheet.name, len(sheet.rows), sheet.remarks) for sheet in read_sheets(tmp_path)] == [
        (".hidden", ".hidden", 0, (NOT_READ + "a hidden file",)),
        ("Thumbs.db", "Thumbs", 0, (NOT_READ + "a file of Windows",)),
        ("contacts.csv", "contacts", 2, ()),
        ("elsewhere.csv", "elsewhere", 0, (NOT_READ + "a link to another place",)),
        ("how.md", "how", 0, (NOT_READ + "text",)),
        ("letter.pdf", "letter", 0, (NOT_READ + "a PDF",)),
        ("notes.docx", "notes", 0, (NOT_READ + "a document or presentation",)),
        ("old/a.csv", "a", 2, ()),
        ("~$lists.xlsx", "~$lists", 0, (NOT_READ + "a file that Excel keeps while a workbook is open",)),
    ]


def test_a_path_that_leads_nowhere_and_an_empty_folder(tmp_path):
    assert advice(tmp_path / "gone.xlsx") == [("gone.xlsx", "Give a file that can be read (No such file or directory)")]
    assert advice(tmp_path) == [(tmp_path.name, "Put the lists into the folder: it is empty")]


def test_a_wrong_ending_does_not_matter_where_the_bytes_are_plain():
    assert [read_sheets(sent(f"a.{end}", BOOK))[0].rows for end in ("xlsx", "xls", "csv")] == [
        (("id", "sex"), (7, "M"))
    ] * 3


def test_a_damaged_part_is_found_by_its_sum():
    content = bytearray(packed({"a.csv": CONTACTS}, deflated=False))
    content[content.index(b"7,M")] = ord("8")
    assert zlib.crc32(CONTACTS.encode()) != zlib.crc32(CONTACTS.replace("7", "8").encode())
    assert advice(sent("a.zip", bytes(content))) == [("a.zip", DAMAGED)]
