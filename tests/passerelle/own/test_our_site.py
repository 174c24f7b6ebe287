"""One screen makes the site one's own: name, colour, words, sections, menus, in each language."""

import base64
import hashlib
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from files.models import Picture
from pages.models import Article, Home, PlainPage, Section
from people.models import OurSite, OurWords, Person
from people.models.our_site import BandColour
from tests.factories import a_space, add, translate
from theme.sheet import BANDS, sheet

ADDRESS = "/admin/settings/our-site/"


@pytest.fixture
def sections(homes: tuple[Home, Home]) -> list[Page]:
    """Three sections in the menu of each language; the French ones."""
    french, english = homes
    found = []
    for title in ("Un", "Deux", "Trois"):
        page = add(french, Section, title, show_in_menus=True)
        translate(page, english, f"{title} EN", show_in_menus=True)
        found.append(page)
    return found


@pytest.fixture
def screen(client: Client, people: dict[str, Person]) -> Client:
    """An administrator's browser."""
    client.force_login(people["administrator"])
    return client


def filled_in(sections: list[Page], **changes: Any) -> dict[str, Any]:
    """What the screen sends when all is left as it is, and what is changed."""
    form: dict[str, Any] = {"shared-colour": "indigo", "shared-logo": ""}
    form["shared-contact_address"] = ""
    for code, name in {"fr": "Réseau", "en": "Network"}.items():
        form[f"words-{code}-name"] = name
        form |= {f"words-{code}-baseline": "", f"words-{code}-footer": ""}
    for number, page in enumerate(sections, 1):
        start = f"place-{page.translation_key}"
        form |= {f"{start}-is_on": "on", f"{start}-order": str(number)}
        form[f"{start}-languages"] = ["fr", "en"]
    return {name: value for name, value in {**form, **changes}.items() if value is not None}


def menu(client: Client, language: str) -> list[str]:
    """The titles of the main menu of a visitor."""
    page = Client().get(f"/{language}/").content.decode()
    nav = page[page.index('<nav class="wide"') :]
    return re.findall(r"<a [^>]*>([^<]+)</a>", nav[: nav.index("</nav>")])


def test_words_colour_and_contact_are_on_every_page_in_their_language(
    screen: Client, sections: list[Page]
) -> None:
    form = filled_in(sections, **{
        "shared-colour": "plum", "shared-contact_address": "team@x.example",
        "words-fr-baseline": "Relier ici", "words-en-baseline": "Joining here",
        "words-en-footer": "12 Long Street",
    })  # fmt: skip
    assert screen.post(ADDRESS, form).status_code == 302
    for language, name, baseline in (("fr", "Réseau", "Relier ici"), ("en", "Network", "Joining")):
        page = Client().get(f"/{language}/").content.decode()
        assert name in page
        assert baseline in page
        assert BANDS["plum"][0] in page
        assert f"/{language}/contact/" in page
    assert "12 Long Street" in Client().get("/en/search/").content.decode()
    assert Site.objects.get(is_default_site=True).site_name == "Réseau"


def test_the_screen_shows_what_was_kept(screen: Client, sections: list[Page]) -> None:
    screen.post(ADDRESS, filled_in(sections, **{"words-en-footer": "12 Long Street"}))
    assert "12 Long Street" in screen.get(ADDRESS).content.decode()


def test_sections_are_ordered_named_and_switched_off_in_each_language(
    screen: Client, sections: list[Page]
) -> None:
    one, two, three = (f"place-{page.translation_key}" for page in sections)
    form = filled_in(sections, **{
        f"{one}-order": "9", f"{two}-is_on": None, f"{three}-languages": ["en"],
    })  # fmt: skip
    assert screen.post(ADDRESS, form).status_code == 302
    assert menu(screen, "fr") == ["Un"]
    assert menu(screen, "en") == ["Trois EN", "Un EN"]
    assert Client().get("/fr/deux/").status_code == 404
    assert Client().get("/en/deux-en/").status_code == 404
    screen.post(ADDRESS, filled_in(sections))
    assert menu(screen, "fr") == ["Un", "Deux", "Trois"]
    assert Client().get("/fr/deux/").status_code == 200


def test_a_draft_published_later_does_not_bring_a_section_back_into_the_menu(
    screen: Client, sections: list[Page]
) -> None:
    section = Section.objects.get(pk=sections[0].pk)
    draft = section.save_revision()
    screen.post(ADDRESS, filled_in(sections, **{f"place-{section.translation_key}-languages": []}))
    type(draft).objects.get(pk=draft.pk).publish()
    assert "Un" not in menu(screen, "fr")


