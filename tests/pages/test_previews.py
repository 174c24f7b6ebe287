"""A draft looked at through others' eyes: what they would get, and nothing more; kept by nobody."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from access.models import Space
from files.models import Picture, SiteDocument
from pages.models import (
    Article,
    Directory,
    Home,
    ManagersHome,
    Objectives,
    Section,
    Seminar,
    SpaceHome,
)
from people.models import Person
from tests.conftest import give_role
from tests.factories import (
    ITEMS,
    PersonFactory,
    a_space,
    add,
    belonging,
    item,
    paragraph,
    signed_in,
    translate,
)
from tests.pages.checks.clean import good_picture

LISTS = {"section": Section, "directory": Directory, "objectives": Objectives}


def look(client: Client, page: Page, mode: str) -> HttpResponse:
    """The saved draft of a page, looked at in a way."""
    return client.get(f"/admin/pages/{page.pk}/view_draft/?mode={mode}")


def words(answer: HttpResponse) -> str:
    """What an answer says."""
    return answer.content.decode()


@pytest.fixture
def screens(editor: Person) -> Client:
    """The editor's browser."""
    return signed_in(editor)


@pytest.mark.parametrize("code", [*sorted(ITEMS), *LISTS, "home"])
def test_every_type_is_shown_in_every_way_and_kept_by_nobody(
    screens: Client, home: Home, code: str
) -> None:
    page = home if code == "home" else add(home, LISTS[code], "T") if code in LISTS else None
    page = page or item(code, home, "T")
    page.title = "En brouillon"
    page.save_revision()
    modes = [mode for mode, _name in page.preview_modes]
    assert modes == ["", "phone", "visitor", "member", "print", "light", "language-en"]
    for mode in modes:
        answer = look(screens, page, mode)
        assert answer.status_code == 200, mode
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        elsewhere = mode == "phone" or (mode == "language-en" and code == "home")
        assert ("En brouillon" in words(answer)) is not elsewhere, mode


def test_only_those_who_may_edit_look(home: Home, contributor: Person) -> None:
    page = item("article", home, "Titre")
    for mode, _name in page.preview_modes:
        assert look(Client(), page, mode).status_code == 302
        assert look(signed_in(PersonFactory()), page, mode).status_code == 404
        assert look(signed_in(contributor), page, mode).status_code == 200


@pytest.mark.parametrize("mode", ["space-1", "space-", "language-xx", "nobody", "<script>"])
def test_a_way_that_does_not_exist_is_missing(screens: Client, home: Home, mode: str) -> None:
    assert look(screens, item("article", home, "Titre"), mode).status_code == 404


def linked(parent: Page, target: Page, **fields: Any) -> Any:
    """An article whose text links to a page."""
    text = f'Lisez <a linktype="page" id="{target.pk}">le texte</a>.'
    return add(parent, Article, "Article", body=paragraph(text), **fields)


@pytest.fixture
def space(home: Home) -> Space:
    """A space for its members only."""
    return a_space()


@pytest.fixture
def space_home(space: Space) -> SpaceHome:
    """Its French home page."""
    found: SpaceHome = SpaceHome.objects.get(space=space, locale__language_code="fr")
    return found


def test_a_visitor_gets_no_link_to_what_is_for_members(
    home: Home, space: Space, space_home: SpaceHome
) -> None:
    inside = add(space_home, Article, "Entre nous")
    page = linked(home, inside)
    person = give_role(belonging(space, "publisher"), home, ("add", "change", "publish"))
    client = signed_in(person)
    assert inside.url_path.split("/")[-2] in words(look(client, page, ""))
    assert f'href="{inside.url}"' not in words(look(client, page, "visitor"))
    assert "entre-nous" not in words(look(client, page, "visitor"))
    assert "le texte" in words(look(client, page, "visitor"))


def test_a_page_of_a_space_is_missing_for_those_outside(
    space: Space, space_home: SpaceHome
) -> None:
    page = add(space_home, Article, "Entre nous")
    page.unpublish()
    client = signed_in(belonging(space, "publisher"))
    inside, outside = f"space-{space.pk}", ("visitor", "member")
    assert inside in dict(page.preview_modes)
    assert "Entre nous" in words(look(client, page, inside))
    for mode in outside:
        answer = look(client, page, mode)
        assert answer.status_code == 404
        assert "Entre nous" not in words(answer)
        assert "no-store" in answer["Cache-Control"]


def test_what_only_managers_see_is_missing_for_the_people_of_the_space(space: Space) -> None:
    above = ManagersHome.objects.get(space=space, locale__language_code="fr")
    page = add(above, Article, "Comptes")
    client = signed_in(belonging(space, "manager"))
    assert "Comptes" in words(look(client, page, ""))
    assert look(client, page, f"space-{space.pk}").status_code == 404


def test_nobody_looks_through_the_eyes_of_who_sees_more(
    home: Home, space: Space, editor: Person
) -> None:
    page = item("seminar", home, "Rencontre")
    Seminar.objects.filter(pk=page.pk).update(space=space)
    page = Seminar.objects.get(pk=page.pk)
    mode = f"space-{space.pk}"
    assert mode in dict(page.preview_modes)
    assert look(signed_in(editor), page, mode).status_code == 404
    member = give_role(belonging(space, "publisher"), home, ("add", "change"))
    assert look(signed_in(member), page, mode).status_code == 200


