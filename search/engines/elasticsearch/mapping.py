"""What an index of ours looks like, and what a document becomes in it.

All words come as stems: Elasticsearch cuts at spaces only, and knows no language. It counts
nothing over documents either: order depends on the document and the query alone.
"""

import datetime
import hashlib
import json
from collections import defaultdict
from functools import lru_cache
from typing import Any

from search.columns import columns
from search.common_words import IRREGULAR, STOP_WORDS
from search.engines.address import Address
from search.models import SearchDocument
from search.words import LONGEST_WORD, STEMMERS, folded_words

GAP = 100
"""Between the places of a text, so that no phrase reaches from one into the next."""

WORDS = {"type": "text", "analyzer": "whitespace", "norms": False}
KEYWORD = {"type": "keyword"}
SORTED_ONLY = {"index": False}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "id": {"type": "long"},
        "object_id": {"type": "long", **SORTED_ONLY},
        "language": KEYWORD,
        "audience": KEYWORD,
        "path": KEYWORD,
        "date": {"type": "date", "format": "strict_date"},
        "title_key": {**KEYWORD, **SORTED_ONLY},
        "title_length": {"type": "short", **SORTED_ONLY},
        "title": {**WORDS, "copy_to": "text"},
        "themes": {**WORDS, "copy_to": "text"},
        "summary": {**WORDS, "copy_to": "text"},
        "about": WORDS,
        "body": {**WORDS, "index": False, "copy_to": "text"},
        "text": {**WORDS, "position_increment_gap": GAP},
        "named": {
            "type": "text",
            "analyzer": "beginnings",
            "search_analyzer": "whitespace",
            "norms": False,
            "index_options": "docs",
        },
        "facets": {"type": "object", "dynamic": True},
    },
    "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": KEYWORD}}],
}

ANALYSIS = {
    "filter": {"beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_WORD}},
    "analyzer": {
        "beginnings": {"type": "custom", "tokenizer": "whitespace", "filter": ["beginnings"]}
    },
}

SETTINGS = {
    "analysis": ANALYSIS,
    "refresh_interval": "1s",
    # A deletion is remembered for as long as an older write may still be under way.
    "gc_deletes": "1h",
}


def settings_for(address: Address) -> dict[str, Any]:
    """The settings of a new index."""
    copies: dict[str, Any] = (
        {"auto_expand_replicas": "0-1"}
        if address.replicas is None
        else {"number_of_replicas": address.replicas}
    )
    return {**SETTINGS, "number_of_shards": address.shards, **copies}


def written(document: SearchDocument, facets: list[tuple[str, str]]) -> dict[str, Any]:
    """What Elasticsearch is told of a document.

    Args:
        document: of the index table.
        facets: its (name, code) pairs.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, code in sorted(facets):
        by_name[name].append(code)
    return {
        "id": document.pk,
        "object_id": document.object_id,
        "language": document.language,
        "audience": document.audience,
        "path": document.path,
        "date": document.date.isoformat() if document.date else None,
        "title_key": document.title_key,
        "title_length": len(document.title),
        "named": " ".join(folded_words(document.title)),
        "facets": dict(by_name),
        **{name: " ".join(filter(None, stems)) for name, stems in columns(document).items()},
    }


@lru_cache(maxsize=1)
def digest() -> str:
    """What tells one way of writing an index from another: its fields, and what words become."""
    samples = [written(sample(language), [("type", "article")]) for language in STEMMERS]
    whole = json.dumps([MAPPING, SETTINGS, samples, sorted(STOP_WORDS), IRREGULAR], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def sample(language: str) -> SearchDocument:
    """A document with a bit of everything, as if it were written in a language."""
    return SearchDocument(
        pk=1,
        object_id=1,
        language=language,
        audience="public",
        path="0001",
        title="L’œuvre des porte-voix",
        title_key="l’oeuvre des porte-voix",
        summary="Élus, agricultrices et coopératives d’aujourd’hui; caminos, ações, المياه.",
        body="La gestion de l’eau, les animaux, les crédits: 12 horses working in villages.",
        date=datetime.date(2026, 1, 1),
    )
