"""Two themes become one: names, tree, pages, drafts, searches, index and addresses follow."""

import json
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex

from access.models import JournalEntry
from pages.models import Home, PageTheme, Section
from people.models import Person
from search.indexing import reindex
from search.models import Outbox, SavedSearch, SearchDocument
from search.outbox import drain_outbox
from tests.factories import OrganizationFactory, add, concept, item, signed_in, translate
from thesaurus.actions.merge_concepts import merge
from thesaurus.models import Concept, ConceptLabel, TermProposal
from thesaurus.vocabulary import vocabulary


@pytest.fixture
def gone(water: Concept) -> Concept:
    """A theme that says the same as water, with one beneath it."""
    found = concept("aqua", "onde", "aqua", synonyms_fr="flots\nor bleu")
    ConceptLabel.objects.create(concept=found, language="pt", name="água", synonyms="líquido")
    concept("springs", "sources", "springs", broader=found)
    return found


@pytest.fixture
def section(home: Home) -> Section:
    """A French section."""
    return add(home, Section, "Rubrique")


def found(client: Client, text: str = "", **parameters: Any) -> set[str]:
    """Titles that a visitor finds, once the index has heard of all changes."""
    drain_outbox.func()
    asked = {"q": text, "format": "json", **parameters}
    return {hit["title"] for hit in client.get("/fr/search/", asked).json()["hits"]}


def test_names_become_other_words_in_each_language(water: Concept, gone: Concept) -> None:
    merge(water, gone, None)
    names = {row.language: row for row in ConceptLabel.objects.filter(concept=water)}
    assert names["fr"].name == "eau"
    assert names["fr"].other_words == ["or bleu", "hydraulique", "onde", "flots"]
    assert names["en"].other_words == ["aqua"]
    assert (names["pt"].name, names["pt"].other_words) == ("água", ["líquido"])


def test_what_lay_beneath_lies_beneath_the_one_that_stays(water: Concept, gone: Concept) -> None:
    merge(water, gone, None)
    assert vocabulary().with_broader("springs") == ["springs", "water", "environment"]
    assert "aqua" not in vocabulary().terms


def test_a_theme_may_become_a_part_of_one_beneath_it(water: Concept, gone: Concept) -> None:
    merge(Concept.objects.get(code="springs"), gone, None)
    assert vocabulary().with_broader("springs") == ["springs"]
    wells, environment = (Concept.objects.get(code=code) for code in ("wells", "environment"))
    merge(wells, environment, None)
    assert vocabulary().with_broader("wells") == ["wells"]
    assert vocabulary().with_broader("water") == ["water", "wells"]


def test_related_themes_are_related_once_and_none_to_itself(water: Concept, gone: Concept) -> None:
    climate = concept("climate", "climat", "climate")
    gone.related.add(water, climate)
    water.related.add(climate)
    merge(water, gone, None)
    assert list(water.related.all()) == [climate]
    assert list(climate.related.all()) == [water]


def test_a_theme_is_not_merged_into_itself(water: Concept) -> None:
    with pytest.raises(ValueError, match="itself"):
        merge(water, Concept.objects.get(pk=water.pk), None)


def test_the_index_follows_in_all_languages(
    water: Concept, gone: Concept, section: Section, english: Home, client: Client
) -> None:
    page = item("article", section, "Le fleuve", themes=["aqua"])
    item("article", section, "La source", themes=["springs"])
    other = add(english, Section, "Section", translation_key=section.translation_key)
    translate(page, other, "The river", themes=["aqua"])
    makers = OrganizationFactory(name="Les puisatiers")
    makers.sectors.add(gone)
    reindex()
    Outbox.objects.all().delete()
    assert found(client, theme="water") == set()
    merge(water, gone, None)
    everything = {"Le fleuve", "La source", "The river"}
    assert found(client, theme="water") == everything
    assert found(client, theme="environment") == everything
    assert found(client, theme="aqua") == everything, "what was kept means what it meant"
    assert "Le fleuve" in found(client, "flots")
    assert "Le fleuve" in found(client, "theme:aqua")
    for document in SearchDocument.objects.all():
        assert "aqua" not in document.themes, document.title
    assert [row.themes for row in SearchDocument.objects.filter(title=makers.name)] == [
        ["water"],
        ["water"],
    ]
    facets = client.get("/fr/search/?format=json").json()["facets"]["theme"]
    assert "aqua" not in {facet["value"] for facet in facets}


def test_a_page_that_had_both_has_one(water: Concept, gone: Concept, section: Section) -> None:
    page = item("article", section, "Le fleuve", themes=["aqua", "wells", "water"])
    merge(water, gone, None)
    assert Page.objects.get(pk=page.pk).specific.theme_codes == ["water", "wells"]


def test_drafts_and_former_versions_follow(water: Concept, gone: Concept, section: Section) -> None:
    page = item("article", section, "Le fleuve", themes=["aqua", "water"])
    page.save_revision()
    merge(water, gone, None)
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    assert draft.theme_codes == ["water"]
    draft.save_revision().publish()
    assert Page.objects.get(pk=page.pk).specific.theme_codes == ["water"]


