"""A write-up in two layers: everybody reads the public text, those who took part its annexes."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from access.models import Space
from files.models import SiteDocument
from pages.models import Annex, Home, Section, Seminar, SpaceHome
from search.indexing import reindex
from tests.factories import PersonFactory, a_space, add, belonging, item, paragraph, translate

EVENT = "/fr/rubrique/seminaire/"


@pytest.fixture
def space(home: Home) -> Space:
    """The space of those who took part."""
    return a_space("participants", "team")


@pytest.fixture
def seminar(home: Home, space: Space) -> Seminar:
    """A public seminar with a write-up."""
    section = add(home, Section, "Rubrique")
    return item("seminar", section, "Séminaire", write_up=paragraph("Texte public."), space=space)


def space_home(space: Space, language: str) -> SpaceHome:
    """The home page of a space in a language."""
    return SpaceHome.objects.get(space=space, locale__language_code=language)


@pytest.fixture
def annex(space: Space, seminar: Seminar) -> Annex:
    """An annex with a text and a file."""
    document = SiteDocument.objects.create(
        title="Liste confidentielle",
        file=ContentFile(b"x" * 2048, name="liste.pdf"),
        file_size=2048,
        collection=space.collection,
    )
    return add(
        space_home(space, "fr"),
        Annex,
        "Annexe intime",
        event=seminar,
        body=paragraph("Débat interne."),
        file=document,
    )


SECRETS = ("Annexe", "intime", "Débat interne", "confidentielle", "annex-")


def secrets(html: str) -> list[str]:
    """What a page tells of the annex."""
    return [word for word in SECRETS if word in html]


@pytest.mark.parametrize("who", ["anonymous", "outsider", "member of another space"])
def test_others_see_nothing_of_annexes_not_even_a_heading(
    client: Client, annex: Annex, who: str
) -> None:
    if who != "anonymous":
        person = belonging(a_space("autre"), "manager") if "member" in who else PersonFactory()
        client.force_login(person)
    html = client.get(EVENT).content.decode()
    assert "Texte public." in html
    assert secrets(html) == []


def test_the_page_for_others_is_that_of_a_seminar_without_annexes(
    client: Client, annex: Annex
) -> None:
    before = client.get(EVENT).content
    annex.delete()
    assert client.get(EVENT).content == before


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher", "manager"])
def test_those_who_took_part_read_the_annexes_on_the_same_address(
    client: Client, space: Space, annex: Annex, role: str
) -> None:
    client.force_login(belonging(space, role))
    answer = client.get(EVENT)
    html = answer.content.decode()
    assert secrets(html) == list(SECRETS)
    assert html.index("Texte public.") < html.index("Annexe intime")
    assert f'href="{annex.file.url}"' in html
    assert "2\xa0Ko" in html
    assert "no-store" in answer["Cache-Control"]
    assert client.get(annex.file.url).status_code == 200


def test_what_participants_read_is_not_kept_for_others(
    client: Client, space: Space, annex: Annex
) -> None:
    client.force_login(belonging(space, "reader"))
    assert secrets(client.get(EVENT).content.decode())
    client.logout()
    client.cookies.clear()
    for _time in range(2):
        assert secrets(client.get(EVENT).content.decode()) == []


def test_a_draft_and_an_annex_of_another_event_are_not_shown(
    client: Client, space: Space, seminar: Seminar, home: Home
) -> None:
    other = item("workshop", home, "Atelier")
    inside = space_home(space, "fr")
    add(inside, Annex, "Autre annexe", event=other)
    inside.refresh_from_db()
    Page.objects.get(pk=inside.pk).add_child(
        instance=Annex(title="Brouillon", event=seminar, locale=inside.locale, live=False)
    )
    client.force_login(belonging(space, "reader"))
    html = client.get(EVENT).content.decode()
    assert "Autre annexe" not in html
    assert "Brouillon" not in html
    assert "Autre annexe" in client.get("/fr/atelier/").content.decode()


def test_an_annex_comes_in_the_language_of_the_page_else_in_the_one_it_has(
    client: Client, english: Home, space: Space, seminar: Seminar, annex: Annex
) -> None:
    rubric = translate(Section.objects.get(), english, "Section")
    translate(seminar, rubric, "Seminar", starts_on=seminar.starts_on, space=space)
    client.force_login(belonging(space, "reader"))
    html = client.get("/en/section/seminar/").content.decode()
    assert f'id="annex-{annex.pk}" lang="fr"' in html
    english_annex = translate(annex, space_home(space, "en"), "Inner annex", event=seminar)
    html = client.get("/en/section/seminar/").content.decode()
    assert "Inner annex" in html
    assert f'id="annex-{english_annex.pk}"' in html
    assert "Annexe intime" not in html
    assert "Inner annex" not in client.get(EVENT).content.decode()


def found(client: Client, text: str) -> list[dict[str, Any]]:
    """What the search finds."""
    return client.get("/fr/search/", {"q": text, "format": "json"}).json()["hits"]


def test_search_finds_the_public_text_for_all_and_the_annex_for_those_who_may_see_it(
    client: Client, space: Space, seminar: Seminar, annex: Annex
) -> None:
    reindex()
    assert [hit["title"] for hit in found(client, "public")] == ["Séminaire"]
    assert found(client, "interne") == []
    client.force_login(belonging(space, "reader"))
    hit = found(client, "interne")[0]
    assert hit["title"] == "Annexe intime"
    assert hit["url"].endswith(f"{EVENT}#annex-{annex.pk}")
    Page.objects.filter(pk=seminar.pk).update(live=False)
    assert found(client, "interne")[0]["url"].endswith(f"/fr/spaces/participants/{annex.slug}/")


def test_feeds_and_calendars_hold_only_the_public_text(client: Client, annex: Annex) -> None:
    reindex()
    for address in ("/fr/rubrique.atom", "/fr/rubrique.ics", "/fr/rubrique/seminaire.ics"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert secrets(answer.content.decode()) == []


@pytest.mark.parametrize(
    ("role", "offered"), [("reader", False), ("contributor", True), ("manager", True)]
)
def test_contributors_of_the_space_are_led_to_the_screen_of_a_new_annex(
    client: Client, space: Space, seminar: Seminar, role: str, offered: bool
) -> None:
    address = f"/admin/pages/add/pages/annex/{space_home(space, 'fr').pk}/"
    assert address not in client.get(EVENT).content.decode()
    client.force_login(belonging(space, role))
    assert (address in client.get(EVENT).content.decode()) == offered
    if offered:
        assert client.get(address).status_code == 200


def sent(client: Client, space: Space, event: Page) -> list[Annex]:
    """The annexes there are after one was sent for an event."""
    client.post(
        f"/admin/pages/add/pages/annex/{space_home(space, 'fr').pk}/",
        nested_form_data(
            {
                "title": "Nouvelle",
                "slug": "nouvelle",
                "licence": "cc-by-sa",
                "event": event.pk,
                "body": streamfield([]),
                "theme_rows": inline_formset([]),
                "territory_rows": inline_formset([]),
                "comments": inline_formset([]),
            }
        ),
    )
    return list(Annex.objects.all())


def test_an_annex_is_given_to_an_event_that_its_editor_may_see_only(
    client: Client, home: Home, space: Space, seminar: Seminar
) -> None:
    hidden = item("seminar", space_home(a_space("autre"), "fr"), "Caché")
    article = item("article", home, "Pas un événement")
    client.force_login(belonging(space, "publisher"))
    assert sent(client, space, hidden) == []
    assert sent(client, space, article) == []
    assert [annex.event_id for annex in sent(client, space, seminar)] == [seminar.pk]
