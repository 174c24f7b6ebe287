"""Classes 1 to 18, drawn: files cut, changed and renamed, and names of every kind."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from files.models import Picture, SiteDocument
from tests.bad_input.answers import Sent, assert_answered, undone
from tests.bad_input.editing import sent_to
from tests.bad_input.site import Site
from tests.files.conftest import pdf

SHELF = "/{}/spaces/atelier/files/"
few = settings(max_examples=max(3, settings.default.max_examples // 3))
"""Each file is looked at by a process of its own."""

BEGINNINGS = {
    "tiff": b"II*\0\x08\0\0\0", "fits": b"SIMPLE  =                    T", "psd": b"8BPS\0\1",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n", "html": b"<html><script>alert(1)</script>",
    "exe": b"MZ\x90\0", "nothing": b"\0" * 40,
}  # fmt: skip
SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
    b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
)


def picture(form: str) -> bytes:
    """A picture in a format."""
    out = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(out, form)
    return out.getvalue()


PICTURES = {ending: picture(form) for ending, form in (("jpg", "JPEG"), ("png", "PNG"))}


def put(client: Client, name: str, content: bytes, language: str = "fr") -> Sent:
    """What the shelf answers to a file."""
    file = SimpleUploadedFile("x", content)
    file._name = name  # as a forger sends it, uncleaned
    return sent_to(client, SHELF.format(language), {"uploads": [file]})


def kept() -> int:
    """How many files there are."""
    return Picture.objects.count() + SiteDocument.objects.count()


@pytest.mark.parametrize("language", ["fr", "en"])
@few
@given(
    ending=st.sampled_from(["pdf", "jpg", "png", "docx", "zip"]),
    begun=st.sampled_from(sorted(BEGINNINGS)),
    rest=st.binary(max_size=60),
)
def test_a_file_under_the_name_of_another_kind_is_refused(
    boss: Client, site: Site, language: str, ending: str, begun: str, rest: bytes
) -> None:
    before = kept()
    sent = put(boss, f"fichier.{ending}", BEGINNINGS[begun] + rest, language)
    assert_answered(sent)
    assert sent.answer.status_code == 400
    assert any(f"fichier.{ending}" in sentence for sentence in sent.refusals)
    assert f'lang="{language}"' in sent.page
    assert kept() == before


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "txt"])
@pytest.mark.parametrize("content", SVG)
def test_a_drawing_with_a_script_is_refused_under_every_name(
    boss: Client, site: Site, ending: str, content: bytes
) -> None:
    before = kept()
    sent = put(boss, f"dessin.{ending}", content)
    assert_answered(sent)
    assert sent.answer.status_code == 400
    assert kept() == before


@few
@given(ending=st.sampled_from(sorted(PICTURES)), data=st.data())
def test_a_picture_cut_short_or_changed_is_shown_whole_or_refused(
    boss: Client, site: Site, ending: str, data: Any
) -> None:
    content = PICTURES[ending]
    at = data.draw(st.integers(8, len(content) - 1))
    changed = data.draw(st.sampled_from([content[:at], content[:at] + b"\xff" + content[at + 1 :]]))
    before = kept()
    with undone():
        sent = put(boss, f"photo.{ending}", changed)
        assert_answered(sent)
        assert kept() - before == (sent.answer.status_code == 302)


NAMES = st.one_of(
    st.sampled_from(
        ["n" * 300, "é" * 150, "../../etc/passwd", "..", "CON", "a\0b", "fdp\u202eexe", "a\nb",
         "a\r\nSet-Cookie: x=y", "e\u0301", "é", "😀", "a\"b", "a;b", "a%2Fb", " ", "~$x",
         "\\\\srv\\x"]
    ),
    st.text(min_size=1, max_size=30),
)  # fmt: skip


@few
@given(name=NAMES)
def test_any_name_of_a_file_is_cleaned_and_fits_its_header(
    boss: Client, site: Site, name: str
) -> None:
    before = kept()
    with undone():
        sent = put(boss, f"{name}.pdf", pdf("x"))
        assert_answered(sent)
        assert kept() - before == (sent.answer.status_code == 302)
        document = SiteDocument.objects.order_by("-pk").first()
        assert document is not None
        assert document.title.isprintable()
        answer = boss.get(document.url)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].isascii()
        assert "/" not in document.filename
