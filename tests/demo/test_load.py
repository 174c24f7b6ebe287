"""The demonstration once it is in the database."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex, Site

from access.models import PageAudience
from files.models import Picture, SiteDocument
from pages.models import Home, Period, Project, Resource, Seminar, Spaces, StrategicObjective
from pages.models.base import BasePage
from passerelle.demo.accounts import ACCOUNTS, Account
from people.models import Organization, Person, Profile
from search.models import Outbox, SearchDocument
from tests.demo.conftest import TODAY
from thesaurus.models import Concept, ConceptLabel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

PAGES = {
    "project": 16, "seminar": 12, "workshop": 16, "network": 10, "offer": 36, "resource": 28,
    "experience_sheet": 15, "action_sheet": 8, "article": 35, "annex": 4,
    "note": 19, "discussion": 14,
}  # fmt: skip


def pages() -> list[BasePage]:
    """Every page but the root."""
    return list(Page.objects.filter(depth__gt=1).specific())


def test_every_page_is_published_and_has_one_revision() -> None:
    for page in pages():
        assert page.live
        assert not page.has_unpublished_changes
        assert page.revisions.count() == 1
        assert page.live_revision_id == page.latest_revision_id is not None


def test_every_page_outside_the_spaces_is_public() -> None:
    audiences = dict(PageAudience.objects.values_list("page_id", "audience"))
    within = Q()
    for page in Spaces.objects.all():
        within |= Q(path__startswith=page.path)
    for page in Page.objects.filter(depth__gt=1).exclude(within):
        assert audiences[page.pk] == "public", page.title
    for page in Page.objects.filter(within):
        assert audiences[page.pk] != "public", page.title


def test_an_editor_could_save_every_page_as_it_is() -> None:
    for page in pages():
        page.full_clean()
        for name in page.body_fields:
            value = getattr(page, name)
            if not isinstance(value, str):
                value.stream_block.clean(value)


def test_the_index_holds_each_page_and_organisation_in_its_languages() -> None:
    counts = Counter(SearchDocument.objects.values_list("type", flat=True))
    assert counts == {
        **PAGES,
        "organization": 2 * Organization.objects.count(),
        "document": SiteDocument.objects.filter(collection__depth__gt=1).count(),
        "person": Profile.objects.filter(name_shown__in=("members", "everybody")).count(),
    }
    assert not Outbox.objects.exists()


def test_a_page_and_its_translation_share_keys_and_block_ids() -> None:
    french = Seminar.objects.get(slug="evaluer-sans-juger", locale__language_code="fr")
    english = french.get_translations().get()
    assert [block.id for block in french.write_up] == [block.id for block in english.write_up]
    assert [row.translation_key for row in french.sessions.all()] == [
        row.translation_key for row in english.sessions.all()
    ]
    assert [block.id for row in french.sessions.all() for block in row.speakers] == [
        block.id for row in english.sessions.all() for block in row.speakers
    ]


def test_streams_of_translations_are_built_alike() -> None:
    for page in pages():
        for other in page.get_translations().specific():
            for name in page.body_fields:
                mine, theirs = getattr(page, name), getattr(other, name)
                if not isinstance(mine, str):
                    assert [block.block_type for block in mine] == [
                        block.block_type for block in theirs
                    ], f"{page.slug} {name}"
                    assert [block.id for block in mine] == [block.id for block in theirs]


def test_the_write_up_with_notes_has_them() -> None:
    page = Seminar.objects.get(slug="evaluer-sans-juger", locale__language_code="fr")
    kinds = Counter(block.block_type for block in page.write_up)
    assert kinds["table"] == kinds["notes"] == 1
    assert kinds["quote"] >= 1
    assert len(next(block for block in page.write_up if block.block_type == "notes").value) == 2


def test_links_of_texts_lead_to_pages_of_the_same_language() -> None:
    page = Project.objects.get(slug="cinq-puits-et-trois-jardins-autour-de-kaya")
    raw = str(page.body.raw_data)
    assert 'linktype="page"' in raw
    targets = ReferenceIndex.get_references_for_object(page).filter(
        model_path__startswith="body", to_content_type__model="page"
    )
    found = Page.objects.filter(pk__in=[row.to_object_id for row in targets])
    assert {target.locale_id for target in found} == {page.locale_id}


def test_dates_count_from_the_day_of_loading() -> None:
    to_come = Seminar.objects.filter(starts_on__gt=TODAY, locale__language_code="fr")
    assert to_come.count() == 2
    project = Project.objects.get(slug="cinq-puits-et-trois-jardins-autour-de-kaya")
    assert project.first_published_at.date() < TODAY
    assert str(TODAY.year - 4) in project.words
    for page in pages():
        if page.first_published_at:
            assert page.first_published_at.date() <= TODAY, page.slug


def test_resources_give_a_file_of_their_language_whose_text_is_known() -> None:
    for resource in Resource.objects.exclude(kind="link"):
        assert resource.file.language == resource.locale.language_code
        assert len(resource.file.text.split()) > 150, resource.slug
    assert SiteDocument.objects.filter(collection__depth=1).count() == 26


def test_pictures_are_stored_once_for_both_languages(loaded: Path) -> None:
    for picture in Picture.objects.all():
        assert picture.file_hash
        assert picture.credit
    for page in pages():
        for other in page.get_translations().specific():
            assert page.picture_id == other.picture_id
    assert len(list(loaded.glob("public/original_images/*"))) == Picture.objects.count()
    assert not Picture.renditions.rel.related_model.objects.exists()


def test_objectives_name_pages_and_the_old_period_is_archived() -> None:
    assert [period.is_archived for period in Period.objects.order_by("starts")] == [True, False]
    for objective in StrategicObjective.objects.all():
        assert objective.served_by.exists(), objective.code
    assert datetime.date(TODAY.year - 4, 12, 31) in Period.objects.values_list("ends", flat=True)


def test_the_thesaurus_has_five_domains_and_a_label_in_each_language() -> None:
    assert Concept.objects.filter(broader=None).count() == 5
    assert ConceptLabel.objects.count() == 2 * Concept.objects.count()


def test_each_language_has_a_home_and_the_site_begins_with_the_first() -> None:
    assert set(Home.objects.values_list("locale__language_code", flat=True)) == {"fr", "en"}
    site = Site.objects.get()
    assert site.root_page.locale.language_code == "fr"
    assert (site.hostname, site.port) == ("127.0.0.1", 8000)


def test_the_menu_has_seven_sections_at_most() -> None:
    for home in Home.objects.all():
        assert 4 <= home.get_children().in_menu().count() <= 7


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)
def test_each_account_has_its_password_and_no_right_above_all(account: Account) -> None:
    person = Person.objects.get(email=account.email)
    assert PBKDF2PasswordHasher().verify(account.password, person.password)
    assert person.is_active == (account.name != "suspended")
    assert person.limited == (account.name in ("partner", "volunteer"))
    assert not person.is_superuser


def test_only_editors_and_administrators_publish_public_pages() -> None:
    page = Seminar.objects.first()
    may_publish = {
        account.name
        for account in ACCOUNTS
        if page.permissions_for_user(Person.objects.get(email=account.email)).can_publish()
    }
    assert may_publish == {"administrator", "editor"}
    assert page.get_workflow() is not None


def test_people_without_an_account_open_no_door() -> None:
    others = Person.objects.exclude(email__in=[account.email for account in ACCOUNTS])
    assert others.count() > 15
    assert not any(person.has_usable_password() for person in others)


def test_profiles_show_different_people_to_different_readers() -> None:
    member = Person.objects.get(email="member-manager@trame-commune.example")
    outsider = Person.objects.get(email="outsider@trame-commune.example")
    seen = [set(Profile.objects.shown_to(one)) for one in (AnonymousUser(), outsider, member)]
    assert set() < seen[0] < seen[1] < seen[2] <= set(Profile.objects.all())
