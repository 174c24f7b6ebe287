"""A language is added in one command that can be cut short, and that shows nothing to anybody."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowPage

from access.check import findings
from access.models import PUBLIC, PageAudience
from access.roles import ROLES, group_name
from pages.actions import open_space
from pages.models import Home, Spaces
from pages.models.space_home import ManagersHome, SpaceHome
from passerelle.begin_language import begin_language
from tests.factories import a_space, belonging, signed_in

pytestmark = pytest.mark.usefixtures("five_languages")


def add_language(code: str = "es") -> str:
    """Run the command, and give what it says."""
    said = StringIO()
    call_command("add_language", code, stdout=said)
    return said.getvalue()


@pytest.fixture
def two_spaces(roles: dict[str, Group]) -> list:
    """Two spaces, on a site with its roles."""
    return [a_space("atelier"), a_space("cercle", preset="secret")]


def test_the_tree_the_spaces_and_the_rights_of_a_language_are_made(two_spaces: list) -> None:
    add_language()
    home = Home.objects.get(locale__language_code="es")
    assert not home.live
    assert home.translation_key == Home.objects.get(slug="fr").translation_key
    assert PageAudience.objects.get(page_id=home.pk).audience == PUBLIC
    place = Spaces.objects.child_of(home).get()
    assert place.get_view_restrictions().filter(restriction_type="login").exists()
    assert PageAudience.objects.get(page_id=place.pk).audience == "spaces"
    for space in two_spaces:
        for model, audience in (
            (SpaceHome, space.audience),
            (ManagersHome, space.managers_audience),
        ):
            page = model.objects.get(space=space, locale=home.locale)
            assert PageAudience.objects.get(page_id=page.pk).audience == audience
            assert page.get_translations().count() == 2
            assert not page.live
        page = SpaceHome.objects.get(space=space, locale=home.locale)
        for role in ROLES.values():
            held = GroupPagePermission.objects.filter(
                page_id=page.pk, group__name=group_name(space.pk, role.code)
            )
            assert held.count() == len(role.pages)
    assert findings() == []


def test_the_roles_of_the_site_are_the_same_below_the_new_home_page(two_spaces: list) -> None:
    add_language()
    rows = {
        language: set(
            GroupPagePermission.objects.filter(page__slug=language, page__depth=2).values_list(
                "group__name", "permission__codename"
            )
        )
        for language in ("fr", "es")
    }
    assert rows["fr"] == rows["es"] != set()
    assert WorkflowPage.objects.filter(page__slug="es", page__depth=2).count() == 1


def test_nobody_is_shown_the_language_until_its_home_page_is_published(
    two_spaces: list,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    add_language()
    member = signed_in(belonging(two_spaces[0], "reader"))

    def traces() -> set[str]:
        places = ("/fr/", "/fr/contact/", "/sitemap.xml", "/fr/territories/", "/fr/search/")
        return {
            place
            for browser in (client, member)
            for place in places
            if "/es/" in browser.get(place).content.decode()
        }

    assert client.get("/es/").status_code == 404
    assert client.get("/es/spaces/cercle/").status_code == 404
    assert traces() == set()
    assert client.get("/", headers={"Accept-Language": "es"})["Location"] == "/fr/"
    # Whoever prepares it has the interface in it already; no link of it leads to nothing.
    assert member.get("/es/account/").status_code == 200
    assert 'href="/es/"' not in member.get("/es/account/").content.decode()
    assert member.get("/es/spaces/atelier/").status_code == 200

    home = Home.objects.get(slug="es")
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    assert client.get("/es/").status_code == 200
    assert "/fr/" in traces()
    assert client.get("/", headers={"Accept-Language": "es"})["Location"] == "/es/"
    assert client.get("/es/spaces/cercle/").status_code == 404
    assert not SpaceHome.objects.filter(live=False).exists()
    assert not ManagersHome.objects.filter(live=False).exists()
    assert not Spaces.objects.filter(live=False).exists()
    assert findings() == []


def test_what_was_cut_short_is_taken_up_where_it_was_left(
    two_spaces: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, planted = open_space.plant_homes, []

    def cut_at_the_second(space, places) -> None:
        if planted:
            raise KeyboardInterrupt
        planted.append(space)
        plant(space, places)

    with monkeypatch.context() as cut:
        cut.setattr("passerelle.begin_language.plant_homes", cut_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            begin_language("es")
    there = Page.objects.filter(locale__language_code="es").count()
    assert there == 4
    assert PageAudience.objects.count() == Page.objects.filter(depth__gt=1).count()
    add_language()
    rows = Page.objects.count(), GroupPagePermission.objects.count(), WorkflowPage.objects.count()
    assert Page.objects.filter(locale__language_code="es").count() == there + 2
    assert findings() == []
    add_language()
    assert rows == (
        Page.objects.count(), GroupPagePermission.objects.count(), WorkflowPage.objects.count(),
    )  # fmt: skip


def test_a_space_opened_meanwhile_has_a_draft_in_the_new_language(two_spaces: list) -> None:
    add_language()
    space = a_space("tard")
    live = dict(SpaceHome.objects.filter(space=space).values_list("locale__language_code", "live"))
    assert live == {"fr": True, "en": True, "es": False}
    assert findings() == []


def test_what_remains_is_said_in_plain_words(
    two_spaces: list, settings: Settings, client: Client
) -> None:
    said = add_language("mg")
    home = Home.objects.get(locale=Locale.all_objects.get(language_code="mg"))
    assert "Malagasy is prepared" in said
    assert "CONTENT_LANGUAGES=fr,en,es,pt,ar,mg" in said
    assert "locale/mg" in said
    assert f"/admin/pages/{home.pk}/edit/" in said
    assert client.get("/mg/").status_code == client.get("/fr/nothing/").status_code == 404
    assert client.get("/fr/").status_code == 200
    assert findings() == []
    assert "CONTENT_LANGUAGES" not in add_language("es")


def test_what_is_no_language_or_no_site_is_refused_in_a_sentence(db: None) -> None:
    with pytest.raises(CommandError, match="no language"):
        add_language("xx")
    Page.objects.filter(depth__gt=1).delete()
    with pytest.raises(CommandError, match="install"):
        add_language("es")
