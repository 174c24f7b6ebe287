"""The twelve texts that tests write, by name; eight more lie beside, saved by LibreOffice."""

from collections.abc import Callable

from tests.exchange.documents.telling import BIDI, Telling
from tests.exchange.documents.written import NAMESPACES, cell, item, paragraph, photo, run, table

WATER = "https://water.example.org/minutes?year=3&view=full"
TALES: dict[str, Callable[[], Telling]] = {}


def tale(make: Callable[[], Telling]) -> Callable[[], Telling]:
    """Add a text to the set."""
    TALES[make.__name__] = make
    return make


@tale
def headings() -> Telling:
    """A title and three levels of headings."""
    text = Telling().title("A winter seminar").heading(1, "Why we met").says("We came to listen.")
    text.heading(2, "Who came").says("Nineteen ", ("people", "b"), " of ", ("six", "i"), " groups.")
    return text.heading(3, "From afar").says("Two of them.").heading(1, "What next").says("More.")


@tale
def bold_headings() -> Telling:
    """A text without styles."""
    text = Telling().bold_line("Our day about welcome").says("It rained.")
    text.bold_line("1. The first minutes").says("Tea, then ", ("names", "b"), ".")
    broken = paragraph(run("2. Afterwards", "b") + "<w:r><w:br/></w:r>" + run("We sang."))
    return text.add(broken, "heading 2. Afterwards", "p We sang.")


@tale
def bold_lines_within_parts() -> Telling:
    """Bold lines below true headings."""
    text = Telling().heading(1, "The morning").bold_line("Round of names", "subheading")
    text.says("Everybody spoke.").bold_line("Open questions", "subheading")
    return text.items((1, "Who pays?"), (1, "Who decides?")).heading(1, "Noon").says("Soup.")


@tale
def nested_lists() -> Telling:
    """Lists within lists, of both kinds."""
    text = Telling().says("What we need:")
    text.items((1, "Water"), (2, "A pump"), (3, "Spare parts"), (2, "A well"), (1, "Seeds"))
    text.says("In this order:").items((1, "Ask"), (1, "Decide"), (2, "By vote"), ordered=True)
    return text.says("That is all.")


@tale
def tables() -> Telling:
    """A plain table, one with merged cells, one around a text."""
    text = Telling().heading(1, "Accounts").table(["Item", "Cost"], ["Bus", "120"], ["Hall", "80"])
    text.says("And the rooms:").merged_table()
    lines = cell(paragraph("Two lines") + paragraph("in a cell"))
    text.add(
        table([lines, "b"], ["c", "d"], head=False),
        "table 2x2",
        "row Two lines / in a cell | b",
        "row c | d",
    )
    return text.add(table([cell("A framed remark.")], head=False), "p A framed remark.")


@tale
def notes() -> Telling:
    """Footnotes and endnotes."""
    text = Telling().noted("The river rose", "footnote", 1, 1).noted("twice", "endnote", 1, 2)
    text.noted("that year", "footnote", 2, 3)
    text.notes("footnote", "Says the mayor.", "The third.")
    text.notes("endnote", "See the records.")
    return text.means_notes("Says the mayor.", "See the records.", "The third.")


@tale
def links_and_quotes() -> Telling:
    """Links, also made as fields, and quotes with and without an author."""
    text = Telling().says("Read ", ("the minutes", WATER), " or ", ("write", "mailto:a@b.org"), ".")
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("a field")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    text.add(paragraph(run("And ") + field), "p And a field", "link a field -> https://b.example/")
    return text.quote("We carried the water.", "Awa Diop").says("Then:").quote("It was heavy.")


@tale
def pictures() -> Telling:
    """Pictures with captions, one of them twice, one anchored, one in an older form beside."""
    text = Telling().says("See:").shows(photo(60, 40), "A well", "The well in May")
    text.shows(photo(60, 40), "The same well").shows(photo(30, 30, "red", "PNG"), "A red flag")
    number = '<w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>4</w:t></w:r></w:fldSimple>'
    shown = text.picture(photo(20, 20, "navy"), "The sea")
    caption = paragraph(run("Figure ") + number + run(": the sea"), "Caption")
    return text.add(paragraph(shown) + caption, "picture The sea | Figure 4: the sea")


@tale
def arabic() -> Telling:
    """Passages from right to left among others."""
    text = Telling().heading(1, "Welcome").says("Said in the morning:")
    text.arabic("أهلا وسهلا بكم في بيتنا")
    mixed = paragraph("<w:r><w:t>Passerelle هي جسر</w:t></w:r>", "", BIDI)
    text.add(mixed, "p← Passerelle هي جسر")
    text.add(item("الماء") + item("Water"), "bullet1← الماء", "bullet1 Water")
    return text.says("And in French: bienvenue.")


@tale
def tracked_changes() -> Telling:
    """Changes that were tracked, and comments."""
    text = Telling()
    who = 'w:id="9" w:author="Nour" w:date="2026-05-01T10:00:00Z"'
    changed = (
        f"<w:ins {who}>{run('Nineteen')}</w:ins><w:del {who}><w:r><w:delText>Seventeen"
        f"</w:delText></w:r></w:del>{run(' people came')}"
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    text.add(paragraph(changed), "p Nineteen people came")
    moved = f"<w:moveFrom {who}>{run('late')}</w:moveFrom><w:moveTo {who}>{run('early')}</w:moveTo>"
    text.add(paragraph(run("They left ") + moved), "p They left early")
    gone = f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{run('One ')}</w:p>"
    text.add(gone + paragraph(run("paragraph.")), "p One paragraph.")
    said = f'<w:comment w:id="1">{paragraph("Count again")}</w:comment>'
    text.relate("comments", "comments.xml")
    text.parts["word/comments.xml"] = f"<w:comments {NAMESPACES}>{said}</w:comments>"
    return text


@tale
def margins() -> Telling:
    """Headers, page numbers, a table of contents: none of them is text."""
    text = Telling()
    used = ""
    for kind in ("header", "footer"):
        key = text.relate(kind, f"{kind}1.xml")
        used += f'<w:{kind}Reference w:type="default" r:id="{key}"/>'
        words = paragraph(f"The {kind}")
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        text.parts[f"word/{kind}1.xml"] = f"<w:{tag} {NAMESPACES}>{words}</w:{tag}>"
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    text.add(paragraph(begin + run("Why we met 1"), "T1"))
    text.add(paragraph(run("What next 3") + end, "T1"))
    text.heading(1, "Why we met").says("To listen.").heading(1, "What next").says("More.")
    return text.add(f"<w:sectPr>{used}</w:sectPr>")


@tale
def boxes_and_formulas() -> Telling:
    """Words in boxes and content controls, and what no page can show."""
    text = Telling()
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('A boxed remark.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    text.add(paragraph(run("Beside the box.") + box), "p Beside the box.", "p A boxed remark.")
    held = f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
    text.add(held, "p In a control.")
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    return text.add(paragraph(run("We know ") + formula + run("that.")), "p We know that.")
