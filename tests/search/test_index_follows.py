"""The index follows whatever happens to pages and organisations."""

from dataclasses import replace
from io import StringIO
from itertools import islice, product

import pytest
from django.core.management import call_command
from wagtail.models import Page

from access.models import AudienceRoot
from pages.models import Directory, Home, Period, Section
from people.models import Organization, OrganizationText
from search.documents import LONGEST_SUMMARY, SOURCES, opening
from search.facets import by_name, read
from search.indexing import reindex, write_entries
from search.models import Outbox, SearchDocument
from search.outbox import drain_outbox
from search.search import search
from tests.factories import OrganizationFactory, add, concept, item, translate
from tests.search.conftest import Find


def indexed() -> set[str]:
    """Titles that the index holds, once it has heard of all changes."""
    drain_outbox.func()
    return set(SearchDocument.objects.values_list("title", flat=True))


@pytest.fixture(autouse=True)
def known(section: Section) -> None:
    """Two articles in a section, both in the index."""
    for title in ("Premier", "Second"):
        item("article", section, title)
    reindex()
    Outbox.objects.all().delete()


def article(title: str = "Premier") -> Page:
    """An article as it stands."""
    return Page.objects.get(title=title).specific


def test_a_page_that_is_withdrawn_leaves_the_index() -> None:
    article().unpublish()
    assert indexed() == {"Second"}


def test_a_page_that_is_published_again_comes_back() -> None:
    page = article()
    page.unpublish()
    assert indexed() == {"Second"}
    article().get_latest_revision_as_object().save_revision().publish()
    assert indexed() == {"Premier", "Second"}


def facets_of(title: str) -> dict[str, list[str]]:
    """The facets of a document by name."""
    return by_name(read([SearchDocument.objects.get(title=title).facets])[0])


def test_a_draft_change_is_not_found_before_it_is_published() -> None:
    page = article()
    page.title = "Brouillon secret"
    page.save_revision()
    assert indexed() == {"Premier", "Second"}


def test_a_page_that_is_deleted_leaves_the_index() -> None:
    article().delete()
    assert indexed() == {"Second"}


def test_a_section_that_is_deleted_takes_its_pages_out_of_the_index(section: Section) -> None:
    Page.objects.get(pk=section.pk).specific.delete()
    assert indexed() == set()


def test_a_moved_page_is_found_at_its_new_place(home: Home, section: Section) -> None:
    other = add(home, Section, "Ailleurs")
    article().move(Page.objects.get(pk=other.pk), pos="last-child")
    drain_outbox.func()
    document = SearchDocument.objects.get(title="Premier")
    assert document.path == article().path
    assert document.path.startswith(other.path)


def test_putting_sections_in_another_order_leaves_every_page_in_its_list(
    home: Home, section: Section, find: Find
) -> None:
    other = add(home, Section, "Ailleurs")
    item("article", other, "Troisième")
    reindex()
    Page.objects.get(pk=other.pk).move(Page.objects.get(pk=section.pk), pos="left")
    drain_outbox.func()
    paths = dict(Page.objects.values_list("pk", "path"))
    for document in SearchDocument.objects.all():
        assert document.path == paths[document.object_id], document.title


def test_a_change_of_audience_is_followed_when_the_page_is_indexed_again() -> None:
    AudienceRoot.objects.create(page=article(), audience="space:1")
    reindex()
    assert SearchDocument.objects.get(title="Premier").audience == "space:1"


def test_a_hit_whose_page_was_closed_meanwhile_is_not_shown(find: Find) -> None:
    assert {hit["title"] for hit in find()["hits"]} == {"Premier", "Second"}
    Page.objects.filter(title="Premier").update(live=False)
    SearchDocument.objects.filter(title="Premier").update(audience="public")
    assert [hit.title for hit in search("", ("public",), {}, "fr").hits] == ["Second"]