def test_spaces_and_what_lies_in_them_are_no_sections(screen: Client, sections: list[Page]) -> None:
    a_space()
    named = [part.place.title for part in screen.get(ADDRESS).context["form"].places]
    assert named == ["Un", "Deux", "Trois"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words-fr-name": ""},
        {"words-en-name": "x" * 81},
        {"shared-colour": "#ff0000"},
        {"shared-contact_address": "nowhere"},
        {"shared-logo": "999999"},
        {"words-en-baseline": "a\0b"},
    ],
)
def test_bad_input_is_said_and_loses_no_typing(
    screen: Client, sections: list[Page], wrong: dict[str, str]
) -> None:
    form = filled_in(sections, **{"words-fr-footer": "Typed with care", **wrong})
    response = screen.post(ADDRESS, form)
    assert response.status_code == 200
    assert "Typed with care" in response.content.decode()
    assert not OurWords.objects.exists()
    assert not OurSite.objects.exists()


def test_a_place_that_is_no_number_is_refused(screen: Client, sections: list[Page]) -> None:
    wrong = {f"place-{sections[0].translation_key}-order": "first"}
    assert screen.post(ADDRESS, filled_in(sections, **wrong)).status_code == 200
    assert not OurSite.objects.exists()


def a_picture(**fields: Any) -> Picture:
    """A picture that is wider than high."""
    file = get_test_image_file("logo.png", size=(300, 100))
    picture: Picture = Picture.objects.create(title="Logo", file=file, **fields)
    return picture


def test_the_logo_stands_before_the_name_and_light_mode_leaves_it_out(
    screen: Client, sections: list[Page]
) -> None:
    logo = a_picture()
    screen.post(ADDRESS, filled_in(sections, **{"shared-logo": str(logo.pk)}))
    page = Client().get("/fr/").content.decode()
    assert re.search(rf'<img src="/pictures/{logo.pk}-[^"]+" width="96" height="32" alt="">', page)
    light = Client(headers={"Save-Data": "on"}).get("/fr/").content.decode()
    assert f"/pictures/{logo.pk}-" not in light


def test_a_picture_of_a_space_is_no_logo(screen: Client, sections: list[Page]) -> None:
    hidden = a_picture(collection=a_space().collection)
    response = screen.post(ADDRESS, filled_in(sections, **{"shared-logo": str(hidden.pk)}))
    assert response.status_code in (200, 404)
    assert not OurSite.objects.exists()


@pytest.mark.parametrize("role", ["editor", "contributor"])
def test_nobody_else_has_the_screen(
    client: Client, people: dict[str, Person], sections: list[Page], role: str
) -> None:
    client.force_login(people[role])
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, filled_in(sections)).status_code == 404
    assert not OurSite.objects.exists()


def test_pages_cost_no_further_query(client: Client, homes: tuple[Home, Home]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert Client().get("/fr/search/?q=rien").status_code == 200
        return len(counted)

    queries()
    before = queries()
    OurSite.objects.create(pk=1, colour="leaf", contact_address="a@x.example", logo=a_picture())
    OurWords.objects.create(language="fr", name="Autre nom", footer="Rue longue")
    add(homes[0], PlainPage, "Mentions")
    queries()
    assert queries() == before


def test_plain_pages_stand_at_the_foot_and_in_no_list(
    client: Client, homes: tuple[Home, Home]
) -> None:
    add(homes[0], PlainPage, "Mentions légales")
    assert "/fr/mentions-legales/" in client.get("/fr/").content.decode()
    assert "/fr/mentions-legales/" not in client.get("/en/").content.decode()
    assert client.get("/fr/mentions-legales/").status_code == 200
    assert "Mentions" not in client.get("/fr/search/?q=mentions").context["results"].hits


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", BandColour.values)
def test_white_words_are_read_on_each_colour_in_both_themes(colour: str) -> None:
    for shade in BANDS[colour]:
        assert 1.05 / (luminance(shade) + 0.05) >= 4.5
        assert f"--brand:{shade}" in sheet(colour)


def test_six_colours_are_offered_and_each_has_its_shades() -> None:
    assert len(BandColour.values) == 6
    assert set(BANDS) == set(BandColour.values)
    assert len({sheet(colour) for colour in BANDS}) == 6


@pytest.mark.parametrize("colour", BandColour.values)
def test_the_policy_lets_the_sheet_of_each_colour_in(
    client: Client, homes: tuple[Home, Home], colour: str
) -> None:
    OurSite.objects.create(pk=1, colour=colour)
    response = client.get("/fr/")
    css = re.search(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert css
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    assert f"sha256-{digest}" in response["Content-Security-Policy"]


def test_an_article_below_home_can_stand_in_the_menu(
    screen: Client, sections: list[Page], home: Home
) -> None:
    about = add(home, Article, "À propos")
    form = filled_in([*sections, about], **{f"place-{about.translation_key}-languages": ["fr"]})
    screen.post(ADDRESS, form)
    assert menu(screen, "fr") == ["Un", "Deux", "Trois", "À propos"]


def test_the_screen_asks_as_much_for_many_sections_as_for_few(
    screen: Client, sections: list[Page], homes: tuple[Home, Home]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert screen.get(ADDRESS).status_code == 200
        return len(counted)

    queries()
    few = queries()
    for number in range(6):
        page = add(homes[0], Section, f"Rubrique {number}", show_in_menus=True)
        translate(page, homes[1], f"Section {number}", show_in_menus=True)
    queries()
    assert queries() == few
