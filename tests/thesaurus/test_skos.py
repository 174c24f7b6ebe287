"""The thesaurus leaves as SKOS, for other thesauri to read, and stands in the sitemap."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import concept
from thesaurus.models import Concept, ConceptLabel

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SKOS = "{http://www.w3.org/2004/02/skos/core#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def themes(water: Concept, client: Client) -> dict[str, ElementTree.Element]:
    """The concepts of the file, by code."""
    water.related.add(concept("climate", "climat", "climate"))
    ConceptLabel.objects.filter(concept=water, language="fr").update(
        definition="Ce qui coule & <mouille>.\x0b"
    )
    answer = client.get("/themes.rdf")
    assert answer["Content-Type"].startswith("application/rdf+xml")
    root = ElementTree.fromstring(answer.content)
    return {str(node.findtext(f"{SKOS}notation")): node for node in root.iter(f"{SKOS}Concept")}


def pointed(node: ElementTree.Element, relation: str) -> list[str]:
    """The codes of the themes that a relation leads to."""
    found = node.findall(f"{SKOS}{relation}")
    return [one.attrib[f"{RDF}resource"].rstrip("/").rpartition("/")[2] for one in found]


def test_each_theme_has_one_name_a_language_and_its_other_words(
    themes: dict[str, ElementTree.Element],
) -> None:
    names = {node.attrib[LANG]: node.text for node in themes["water"].iter(f"{SKOS}prefLabel")}
    assert names == {"fr": "eau", "en": "water"}
    others = [node.text for node in themes["water"].iter(f"{SKOS}altLabel")]
    assert others == ["or bleu", "hydraulique"]
    assert str(themes["water"].findtext(f"{SKOS}definition")).strip() == "Ce qui coule & <mouille>."


def test_broader_and_narrower_say_the_same_from_both_ends(
    themes: dict[str, ElementTree.Element],
) -> None:
    pairs = {(code, above) for code, node in themes.items() for above in pointed(node, "broader")}
    back = {(code, above) for above, node in themes.items() for code in pointed(node, "narrower")}
    assert pairs == back == {("water", "environment"), ("wells", "water")}
    assert pointed(themes["climate"], "related") == ["water"]
    assert pointed(themes["environment"], "topConceptOf") == ["themes"]


def test_the_sitemap_has_each_theme_in_the_languages_of_its_names(
    water: Concept, client: Client
) -> None:
    page = client.get("/sitemap.xml").content.decode()
    assert "/en/themes/water/" in page
    assert "/fr/themes/wells/" in page
    assert "/en/themes/wells/" not in page
