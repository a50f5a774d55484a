"""DOCX, written as it is: paragraphs of letters, so that nothing in a text can become a field or a link."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from penstock.paper.markup import Block

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
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


HEADINGS = {1: 28, 2: 24, 3: 21}
"""How large the headings are, in half points."""

EMU = 12_700
"""So many of the units of drawings are a point."""


@dataclass(frozen=True)
class DocxHead:
    """Who sends it: the name, lines beneath it, and a logo as PNG with its size in points."""

    name: str
    lines: tuple[str, ...]
    logo: bytes
    size: tuple[float, float]


def docx(title: str, about: Iterable[str], text: Iterable[Block], language: str, head: DocxHead | None = None) -> bytes:
    """The file: who sends it, the title, what stands beneath it, and a paragraph for each line."""
    logo = head.logo if head else b""
    told = [*_head(head), _paragraph(title, TITLE), *(_paragraph(words, ABOUT) for words in about if words)]
    body = "".join([*told, _paragraph(""), *map(_block, text)])
    links = [("styles", "styles.xml"), ("footer", "footer1.xml"), *([("image", "media/logo.png")] if logo else [])]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in {
            "[Content_Types].xml": _types(has_logo=bool(logo)),
            "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relationships(*links),
            "word/document.xml": _part("document", f"<w:body>{body}{A4}</w:body>"),
            "word/styles.xml": _part("styles", _defaults(LOCALES.get(language, language)) + _heading_styles()),
            "word/footer1.xml": _part("ftr", _page_number()),
        }.items():
            archive.writestr(path, DECLARATION + part)
        if logo:
            archive.writestr("word/media/logo.png", logo)
    return made.getvalue()


def _head(head: DocxHead | None) -> Iterator[str]:
    """The logo, the name and the lines; the last of them with a line beneath."""
    if head is None:
        return
    if head.logo:
        yield f"<w:p>{_logo(*head.size)}</w:p>"
    lines = [
        (head.name, '<w:b/><w:sz w:val="24"/>'),
        *((line, '<w:color w:val="5A6468"/><w:sz w:val="17"/>') for line in head.lines),
    ]
    for place, (words, how) in enumerate(lines, start=1):
        edge = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="6" w:color="C8CED0"/></w:pBdr>'
        space = '<w:spacing w:after="240"/>' if place == len(lines) else '<w:spacing w:after="0"/>'
        yield _paragraph(words, how, (edge if place == len(lines) else "") + space)


def _logo(wide: float, high: float) -> str:
    """A picture that stands where letters would; it names no address and does nothing."""
    across, down = round(wide * EMU), round(high * EMU)
    picture = (
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="1" name="Logo"/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData uri="{DRAWING}/picture">{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _block(block: Block) -> str:
    """A heading with its style, a line of a list with its mark, or a line as it stands."""
    if block.level:
        return _paragraph(block.words, "", f'<w:pStyle w:val="Heading{block.level}"/>')
    if block.is_item:
        runs = [_run("•", "") + "<w:r><w:tab/></w:r>", *_runs(block)]
        left = 360 + 60 * min(block.indent, 40)
        return _whole("".join(runs), f'<w:ind w:left="{left}" w:hanging="360"/>')
    return _whole("".join([_run(" " * block.indent, ""), *_runs(block)] if block.runs else []), "")


def _runs(block: Block) -> Iterator[str]:
    return (_run(run.words, "<w:b/>" if run.bold else "") for run in block.runs)


def _paragraph(words: str, how: str = "", shape: str = "") -> str:
    return _whole(_run(words, how), shape)


def _whole(runs: str, shape: str) -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr>{runs}</w:p>" if shape else f"<w:p>{runs}</w:p>"


def _run(words: str, how: str) -> str:
    if not words:
        return ""
    text = escape(UNWRITABLE.sub("", words)).replace("\t", "    ")
    return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _heading_styles() -> str:
    """Headings as the reader's program knows them, for its outline and for screen readers."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="160" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in HEADINGS.items()
    )


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


def _types(*, has_logo: bool = False) -> str:
    parts = {"document": "document.main", "styles": "styles", "footer1": "footer"}
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>' for name, kind in parts.items()
    )
    links = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    png = '<Default Extension="png" ContentType="image/png"/>' if has_logo else ""
    return f'<Types xmlns="{PACKAGE}/content-types">{links}{xml}{png}{listed}</Types>'
