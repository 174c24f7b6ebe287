"""`check_index` finds every difference between the site and its indexes, and repairs it."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from access.models import AudienceRoot, PageAudience
from pages.models import Section
from search.engines import database_engine
from search.facets import learn, written
from search.indexing import reindex
from search.models import ExternalIndex, Outbox, Push, SearchDocument
from search.outbox import enqueue
from tests.factories import item
from tests.search.elastic import Elastic

FAR = 10**12
"""A version that no change reaches."""


@pytest.fixture
def articles(section: Section) -> list[Any]:
    """Three articles that the index knows."""
    pages = [item("article", section, title) for title in ("Un puits", "Un forage", "Une source")]
    reindex()
    Outbox.objects.all().delete()
    return pages


def check(*options: str) -> tuple[dict[str, Any], int]:
    """What `check_index` says, and its exit code."""
    said = StringIO()
    try:
        call_command("check_index", "--json", *options, stdout=said)
    except SystemExit as ended:
        assert isinstance(ended.code, int)
        return json.loads(said.getvalue()), ended.code
    return json.loads(said.getvalue()), 0


def counts(**found: int) -> dict[str, Any]:
    """What `check_index` says of the database when it finds this."""
    zeros = {"missing": 0, "stale": 0, "extra": 0, "outbox": 0}
    return {"engine": connection.vendor, **zeros, **found}


def test_an_index_that_is_right_is_success(articles: list[Any]) -> None:
    assert check() == (counts(), 0)


def test_what_waits_is_no_drift_and_no_success(articles: list[Any]) -> None:
    Page.objects.filter(pk=articles[0].pk).update(title="Autre")
    enqueue("page", [articles[0].pk])
    assert check() == (counts(outbox=1), 1)


@pytest.mark.parametrize(
    ("found", "spoil"),
    [
        ({"missing": 1}, lambda page: SearchDocument.objects.filter(object_id=page.pk).delete()),
        ({"stale": 1}, lambda page: Page.objects.filter(pk=page.pk).update(title="Autre")),
        ({"extra": 1}, lambda page: Page.objects.filter(pk=page.pk).update(live=False)),
        # The document differs from its source, and its text from the document.
        ({"stale": 2}, lambda page: spoil_facets(page, lambda held: held[1:])),
        (
            {"stale": 2},
            lambda page: spoil_facets(
                page, lambda held: held + written(learn({("theme", "nowhere")}).values())
            ),
        ),
        ({"missing": 1}, lambda page: database_engine().remove([key(page)])),
        ({"extra": 1}, lambda page: SearchDocument.objects.filter(pk=key(page)).update(kind="old")),
    ],
    ids=["no document", "title", "withdrawn", "facet gone", "facet more", "no text", "old kind"],
)
def test_each_difference_is_found_and_repaired(
    articles: list[Any], found: dict[str, int], spoil: Any
) -> None:
    spoil(articles[0])
    said, code = check()
    assert code == 1
    assert {name: said[name] for name in found} == found
    assert check("--fix") == (counts(), 0)
    assert check() == (counts(), 0)


def test_documents_of_a_kind_that_nobody_knows_any_more_are_not_shown(
    articles: list[Any], client: Client
) -> None:
    SearchDocument.objects.filter(pk=key(articles[0])).update(kind="old")
    for address in ("/fr/search/?q=puits", "/fr/search/?format=json", "/fr/search/suggest?q=puits"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Un puits" not in response.content.decode()


def spoil_facets(page: Any, change: Callable[[str], str]) -> None:
    """Change the facets of a page's document."""
    document = SearchDocument.objects.get(object_id=page.pk)
    document.facets = change(document.facets)
    document.save()


def key(page: Any) -> int:
    """The id of a page's document."""
    return SearchDocument.objects.get(object_id=page.pk, kind="page").pk