def test_the_file_of_a_space_is_left_out_for_a_visitor(
    home: Home, space: Space, editor: Person
) -> None:
    document = SiteDocument(
        title="Budget interne", file="private/budget.pdf", file_size=9, collection=space.collection
    )
    SiteDocument.objects.bulk_create([document])
    page = add(home, Article, "Article", body=[{"type": "file", "value": document.pk}])
    member = give_role(belonging(space, "publisher"), home, ("add", "change"))
    assert "Budget interne" in words(look(signed_in(member), page, ""))
    assert "Budget interne" not in words(look(signed_in(member), page, "visitor"))


def test_a_visitor_is_offered_nothing_that_needs_an_account(screens: Client, home: Home) -> None:
    page = item("article", home, "Titre")
    assert f"/admin/pages/{page.pk}/edit/" in words(look(screens, page, ""))
    assert "/admin/" not in words(look(screens, page, "visitor"))


def test_in_light_mode_a_picture_waits_to_be_asked_for(
    screens: Client, home: Home, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = Picture.objects.create(title="Puits", file=get_test_image_file())
    page = item("article", home, "Titre", picture=picture, picture_alt="Un puits")
    assert "<picture>" in words(look(screens, page, ""))
    light = words(look(screens, page, "light"))
    assert "<picture>" not in light
    assert "<summary>Un puits" in light


def test_on_paper_the_rules_for_print_hold(screens: Client, home: Home) -> None:
    html = words(look(screens, item("article", home, "Titre"), "print"))
    assert "@media print" not in html
    assert "@media all{" in html
    assert "prefers-color-scheme" not in html


def test_a_phone_is_a_frame_around_the_page(screens: Client, home: Home) -> None:
    html = words(look(screens, item("article", home, "Titre"), "phone"))
    assert 'src="?mode=visitor"' in html
    assert 'width="360"' in html


def test_phone_paper_and_light_mode_show_what_most_readers_get(
    screens: Client, home: Home, space: Space, space_home: SpaceHome
) -> None:
    public, private = item("article", home, "Titre"), add(space_home, Article, "Entre nous")
    assert "/admin/" in words(look(screens, public, ""))
    member = signed_in(belonging(space, "publisher"))
    assert f'src="?mode=space-{space.pk}"' in words(look(member, private, "phone"))
    for mode in ("print", "light"):
        assert "/admin/" not in words(look(screens, public, mode))
        assert "Entre nous" in words(look(member, private, mode))


def test_the_other_language_is_the_draft_of_the_translation(
    screens: Client, home: Home, english: Home, editor: Person
) -> None:
    page = item("article", home, "Titre")
    assert "<h1>Titre</h1>" not in words(look(screens, page, "language-en"))
    other = translate(page, english, "Title")
    other.title = "Title to come"
    other.save_revision()
    seen = words(look(screens, page, "language-en"))
    assert "<h1>Title</h1>" in seen
    assert 'lang="en"' in seen
    give_role(editor, english, ("change",))
    assert "<h1>Title to come</h1>" in words(look(signed_in(editor), page, "language-en"))


def test_a_translation_in_draft_is_missing_for_who_may_not_edit_it(
    screens: Client, home: Home, english: Home
) -> None:
    page = item("article", home, "Titre")
    translate(page, english, "Secret title").unpublish()
    answer = look(screens, page, "language-en")
    assert answer.status_code == 404
    assert "Secret title" not in words(answer)


def test_where_the_site_has_arabic_an_untranslated_page_is_mirrored(
    screens: Client, home: Home, settings: Any
) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    page = item("article", home, "Titre")
    seen = words(look(screens, page, "language-ar"))
    assert 'dir="rtl"' in seen
    assert "<h1>Titre</h1>" in seen


@pytest.mark.parametrize("role", ["contributor", "publisher", "manager"])
def test_the_screen_of_a_page_of_a_space_offers_the_eyes_of_its_people(
    space: Space, space_home: SpaceHome, role: str
) -> None:
    person = belonging(space, role)
    page = add(space_home, Article, "Entre nous", owner=person, picture=good_picture(consent=""))
    page.save_revision()
    html = words(signed_in(person).get(f"/admin/pages/{page.pk}/edit/"))
    assert f"?mode=space-{space.pk}" in html
    assert "?mode=visitor" in html


@pytest.mark.parametrize("mode", ["", "phone", "visitor", "member", "print", "light"])
def test_a_page_can_be_looked_at_so_before_it_is_saved(
    screens: Client, home: Home, mode: str
) -> None:
    address = f"/admin/pages/add/pages/section/{home.pk}/preview/"
    rows = {name: inline_formset([]) for name in ("theme_rows", "territory_rows", "comments")}
    fields = {"title": "Pas encore", "slug": "pas-encore", "licence": "cc0", "order": "date"}
    assert screens.post(address, nested_form_data({**fields, **rows})).json()["is_valid"]
    answer = screens.get(f"{address}?mode={mode}")
    assert answer.status_code == 200
    assert ("Pas encore" in words(answer)) is (mode != "phone")
