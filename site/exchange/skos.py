"""The thesaurus in the form that other thesauri read: SKOS, as RDF/XML."""

import re
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from exchange.addresses import absolute
from pages.themes import theme_address
from people.site_name import site_name
from thesaurus.vocabulary import Term, Vocabulary, vocabulary

UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
"""What XML has no way to say."""

CONTENT_TYPE = "application/rdf+xml; charset=utf-8"
NAMESPACES = AttributesImpl(
    {
        "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xmlns:skos": "http://www.w3.org/2004/02/skos/core#",
        "xmlns:dct": "http://purl.org/dc/terms/",
    }
)


@require_safe
def show_skos(request: HttpRequest) -> HttpResponse:
    """All themes with their names, definitions and places, in all languages."""
    terms = vocabulary()
    output = StringIO()
    xml = SimplerXMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("rdf:RDF", NAMESPACES)
    write_scheme(xml, terms)
    for term in terms.terms.values():
        write_concept(xml, terms, term)
    xml.endElement("rdf:RDF")
    return HttpResponse(output.getvalue(), content_type=CONTENT_TYPE)


def identifier(code: str) -> str:
    """The address that stands for a theme, whatever the language; the scheme's without a code."""
    return absolute(theme_address(code, settings.LANGUAGE_CODE))


def write_scheme(xml: SimplerXMLGenerator, terms: Vocabulary) -> None:
    """Write the thesaurus itself."""
    xml.startElement("skos:ConceptScheme", AttributesImpl({"rdf:about": identifier("")}))
    xml.addQuickElement("dct:title", site_name())
    for code in terms.domains:
        point(xml, "skos:hasTopConcept", code)
    xml.endElement("skos:ConceptScheme")


def write_concept(xml: SimplerXMLGenerator, terms: Vocabulary, term: Term) -> None:
    """Write a theme."""
    xml.startElement("skos:Concept", AttributesImpl({"rdf:about": identifier(term.code)}))
    point(xml, "skos:inScheme", "")
    xml.addQuickElement("skos:notation", term.code)
    for language, name in term.names.items():
        say(xml, "skos:prefLabel", name, language)
    for language, words in term.synonyms.items():
        for word in words:
            say(xml, "skos:altLabel", word, language)
    for language, text in term.definitions.items():
        if text:
            say(xml, "skos:definition", text, language)
    if term.broader:
        point(xml, "skos:broader", term.broader)
    else:
        point(xml, "skos:topConceptOf", "")
    for code in terms.narrower.get(term.code, []):
        point(xml, "skos:narrower", code)
    for code in term.related:
        point(xml, "skos:related", code)
    xml.endElement("skos:Concept")


def say(xml: SimplerXMLGenerator, name: str, text: str, language: str) -> None:
    """Write a text in a language."""
    xml.addQuickElement(name, UNWRITABLE.sub(" ", text), {"xml:lang": language})


def point(xml: SimplerXMLGenerator, relation: str, code: str) -> None:
    """Write a relation to a theme; to the scheme without a code."""
    xml.addQuickElement(relation, None, {"rdf:resource": identifier(code)})