def test_a_translation_takes_over_the_lists_of_its_language(rubric: Section) -> None:
    assert facets_of("Premier")["shown"] == ["fr", "en"]
    translate(article(), rubric, "First").save_revision().publish()
    assert "First" in indexed()
    assert facets_of("Premier")["shown"] == ["fr"]
    Page.objects.get(title="First").delete()
    drain_outbox.func()
    assert facets_of("Premier")["shown"] == ["fr", "en"]


def test_an_organisation_is_found_as_it_is_described(home: Home) -> None:
    add(home, Directory, "Annuaire")
    organization = OrganizationFactory(name="Eau vive")
    assert "Eau vive" in indexed()
    text = OrganizationText.objects.get(organization=organization, language="fr")
    text.description = "Elle creuse des puits."
    text.save()
    drain_outbox.func()
    document = SearchDocument.objects.get(kind="organization", language="fr")
    assert "puits" in document.body
    Organization.objects.get(pk=organization.pk).delete()
    assert "Eau vive" not in indexed()


def test_sheets_leave_the_default_lists_when_their_period_is_archived(section: Section) -> None:
    period = Period.objects.create(code="2020", starts="2020-01-01", ends="2023-12-31")
    item("action_sheet", section, "Fiche", period=period)
    reindex()
    assert "archived" not in facets_of("Fiche")
    period.archived_on = "2024-06-01"
    period.save()
    drain_outbox.func()
    assert "archived" in facets_of("Fiche")


def test_the_command_writes_the_index_again_and_says_how_much() -> None:
    SearchDocument.objects.filter(title="Premier").update(title="Faux")
    Page.objects.filter(title="Second").update(live=False)
    said = StringIO()
    call_command("reindex", stdout=said)
    assert indexed() == {"Premier"}
    assert said.getvalue().startswith("1 ")


def test_moving_a_theme_under_another_domain_moves_what_is_found_by_it(home: Home) -> None:
    water = concept("water", "eau", "water")
    health = concept("health", "santé", "health")
    section = add(home, Section, "Rubrique")
    item("article", section, "Un puits", themes=["water"])
    reindex()
    assert search("", ("public",), {"theme": ("health",)}, "fr").total == 0
    water.broader = health
    water.save()
    drain_outbox.func()
    assert search("", ("public",), {"theme": ("health",)}, "fr").total == 1


def test_a_theme_that_is_deleted_leaves_what_was_found_by_it(home: Home) -> None:
    theme = concept("water", "eau", "water")
    OrganizationFactory().sectors.add(theme)
    reindex()
    assert search("", ("public",), {"theme": ("water",)}, "fr").total > 0
    theme.delete()
    drain_outbox.func()
    assert search("", ("public",), {"theme": ("water",)}, "fr").total == 0
    assert {tuple(one.themes) for one in SearchDocument.objects.all()} == {()}


@pytest.mark.parametrize("length", [290, 299, 300, 301, 310])
def test_no_word_of_a_long_text_is_lost_where_its_summary_ends(length: int) -> None:
    text = "ab " * ((length - 5) // 3)
    text += "x" * (length - len(text) - 5) + " biodigesteur et la suite"
    summary, rest = opening(text)
    assert f"{summary} {rest}" == text
    assert len(summary) <= LONGEST_SUMMARY


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert opening("水" * 400) == ("水" * LONGEST_SUMMARY, "水" * 100)


def test_a_long_text_of_words_that_are_all_different_is_indexed(section: Section) -> None:
    page = item("article", section, "Dictionnaire")
    letters = [chr(0x4E00 + number) for number in range(100)]
    words = ("".join(three) for three in islice(product(letters, repeat=3), 130_000))
    text = " ".join(["puits", *words])
    entries = SOURCES["page"].entries([page.pk])
    write_entries("page", [(key, replace(entry, body=text)) for key, entry in entries])
    found = search("puits dictionnaire", ("public",), {}, "fr")
    assert [hit.title for hit in found.hits] == ["Dictionnaire"]
