"""Files of Word and LibreOffice that tests write, part by part."""

import io
import zipfile
from html import escape

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1", "footer1")
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{OFFICE}.{kind.rstrip("1")}+xml"/>'
        for kind in KINDS
    )
    + "</Types>"
)
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{{kind}}"/></w:lvl>' for level in range(4)
)
NUMBERING = (
    f"<w:numbering {NAMESPACES}>"
    f'<w:abstractNum w:abstractNumId="1">{LEVELS.format(kind="bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{LEVELS.format(kind="decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
STYLES = f"<w:styles {NAMESPACES}>" + "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in {
        "Title": "Title",
        "H1": "heading 1",
        "H2": "heading 2",
        "H3": "heading 3",
        "Quote": "Quote",
        "Caption": "caption",
        "T1": "toc 1",
    }.items()
)


class Docx:
    """A .docx in the making.

    Args:
        body: the XML of its text.
    """

    def __init__(self, body: str = "") -> None:
        self.body = body
        self.relations: list[str] = []
        self.parts: dict[str, str | bytes] = {}

    def relate(self, kind: str, target: str, outside: bool = False) -> str:
        """Relate the text to a part or an address; gives the key of the relation."""
        key = f"rId{len(self.relations) + 1}"
        mode = ' TargetMode="External"' if outside else ""
        self.relations.append(
            f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{escape(target)}"{mode}/>'
        )
        return key

    def link(self, words: str, address: str) -> str:
        """A run that leads to an address."""
        key = self.relate("hyperlink", address, outside=True)
        return f'<w:hyperlink r:id="{key}">{run(words)}</w:hyperlink>'

    def picture(self, content: bytes, alt: str = "", suffix: str = "jpeg") -> str:
        """A run that shows a picture."""
        name = f"media/image{len(self.relations) + 1}.{suffix}"
        key = self.relate("image", name)
        self.parts[f"word/{name}"] = content
        return self.shown(key, alt)

    def shown(self, key: str, alt: str = "", how: str = "embed") -> str:
        """A run that shows the picture of a relation."""
        return (
            f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{escape(alt)}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/'
            f'picture"><pic:pic><pic:blipFill><a:blip r:{how}="{key}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def notes(self, kind: str, *texts: str) -> None:
        """Add the texts of footnotes or endnotes, counted from 1."""
        written = "".join(
            f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>'
            for number, text in enumerate(texts, 1)
        )
        self.relate(f"{kind}s", f"{kind}s.xml")
        self.parts[f"word/{kind}s.xml"] = f"<w:{kind}s {NAMESPACES}>{written}</w:{kind}s>"

    def content(self) -> bytes:
        """The bytes of the file."""
        self.relate("styles", "styles.xml")
        self.relate("numbering", "numbering.xml")
        relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        root = (
            f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        )
        document = f"<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>"
        return packed(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": f"<Relationships {relations}>{root}</Relationships>",
                "word/document.xml": document,
                "word/_rels/document.xml.rels": (
                    f"<Relationships {relations}>{''.join(self.relations)}</Relationships>"
                ),
                "word/styles.xml": f"{STYLES}</w:styles>",
                "word/numbering.xml": NUMBERING,
                **self.parts,
            }
        )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """An archive of parts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


def run(words: str, *looks: str) -> str:
    """A run of words with looks such as `b`, `i`."""
    properties = "".join(f"<w:{look}/>" for look in looks)
    text = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def paragraph(inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    runs = inside if inside.startswith("<") else run(inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def item(words: str, level: int = 0, ordered: bool = False) -> str:
    """An item of a list."""
    number = 2 if ordered else 1
    return paragraph(
        words,
        properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def cell(words: str, across: int = 1, down: str = "") -> str:
    """A cell, over several columns, or `restart`ing or `continue`d from above."""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    inside = words if words.startswith("<w:p>") else paragraph(words)
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str], head: bool = True) -> str:
    """A table of rows of cells; words stand for plain cells."""
    written = []
    for number, row in enumerate(rows):
        cells = "".join(one if one.startswith("<") else cell(one) for one in row)
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head and not number else ""
        written.append(f"<w:tr>{properties}{cells}</w:tr>")
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def note_call(number: int, kind: str = "footnote") -> str:
    """The call of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def photo(
    width: int = 40, height: int = 30, colour: str = "teal", kind: str = "JPEG", **options: object
) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind, **options)
    return file.getvalue()