def test_texts_that_differ_and_texts_without_a_document_are_found(articles: list[Any]) -> None:
    engine = database_engine()
    engine.index([SearchDocument(pk=key(articles[0]), title="Faux", language="fr")])
    assert check() == (counts(stale=1), 1)
    if connection.vendor == "sqlite":  # PostgreSQL's rows go with their documents
        engine.index([SearchDocument(pk=10_000, title="Fantôme", language="fr")])
        assert check() == (counts(stale=1, extra=1), 1)
    assert check("--fix") == (counts(), 0)


def test_it_is_told_in_words_too(articles: list[Any]) -> None:
    said = StringIO()
    right = f"{connection.vendor}: 0 missing, 0 stale, 0 extra, 0 waiting\n"
    call_command("check_index", stdout=said)
    assert said.getvalue() == right
    SearchDocument.objects.filter(object_id=articles[0].pk).delete()
    call_command("check_index", "--fix", stdout=said)
    assert "1 missing" in said.getvalue()
    assert said.getvalue().endswith(
        f"{connection.vendor}: 0 missing, 0 stale, 0 extra, 0 waiting\n"
    )


@pytest.mark.parametrize(
    ("found", "spoil"),
    [
        ({"missing": 1}, {"delete": {}}),
        ({"stale": 1}, {"update": {"audience": "space:1"}}),
        ({"stale": 1}, {"update": {"text": "un autre"}}),
        ({"extra": 1}, {"add": {"id": 999_999, "audience": "public"}}),
        ({"extra": 1}, {"add": {}}),
        # Of a later state, to which this database was put back: no change of ours wins any more.
        ({"stale": 1}, {"later": {"audience": "public", "title": "faux"}}),
        ({"missing": 1}, {"later": None}),
    ],
)
def test_each_difference_in_elasticsearch_is_found_and_repaired(
    elastic: Elastic, articles: list[Any], found: dict[str, int], spoil: dict[str, Any]
) -> None:
    elastic.serve()
    [(act, change)] = spoil.items()
    server, place = elastic.server, {"index": elastic.index, "id": str(key(articles[0]))}
    far = {"version": FAR, "version_type": "external"}
    if act == "delete":
        server.delete(**place)
    elif act == "update":
        server.update(**place, doc=change)
    elif act == "add":
        server.index(index=elastic.index, id="999999", document=change)
    elif change is None:
        server.delete(**place, **far)
    else:
        server.index(**place, **far, document=change)
    assert elastic.drift() == found
    assert elastic.drift("--fix") == {}
    assert elastic.find().total == 3


def test_an_index_put_back_from_an_older_copy_is_repaired(
    elastic: Elastic, articles: list[Any]
) -> None:
    elastic.serve()
    older = {one: hit["_source"] for one, hit in elastic.held().items()}
    AudienceRoot.objects.create(page=articles[0], audience="space:1")
    SearchDocument.objects.filter(object_id=articles[1].pk).delete()
    elastic.round()
    for one, document in older.items():
        elastic.server.index(index=elastic.index, id=str(one), document=document)
    assert elastic.drift()["stale"] == 1
    assert elastic.drift("--fix") == {}
    assert elastic.find("puits").total == 0


def test_without_an_index_everything_is_missing_and_is_made(
    elastic: Elastic, articles: list[Any]
) -> None:
    assert elastic.drift() == {"missing": 3}
    assert elastic.drift("--fix") == {}
    assert elastic.find().total == 3


def test_changes_that_wait_to_be_told_are_no_drift(elastic: Elastic, articles: list[Any]) -> None:
    elastic.serve()
    PageAudience.objects.filter(page=articles[0]).update(audience="space:1")
    assert elastic.drift() == {"outbox": 1}
    assert elastic.drift("--fix") == {}
    assert not Push.objects.exists()


def test_elasticsearch_away_is_said(articles: list[Any], settings: Any) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9/nowhere"
    from search.engines.elasticsearch.mapping import digest

    ExternalIndex.objects.create(name="nowhere-1", mapping=digest(), serving=True)
    with pytest.raises(CommandError, match="could not be compared"):
        call_command("check_index", stdout=StringIO())