def test_where_the_theme_is_used_is_known(water: Concept, gone: Concept, section: Section) -> None:
    for title, themes in (("Un", ["aqua"]), ("Deux", ["water", "aqua"])):
        page = item("article", section, title, themes=themes)
        ReferenceIndex.create_or_update_for_object(page)
    key = gone.pk
    merge(water, gone, None)
    kind = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.get_references_to(water).filter(base_content_type=kind)
    assert rows.count() == 2
    gone.pk = key
    assert not ReferenceIndex.get_references_to(gone).exists()


def test_saved_searches_go_on_meaning_what_they_meant(
    water: Concept, gone: Concept, section: Section, member: Person, client: Client
) -> None:
    item("article", section, "Le fleuve", themes=["aqua"])
    reindex()
    saved = SavedSearch.objects.create(
        person=member, name="Fleuves", query="theme=aqua", language="fr"
    )
    merge(water, gone, None)
    drain_outbox.func()
    hers = signed_in(member)
    assert "Le fleuve" in hers.get(f"/fr/search/saved/{saved.pk}/", follow=True).content.decode()
    assert "Eau" in hers.get("/fr/search/saved/").content.decode()


def test_proposals_follow(water: Concept, gone: Concept) -> None:
    for name in ("concept", "broader"):
        TermProposal.objects.create(kind="word", language="fr", name=name, **{name: gone})
    merge(water, gone, None)
    assert {row.concept or row.broader for row in TermProposal.objects.all()} == {water}


def test_addresses_lead_on_even_when_themes_are_merged_twice(
    water: Concept, gone: Concept, client: Client
) -> None:
    merge(water, gone, None)
    merge(Concept.objects.get(code="wells"), Concept.objects.get(code="water"), None)
    for code in ("aqua", "water"):
        assert client.get(f"/fr/themes/{code}/")["Location"] == "/fr/themes/wells/"


def test_lists_for_programs_know_the_former_code(
    water: Concept, gone: Concept, section: Section, client: Client
) -> None:
    item("article", section, "Le fleuve", themes=["aqua"])
    merge(water, gone, None)
    answer = client.get("/api/v2/pages/?theme=aqua")
    assert [row["title"] for row in json.loads(answer.content)["items"]] == ["Le fleuve"]


def test_the_journal_says_who_merged_them(
    water: Concept, gone: Concept, documentalist: Person
) -> None:
    numbers = {"kept": water.pk, "gone": gone.pk}
    merge(water, gone, documentalist)
    entry = JournalEntry.objects.get(verb="themes_merged")
    assert (entry.actor, entry.facts) == (documentalist, numbers)


def test_a_documentalist_reads_what_follows_before_it_is_done(
    water: Concept, gone: Concept, section: Section, desk: Client
) -> None:
    item("article", section, "Le fleuve", themes=["aqua"])
    address = "/en/thesaurus/merge/aqua/"
    assert desk.get(address).status_code == 200
    assert "1 page has" in desk.post(address, {"into": "Eau"}).content.decode()
    assert Concept.objects.filter(code="aqua").exists()
    response = desk.post(address, {"into": "water", "act": "merge"})
    assert response["Location"] == "/en/themes/water/"
    assert not Concept.objects.filter(code="aqua").exists()
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("typed", ["", "nothing", "aqua"])
def test_a_theme_that_cannot_be_merged_into_is_refused(
    gone: Concept, desk: Client, typed: str
) -> None:
    form = {"into": typed, "act": "merge"}
    assert desk.post("/en/thesaurus/merge/aqua/", form).status_code == 422
    assert Concept.objects.filter(code="aqua").exists()


def test_a_theme_that_moves_in_the_tree_takes_its_pages_along(
    water: Concept, section: Section, client: Client
) -> None:
    item("article", section, "Le puits", themes=["wells"])
    reindex()
    other = concept("works", "Travaux", "Works")
    water.broader = other
    water.save()
    assert found(client, theme="works") == {"Le puits"}
    assert found(client, theme="environment") == set()


def test_a_name_that_changes_is_the_name_of_the_facet_and_finds_the_pages(
    water: Concept, section: Section, client: Client
) -> None:
    item("article", section, "Le fleuve", themes=["water"])
    reindex()
    assert found(client, "flots") == set()
    label = ConceptLabel.objects.get(concept=water, language="fr")
    label.name = "flots"
    label.save()
    assert found(client, "flots") == {"Le fleuve"}
    facets = client.get("/fr/search/?format=json").json()["facets"]["theme"]
    assert "Flots" in {facet["label"] for facet in facets}


def test_more_pages_take_few_more_queries(water: Concept, section: Section, gone: Concept) -> None:
    def cost(code: str, number: int) -> int:
        other = concept(code, code, code)
        for count in range(number):
            item("article", section, f"{code} {count}", themes=[code])
        assert PageTheme.objects.filter(concept=other).count() == number
        with CaptureQueriesContext(connection) as queries:
            merge(water, other, None)
        return len(queries)

    cost("first", 1)
    few, many = cost("second", 2), cost("third", 12)
    assert many == few
