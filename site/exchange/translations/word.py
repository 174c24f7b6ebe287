"""Texts as a .docx: a table of two columns, the original beside its translation."""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from exchange.translations.bundle import Bundle, Line
from exchange.translations.markup import LINE_END, MarkupError, Run, is_link, runs_of, seen

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{PART}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{PART}.styles+xml"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Code of a text"/>'
    '<w:rPr><w:noProof/><w:color w:val="767676"/><w:sz w:val="13"/><w:szCs w:val="13"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="code"><w:name w:val="code"/>'
    '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="abbr"><w:name w:val="abbr"/></w:style>'
    '<w:style w:type="character" w:styleId="acronym"><w:name w:val="acronym"/></w:style>'
    "</w:styles>"
)
LOOKS = {
    "b": "<w:b/><w:bCs/>",
    "strong": "<w:b/><w:bCs/>",
    "i": "<w:i/><w:iCs/>",
    "em": "<w:i/><w:iCs/>",
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}
NAMED_LOOKS = ("code", "abbr", "acronym")
MOST_TEXTS = 5_000
"""In one file: text programs become slow with longer tables."""

WIDTH = 7_419
"""Of a column: half of what A4 has across its longer side, in twentieths of a point."""

EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE = (
    f'<w:tblPr><w:tblW w:w="{2 * WIDTH}" w:type="dxa"/><w:tblBorders>{EDGES}</w:tblBorders>'
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{WIDTH}"/><w:gridCol w:w="{WIDTH}"/></w:tblGrid>'
)
SHEET = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" '
    'w:footer="500" w:gutter="0"/></w:sectPr>'
)


def write(bundle: Bundle) -> bytes:
    """A bundle as a .docx, with its directions in the language of the moment."""
    sheet = Sheet()
    body = "".join(sheet.body(bundle))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}{SHEET}'
            "</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/styles" Target="styles.xml"/>{"".join(sheet.relations())}'
            "</Relationships>"
        ),
        "word/styles.xml": STYLES,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


class Sheet:
    """The text of a .docx in the making, which gathers the addresses that it leads to."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}

    def relations(self) -> Iterator[str]:
        """What the text is related to."""
        for address, key in self.addresses.items():
            yield (
                f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{escape(address)}" '
                'TargetMode="External"/>'
            )

    def body(self, bundle: Bundle) -> Iterator[str]:
        """The directions, then the table."""
        yield paragraph(
            _("Translation into this language: %(language)s")
            % {"language": name_of(bundle.target_language)},
            style="Title",
        )
        yield paragraph(
            _(
                "Write in the right-hand column. Leave the left-hand one as it is, with its small "
                "codes: they tell the site which text is which. What is bold, italic, raised or "
                "a link on the left has to be so on the right too."
            )
        )
        yield paragraph(f"[{bundle.made}]", style="Code")
        yield f"<w:tbl>{TABLE}"
        source = ", ".join(map(name_of, bundle.source_language.split()))
        heads = (
            cell(paragraph(f"{source} [{bundle.source_language}]")),
            cell(paragraph(f"{name_of(bundle.target_language)} [{bundle.target_language}]")),
        )
        yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
        for title, lines in groupby(bundle.lines, lambda line: line.page):
            yield f"<w:tr>{cell(paragraph(title, style='Heading1'), across=2)}</w:tr>"
            for line in lines:
                yield self.row(line, bundle)
        yield f"</w:tbl>{paragraph('')}"

    def row(self, line: Line, bundle: Bundle) -> str:
        """A text beside its translation."""
        code = f"[{line.key}-{line.was}]" if line.was else f"[{line.key}]"
        source = line.language or bundle.source_language
        left = paragraph(f"{code} {line.remark}".strip(), style="Code") + self.text(
            line.source, line.links, source
        )
        right = self.text(line.target, line.links, bundle.target_language)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell(left)}{cell(right)}</w:tr>"

    def text(self, html: str, links: dict[str, str], language: str) -> str:
        """A text as a paragraph in its language and direction."""
        try:
            runs = runs_of(html)
        except MarkupError:  # Something else wrote it: it is shown as it stands.
            runs = [Run(seen(html))]
        info = language_of(language)
        inside = "".join(self.run(run, links, info) for run in runs)
        direction = "<w:bidi/>" if info["bidi"] else ""
        # Looks of the paragraph's end are those that typing begins with.
        empty = f"<w:rPr>{speech(info)}</w:rPr>"
        return f"<w:p><w:pPr>{direction}{empty}</w:pPr>{inside}</w:p>"

    def run(self, run: Run, links: dict[str, str], info: dict[str, object]) -> str:
        """A run, within its link if it has one."""
        link = next((mark for mark in run.marks if is_link(mark)), "")
        named = [mark for mark in run.marks if mark in NAMED_LOOKS]
        style = f'<w:rStyle w:val="{named[0]}"/>' if named else ""
        if link:
            style = '<w:rStyle w:val="Hyperlink"/>'
        looks = "".join(LOOKS.get(mark, "") for mark in run.marks)
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else ""
            for part in run.words.split(LINE_END)
        )
        written = f"<w:r><w:rPr>{style}{looks}{speech(info)}</w:rPr>{lines}</w:r>"
        address = links.get(link, "")
        if address:
            key = self.addresses.setdefault(address, f"rId{len(self.addresses) + 2}")
            return f'<w:hyperlink r:id="{key}">{written}</w:hyperlink>'
        return written


def paragraph(words: str, style: str = "Normal") -> str:
    """A paragraph of plain words."""
    inside = f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside if words else ""}</w:p>'


def cell(inside: str, across: int = 1) -> str:
    """A cell of the table, over one column or more."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{across * WIDTH}" w:type="dxa"/>{span}</w:tcPr>{inside}</w:tc>'
    )


def speech(info: dict[str, object]) -> str:
    """What tells spelling checkers and typesetters the language of a run."""
    code = escape(str(info["code"]))
    return f'<w:rtl/><w:lang w:bidi="{code}"/>' if info["bidi"] else f'<w:lang w:val="{code}"/>'


def language_of(code: str) -> dict[str, object]:
    """What is known of a language; a code that nobody knows stands for itself."""
    try:
        return {"code": code, "bidi": get_language_info(code)["bidi"]}
    except KeyError:
        return {"code": code, "bidi": False}


def name_of(code: str) -> str:
    """The name of a language in the language of the moment."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
