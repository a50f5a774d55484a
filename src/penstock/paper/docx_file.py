"""DOCX, written as it is: paragraphs of plain letters, so that nothing in a text can become a field or a link."""

import io
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LOCALES = {"en": "en-US", "ru": "ru-RU", "zh-hans": "zh-CN"}
A4 = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
FACES = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Arial"/>'
TITLE, ABOUT = '<w:b/><w:sz w:val="36"/>', '<w:color w:val="5A6468"/><w:sz w:val="20"/>'
"""How the title and the lines beneath it are written; sizes in half points."""


def docx(title: str, about: Iterable[str], lines: Iterable[str], language: str) -> bytes:
    """The file: the title, what stands beneath it, and a paragraph for each line."""
    told = [_paragraph(title, TITLE), *(_paragraph(words, ABOUT) for words in about if words), _paragraph("")]
    body = "".join([*told, *map(_paragraph, lines)])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relationships(("styles", "styles.xml"), ("footer", "footer1.xml")),
            "word/document.xml": _part("document", f"<w:body>{body}{A4}</w:body>"),
            "word/styles.xml": _part("styles", _defaults(LOCALES.get(language, language))),
            "word/footer1.xml": _part("ftr", _page_number()),
        }.items():
            archive.writestr(path, DECLARATION + text)
    return made.getvalue()


def _paragraph(words: str, how: str = "") -> str:
    text = escape(UNWRITABLE.sub("", words)).replace("\t", "    ")
    return f'<w:p><w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _part(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{WORDS}" xmlns:r="{OFFICE}">{inner}</w:{name}>'


def _defaults(locale: str) -> str:
    run = f'{FACES}<w:sz w:val="21"/><w:lang w:val="{locale}" w:eastAsia="zh-CN"/>'
    space = '<w:spacing w:after="80" w:line="276" w:lineRule="auto"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{space}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _page_number() -> str:
    """The number of the page, which the reader's program counts."""
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{number}</w:p>'


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _types() -> str:
    parts = {"document": "document.main", "styles": "styles", "footer1": "footer"}
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>' for name, kind in parts.items()
    )
    links = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{links}{xml}{listed}</Types>'
