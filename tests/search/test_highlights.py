"""Excerpts mark the words that were found, and show the rest as text, whatever it holds."""

import pytest
from django.test import Client

from pages.models import Section
from search.highlight import excerpt, first_place, mark
from search.words import stems, token, words
from tests.benchmarks.prose import Prose
from tests.factories import item, paragraph
from tests.search.telling import write_index

pytestmark = pytest.mark.usefixtures("engine")


def test_found_words_are_marked_by_their_stems(client: Client, section: Section) -> None:
    item("article", section, "La vaccination", summary="Des vaccinations à l’école.")
    write_index()
    html = client.get("/fr/search/?q=vaccinations").content.decode()
    assert "La <mark>vaccination</mark></a>" in html
    assert "Des <mark>vaccinations</mark> à l’école." in html


def test_titles_and_excerpts_are_escaped(client: Client, section: Section) -> None:
    item(
        "article",
        section,
        "Puits <script>alert(1)</script>",
        summary="<img src=x onerror=alert(1)> & puits",
    )
    write_index()
    html = client.get("/fr/search/?q=puits").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; <mark>puits</mark>" in html


def test_what_was_typed_is_shown_as_text(client: Client, section: Section) -> None:
    html = client.get("/fr/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


def test_data_has_plain_excerpts(client: Client, section: Section) -> None:
    item("article", section, "Puits & forages", summary="Un puits < deux.")
    write_index()
    hit = client.get("/fr/search/?q=puits&format=json").json()["hits"][0]
    assert hit["title"] == "Puits & forages"
    assert hit["excerpt"] == "Un puits < deux."


def test_an_excerpt_is_the_passage_where_the_word_stands(client: Client, section: Section) -> None:
    text = "mot " * 300 + "Le biogaz éclaire la maison. " + "mot " * 300
    item("article", section, "Énergie", summary="Un résumé.", body=paragraph(text))
    write_index()
    hit = client.get("/fr/search/?q=biogaz&format=json").json()["hits"][0]
    assert "biogaz éclaire" in hit["excerpt"]
    assert len(hit["excerpt"]) < 260
    assert hit["excerpt"].startswith("… ")
    assert hit["excerpt"].endswith(" …")


def test_a_summary_that_has_the_word_is_the_excerpt() -> None:
    stems = frozenset(["biogaz"])
    assert excerpt("Le biogaz.", "Un texte sur le biogaz.", stems, "fr") == "Le biogaz."


def test_neighbouring_words_share_one_mark() -> None:
    assert mark("gestion eau <b>", frozenset(["gestion", "eau"]), "fr") == (
        "<mark>gestion eau</mark> &lt;b&gt;"
    )


def test_an_excerpt_is_found_far_down_in_a_long_text() -> None:
    text = "Un mot et un autre. " * 20_000 + "Les ÉVALUATIONS s’évaluent à Kaya. " + "Fin. " * 100
    for stem in ("evalu", "kai"):
        assert "ÉVALUATIONS s’évaluent à Kaya" in excerpt("", text, frozenset([stem]), "fr")
    assert excerpt("Un résumé.", text, frozenset(["absent"]), "fr") == "Un résumé."
    assert excerpt("", text, frozenset(["("]), "fr") == ""


@pytest.mark.parametrize(
    ("text", "word", "language"),
    [
        ("Une ÉCOLE au village", "écoles", "fr"),
        ("Une e\u0301cole au village", "école", "fr"),
        ("Un nœud, des vœux", "voeu", "fr"),
        ("Un nœud, des vœux", "nœuds", "fr"),
        ("Many countries", "country", "en"),
        ("Deux fois 2026 mètres", "2026", "fr"),
        ("Les yeux du village", "œil", "fr"),
        ("Many children", "child", "en"),
    ],
)
def test_a_word_is_found_however_it_is_written(text: str, word: str, language: str) -> None:
    wanted = frozenset(stems(word, language))
    assert excerpt("Un résumé.", f"Sans rapport. {text}", wanted, language).endswith(text)


def test_each_wanted_word_is_found_where_looking_at_every_word_finds_it() -> None:
    for language in ("fr", "en"):
        text = Prose(language).text(1000)
        for word in list(words(text))[::7]:
            wanted = frozenset(stems(word.group(), language))
            every = [w.start() for w in words(text) if token(w.group(), language) in wanted]
            assert first_place(text, wanted, language) == (every[0] if every else None)
