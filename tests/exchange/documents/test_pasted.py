"""What is pasted from a text program keeps its structures."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.documents.extract import read
from exchange.documents.reading import NotReadable
from exchange.write_ups.blocks import blocks_from_html
from tests.exchange.documents.structures import structures_of
from tests.exchange.documents.written import photo

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{}</style></head>
<body lang=FR><!--StartFragment-->
<p class=MsoTitle>Notre journée<o:p></o:p></p>
<h1>Le matin<o:p></o:p></h1>
<p class=MsoNormal>Dix-neuf <b>personnes</b>, <span style='font-style:italic'>dont six</span>,
<a href="https://a.example/?b=1&amp;c=2">la liste</a><a href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>
<span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>l’accueil</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o </span>le thé</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>· </span>le tour de table</p>
<p class=MsoNormal>Puis :</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span> </span></span>voter</p>
<p class=MsoQuote>Nous avons porté l’eau.</p>
<table class=MsoTableGrid><tr><td colspan=2><p class=MsoNormal>Les comptes</p></td></tr>
<tr><td><p class=MsoNormal>Car</p></td><td><p class=MsoNormal>120</p></td></tr></table>
<p class=MsoNormal dir=RTL><span lang=AR-SA dir=RTL>الماء حق</span></p>
<p class=MsoNormal><img src="file:///C:/Temp/image001.png"></p>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Dit le maire.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p
class=MsoCommentText>À vérifier</p></div></div>
<!--EndFragment--></body></html>"""
WORD_MEANS = [
    "heading Notre journée",
    "heading Le matin",
    "p Dix-neuf personnes, dont six, la liste^1.",
    "bold personnes",
    "italic dont six",
    "link la liste -> https://a.example/?b=1&c=2",
    "bullet1 l’accueil",
    "bullet2 le thé",
    "bullet1 le tour de table",
    "p Puis :",
    "number1 voter",
    "quote Nous avons porté l’eau.",
    "table 2x2",
    "merged 0,0: 1x2",
    "row Les comptes |",
    "row Car | 120",
    "p← الماء حق",
    "note Dit le maire.",
]
WRITER = """<!DOCTYPE html><html><body dir="ltr"><h1 class="western">Le fleuve</h1>
<p class="western">Il a monté<sup><a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a></sup>.</p>
<ul><li><p>un</p><ul><li><p>deux</p></li></ul></li></ul>
<div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym"
name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Dit le maire.</p></div></body></html>"""
WRITER_MEANS = ["heading Le fleuve", "p Il a monté^1.", "bullet1 un", "bullet2 deux"]
DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2
dir="ltr"><span style="font-weight:400">La suite</span></h2><p dir="ltr"><span
style="font-weight:700">Gras</span><span style="font-weight:400"> et maigre</span></p><ul><li
dir="ltr"><p><span>un</span></p></li></ul></b>"""
DOCS_MEANS = ["subheading La suite", "p Gras et maigre", "bold Gras", "bullet1 un"]


def came_out(html: str) -> tuple[list[str], list[str]]:
    """The structures of a pasted text, and what was left out of it."""
    reading, prints = read(io.BytesIO(html.encode()), "pasted")
    blocks = blocks_from_html(
        reading.html, lambda source, _alt: 1 if source in prints else None, lambda to: {"href": to}
    )
    return structures_of(blocks), [one.what for one in reading.left_out]


@pytest.mark.parametrize(
    ("html", "meant", "left_out"),
    [
        (WORD, WORD_MEANS, ["comment", "picture"]),
        (WRITER, [*WRITER_MEANS, "note Dit le maire."], []),
        (DOCS, DOCS_MEANS, []),
    ],
    ids=["Word", "LibreOffice", "Google Docs"],
)
def test_what_is_pasted_keeps_its_structures(html, meant, left_out):
    assert came_out(html) == (meant, left_out)


def test_a_picture_that_lies_in_the_text_itself_is_kept():
    data = base64.b64encode(photo()).decode()
    found, _left_out = came_out(f'<p>a</p><img alt="A wall" src="data:image/jpeg;base64,{data}">')
    assert found == ["p a", "picture A wall |"]


def test_a_link_that_runs_a_program_is_refused():
    with pytest.raises(NotReadable, match="would run a program"):
        came_out('<p><a href="javascript:alert(1)">a</a></p>')


def test_scripts_are_no_part_of_a_text():
    assert came_out("<p onclick='x()'>a<script>alert(1)</script></p>") == (["p a"], [])


def body(seminar) -> list:
    """The raw data of the write-up in the draft."""
    seminar.refresh_from_db()
    return list(seminar.get_latest_revision_as_object().write_up.raw_data)


def test_pasted_words_become_a_draft_with_and_without_their_form(client, editor, seminar):
    client.force_login(editor)
    address = reverse("write_up", args=[seminar.pk])
    client.post(address, {"text": "Les comptes\n\n<b>1 < 2</b>"})
    assert [block["value"] for block in body(seminar)] == [
        "<p>Les comptes</p><p>&lt;b&gt;1 &lt; 2&lt;/b&gt;</p>"
    ]
    headers = {"Accept": "application/json"}
    client.post(address, {"text": "La suite", "pasted": DOCS}, headers=headers)
    assert [block["type"] for block in body(seminar)] == ["subheading", "paragraph"]


def test_nothing_at_all_is_asked_for_again_and_what_was_typed_stays(client, editor, seminar):
    client.force_login(editor)
    address = reverse("write_up", args=[seminar.pk])
    assert client.post(address, {"text": "  "}).status_code == 422
    sent = {"file": SimpleUploadedFile("a.pdf", b"x"), "text": "My own words"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "My own words" in answer.content.decode()
