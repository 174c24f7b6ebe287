"""Passages of another script say their direction and their language."""

import pytest
from django import forms
from django.utils import translation

from access.models import Space
from theme.templatetags.direction import directed, isolated, named, speaks, written

WATER = "الماء حق"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<p>{WATER}</p>", f'<p lang="ar" dir="rtl">{WATER}</p>'),
        (
            f"<p>\u200fPasserelle {WATER}</p>",
            f'<p lang="ar" dir="rtl">\u200fPasserelle {WATER}</p>',
        ),
        (
            f"<p>Eau : <b>{WATER}</b>.</p>",
            f'<p>Eau : <b><span lang="ar" dir="rtl">{WATER}</span></b>.</p>',
        ),
        (
            f'<ul><li class="a">{WATER}</li><li>Eau</li></ul>',
            f'<ul><li class="a" lang="ar" dir="rtl">{WATER}</li><li>Eau</li></ul>',
        ),
        ("<h2>שלום</h2>", '<h2 lang="he" dir="rtl">שלום</h2>'),
        ("<td>چای</td>", '<td lang="fa" dir="rtl">چای</td>'),
        ("<p>Eau &amp; sel</p>", "<p>Eau &amp; sel</p>"),
    ],
)
def test_a_page_from_left_to_right_marks_other_passages(html, shown):
    with translation.override("fr"):
        assert directed(html) == shown


def test_a_page_from_right_to_left_marks_blocks_of_latin_letters():
    with translation.override("ar"):
        assert directed(f"<p>{WATER}</p>") == f"<p>{WATER}</p>"
        assert directed("<p>Water</p><p>12</p>") == '<p dir="ltr">Water</p><p>12</p>'


def test_names_and_codes_do_not_mix_with_the_words_around_them():
    assert isolated("Awa <b>") == "<bdi>Awa &lt;b&gt;</bdi>"
    assert isolated("+221 33 821", "ltr") == '<bdi dir="ltr">+221 33 821</bdi>'
    assert isolated("") == isolated(None) == ""


@pytest.mark.parametrize(
    ("code", "around", "said"),
    [
        ("ar", "fr", ' lang="ar" dir="rtl"'),
        ("es", "ar", ' lang="es" dir="ltr"'),
        ("pt-br", "", ' lang="pt-br" dir="ltr"'),
        ("ar-dz", "", ' lang="ar-dz" dir="rtl"'),
        ("fr", "fr", ""),
        ("", "fr", ""),
    ],
)
def test_a_passage_says_its_language_and_direction_where_they_change(code, around, said):
    assert speaks(code, around) == said


def test_the_name_of_a_space_says_its_language_where_it_is_not_that_around():
    space = Space(names={"fr": "L’eau <b>", "ar": WATER})
    with translation.override("es"):
        assert named(space, "es") == '<bdi lang="fr" dir="ltr">L’eau &lt;b&gt;</bdi>'
    with translation.override("ar"):
        assert named(space, "ar") == f"<bdi>{WATER}</bdi>"


class Written(forms.Form):
    """Fields that people write in, and fields that they choose in."""

    name = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)
    phone = forms.CharField(widget=forms.TextInput(attrs={"type": "tel"}))
    place = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr"}))
    secret = forms.CharField(widget=forms.PasswordInput)


@pytest.mark.parametrize(
    ("field", "direction"),
    [("name", "auto"), ("text", "auto"), ("phone", "auto"), ("place", "ltr"), ("secret", None)],
)
def test_what_is_typed_runs_as_its_letters_do(field, direction):
    html = written(Written()[field])
    assert ("dir=" in html) == bool(direction)
    assert direction is None or f'dir="{direction}"' in html
