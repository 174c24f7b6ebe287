"""A page rewritten for other readers is a page of its own, tied to its source and shown as such."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from access.moves import CannotMove
from languages.actions.record import adapts
from languages.models import TranslationLink
from pages.actions.adapt import adapt
from pages.models import Article, Home, Project, Section, SpaceHome
from people.models import Person
from tests.factories import (
    PersonFactory,
    a_space,
    add,
    belonging,
    holding,
    item,
    paragraph,
    signed_in,
)


@pytest.fixture
def source(home: Home) -> Article:
    """A published article."""
    return item("article", home, "Semences", body=paragraph("Garder ses semences."))


@pytest.fixture
def section(english: Home) -> Section:
    """Where the adaptation lies, in the other language."""
    return add(english, Section, "Practice")


def sent(section: Page, **values: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"title": "Seeds", "context": "farmers in Ghana", "place": section.pk, **values}


def made(source: Article, section: Page, person: Person) -> Article:
    """A published adaptation."""
    page = adapt(source, Page.objects.get(pk=section.pk), "Seeds", "farmers in Ghana", person)
    page.get_latest_revision().publish()
    return Article.objects.get(pk=page.pk)


def html(address: str, client: Client | None = None) -> str:
    """What a reader gets."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_makes_one_as_a_draft_of_its_own(
    source: Article, section: Section, roles: dict[str, Group]
) -> None:
    client = signed_in(holding(roles["contributor"]))
    address = f"/admin/pages/{source.pk}/adapt/"
    assert "For whom" in html(address, client) or "Pour qui" in html(address, client)
    response = client.post(address, sent(section))
    page = Article.objects.get(title="Seeds")
    assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert page.locale.language_code == "en"
    assert page.translation_key != source.translation_key
    assert page.body.get_prep_value()[0]["value"] == "<p>Garder ses semences.</p>"
    link = TranslationLink.objects.get()
    assert (link.kind, link.context, link.source_id) == (
        "adaptation", "farmers in Ghana", source.pk,
    )  # fmt: skip
    assert "farmers in Ghana" not in html("/fr/semences/")


def test_readers_of_both_are_told(source: Article, section: Section, administrator: Person) -> None:
    made(source, section, administrator)
    text = html("/en/practice/seeds/")
    assert 'data-freshness="current" data-changed="0">' in text
    assert "data-complete" not in text
    assert "Adapted for other readers: <bdi>farmers in Ghana</bdi>" in text
    assert '<a href="/fr/semences/" hreflang="fr">Read the original</a>' in text
    assert '<a href="/en/practice/seeds/" hreflang="en" lang="en">Seeds</a>' in html(
        "/fr/semences/"
    )


def test_it_is_no_translation_and_search_engines_are_not_told_it_is(
    source: Article, section: Section, administrator: Person
) -> None:
    made(source, section, administrator)
    assert f"/en/not-translated/{source.pk}/" in html("/fr/semences/")
    assert '<link rel="alternate" hreflang' not in html("/en/practice/seeds/")


def test_a_changed_source_is_told_until_an_editor_has_looked(
    source: Article, section: Section, administrator: Person
) -> None:
    page = made(source, section, administrator)
    source.body = paragraph("Échanger ses semences.")
    source.save_revision().publish()
    text = html("/en/practice/seeds/")
    assert "The original has changed since this adaptation was made" in text
    page.save_revision().publish()
    assert TranslationLink.objects.get().state == "stale"
    address = f"/en/translations/changes/{page.pk}/"
    client = signed_in(administrator)
    assert "I have looked at the changes" in html(address, client)
    assert signed_in(PersonFactory()).post(address).status_code == 404
    client.post(address)
    link = TranslationLink.objects.get()
    assert (link.kind, link.state, link.context) == ("adaptation", "current", "farmers in Ghana")


def test_nobody_adapts_what_she_may_not_read_or_puts_it_where_she_may_not_add(
    homes: tuple[Home, Home], section: Section, roles: dict[str, Group], source: Article
) -> None:
    space = a_space()
    hidden = item("article", SpaceHome.objects.order_by("pk")[0], "Secret")
    contributor = holding(roles["contributor"])
    address = f"/admin/pages/{hidden.pk}/adapt/"
    assert signed_in(contributor).get(address).status_code == 404
    assert signed_in(contributor).post(address, sent(section)).status_code == 404
    room = SpaceHome.objects.order_by("pk")[1]
    response = signed_in(contributor).post(f"/admin/pages/{source.pk}/adapt/", sent(room))
    assert response.status_code == 422
    assert Client().get(f"/admin/pages/{source.pk}/adapt/").status_code == 302
    assert signed_in(belonging(space, "reader")).get(address).status_code in (302, 403, 404)
    assert not TranslationLink.objects.exists()


def test_it_is_never_seen_by_more_people_than_its_source(
    homes: tuple[Home, Home], section: Section, administrator: Person
) -> None:
    space = a_space(managers=[administrator])
    hidden = item("article", SpaceHome.objects.order_by("pk")[0], "Secret")
    client = signed_in(administrator)
    address = f"/admin/pages/{hidden.pk}/adapt/"
    assert client.post(address, sent(section)).status_code == 422
    room = SpaceHome.objects.order_by("pk")[1]
    assert client.post(address, sent(room)).status_code == 302
    page = Article.objects.get(title="Seeds")
    with pytest.raises(CannotMove):
        page.move(Page.objects.get(pk=section.pk), pos="last-child")
    assert space.audience == Page.objects.get(pk=page.pk).audience_row.audience


def test_what_cannot_lie_there_is_said_and_what_was_typed_stays(
    source: Article, roles: dict[str, Group], home: Home
) -> None:
    client = signed_in(holding(roles["contributor"]))
    leaf = item("article", home, "Feuille")
    response = client.post(f"/admin/pages/{source.pk}/adapt/", sent(leaf))
    assert response.status_code == 422
    assert "farmers in Ghana" in response.content.decode()
    assert client.post(f"/admin/pages/{source.pk}/adapt/", {"place": "x"}).status_code == 422
    assert client.get("/admin/pages/999999/adapt/").status_code == 404


def test_the_key_to_a_space_stays_with_the_source(home: Home, administrator: Person) -> None:
    project = add(home, Project, "Puits")
    project.space = a_space()
    project.save()
    section = Page.objects.get(pk=home.pk)
    copy = adapt(project, section, "Wells", "schools", administrator)
    assert Project.objects.get(pk=copy.pk).space is None


def test_adaptations_that_a_reader_may_not_see_are_not_listed(
    source: Article, homes: tuple[Home, Home], administrator: Person
) -> None:
    space = a_space()
    hidden = item("article", SpaceHome.objects.order_by("pk")[1], "Hidden")
    adapts(hidden, source, "us")
    assert "Hidden" not in html("/fr/semences/")
    assert "Hidden" in html("/fr/semences/", signed_in(belonging(space, "reader")))


def test_editors_see_the_state_where_they_write(
    source: Article, section: Section, administrator: Person
) -> None:
    page = made(source, section, administrator)
    source.body = paragraph("Échanger ses semences.")
    source.save_revision().publish()
    client = signed_in(administrator)
    screen = html(f"/admin/pages/{page.pk}/edit/", client)
    assert f"/en/translations/changes/{page.pk}/" in screen
    assert f"/admin/pages/{source.pk}/adapt/" in html(f"/admin/pages/{source.pk}/edit/", client)
    assert "/translations/changes/" not in html(f"/admin/pages/{source.pk}/edit/", client)
