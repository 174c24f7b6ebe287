"""What was taken away since a backup is taken away again, and nothing is given by it.

Each act is done, written down, and undone by a rollback, as a restore would undo it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.db import transaction
from pytest_django import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from access.actions.language_role import end_language_role, give_language_role
from access.actions.membership import end, give
from access.actions.space import change_parts, change_preset, change_status
from access.apart import append
from access.generation import forget_held
from access.models import AudienceRoot, LanguageRole, Membership, PageAudience, Space
from discussions.actions.withdraw import withdraw
from discussions.actions.write import Words, begin
from files.models import Consent, Picture, SiteDocument
from pages.models import Article, Home
from passerelle.removals.again import Done, do_again
from passerelle.removals.journal import lines_since, place
from people.actions.erase import erase
from people.actions.suspend import suspend
from people.models import Letter, Organization, Person, Profile, Silence
from people.roles import site_roles_held
from tests.factories import OrganizationFactory, PersonFactory, a_space, add, belonging

Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def apart(db: None, settings: Settings, tmp_path: Path) -> None:
    """A journal and files of the test's own."""
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.MEDIA_ROOT = str(tmp_path / "media")


def after_restore(*acts: Act) -> Done:
    """Do something, go back to before, and do again what the journal says."""
    append(place(), {"act": "backup", "mark": "here"})
    before = transaction.savepoint()
    for act in acts:
        act()
    transaction.savepoint_rollback(before)
    forget_held()
    done = do_again(lines_since("here"))
    assert done.failed == []
    return done


@pytest.fixture
def space() -> Space:
    """A space."""
    return a_space()


def test_an_erased_account_is_erased(space: Space) -> None:
    person = belonging(space, "reader", first_name="Awa", email="awa@example.org")
    Profile.objects.create(person=person, name="Awa Ndiaye")
    after_restore(lambda: erase(Person.objects.get(pk=person.pk)))
    person.refresh_from_db()
    assert person.erased_at
    assert "awa" not in f"{person.email}{person.first_name}".lower()
    assert not Profile.objects.filter(person=person).exists()
    assert not Membership.objects.filter(person=person).exists()


def test_the_journal_names_nobody(space: Space) -> None:
    person = belonging(space, "reader", first_name="Awa", email="awa@example.org")
    Profile.objects.create(person=person, name="Awa Ndiaye", phone="0601020304")
    after_restore(lambda: erase(Person.objects.get(pk=person.pk)))
    written = place().read_text()
    assert str(person.pk) in written
    assert not [word for word in ("Awa", "awa@", "Ndiaye", "06010", "example") if word in written]


def test_a_suspended_account_is_shut_out() -> None:
    person, by = PersonFactory(), PersonFactory()
    after_restore(lambda: suspend(Person.objects.get(pk=person.pk), by))
    person.refresh_from_db()
    assert not person.is_active


def test_an_account_that_was_saved_as_it_was_keeps_all_it_had() -> None:
    person = PersonFactory(is_superuser=True, password="plain")
    person.set_password("a word of hers")
    person.save()
    after_restore(lambda: Person.objects.get(pk=person.pk).save())
    person.refresh_from_db()
    assert person.is_active and person.is_superuser and person.check_password("a word of hers")


def test_a_password_that_was_replaced_opens_nothing() -> None:
    person = PersonFactory()
    person.set_password("known to somebody")
    person.save()

    def replace() -> None:
        other = Person.objects.get(pk=person.pk)
        other.set_password("known to nobody")
        other.save()

    after_restore(replace)
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_a_second_factor_that_was_taken_off_is_off() -> None:
    person = PersonFactory()
    factor = Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    after_restore(lambda: Authenticator.objects.get(pk=factor.pk).delete())
    assert not Authenticator.objects.exists()


def test_somebody_who_left_a_space_is_out_of_it_and_of_its_groups(space: Space) -> None:
    person = belonging(space, "publisher")
    after_restore(lambda: end(Membership.objects.get(person=person), None))
    assert not Membership.objects.filter(person=person).exists()
    assert not Person.objects.get(pk=person.pk).groups.exists()


def test_a_role_that_was_lowered_is_low(space: Space) -> None:
    person = belonging(space, "publisher")
    after_restore(lambda: give(space, person, "reader", actor=None))
    assert Membership.objects.get(person=person).role == "reader"
    assert [group.name for group in Person.objects.get(pk=person.pk).groups.all()] == [
        space.group("reader").name
    ]


def test_a_role_that_was_raised_stays_as_it_was(space: Space) -> None:
    person = belonging(space, "reader")
    after_restore(lambda: give(space, person, "manager", actor=None))
    assert Membership.objects.get(person=person).role == "reader"


def test_a_role_of_the_site_that_was_taken_is_gone(roles: dict[str, Any]) -> None:
    person = PersonFactory()
    person.groups.add(roles["administrator"], roles["editor"])
    after_restore(lambda: person.groups.remove(roles["administrator"]))
    assert site_roles_held(Person.objects.get(pk=person.pk)) == {"editor"}


def test_a_role_is_gone_from_whichever_side_it_was_taken(roles: dict[str, Any]) -> None:
    one, other = PersonFactory(), PersonFactory()
    for person in (one, other):
        person.groups.add(roles["editor"])
    after_restore(lambda: roles["editor"].user_set.remove(one), other.groups.clear)
    assert not site_roles_held(Person.objects.get(pk=one.pk))
    assert not site_roles_held(Person.objects.get(pk=other.pk))


def test_somebody_translates_no_more() -> None:
    person = PersonFactory()
    held = give_language_role(person, "en", LanguageRole.Role.TRANSLATOR, actor=None)
    after_restore(lambda: end_language_role(held, None))
    assert not LanguageRole.objects.exists()


def test_a_space_is_as_closed_as_it_was_made() -> None:
    space = a_space(preset="open")
    Space.objects.filter(pk=space.pk).update(machine_help=True)
    after_restore(
        lambda: change_preset(Space.objects.get(pk=space.pk), "secret", None),
        lambda: change_status(Space.objects.get(pk=space.pk), "archived", None),
        lambda: change_parts(Space.objects.get(pk=space.pk), ["files"], None),
        lambda: Space.objects.get(pk=space.pk).save(),
    )
    space.refresh_from_db()
    assert (space.preset, space.status, space.parts) == ("secret", "archived", ["files"])
    assert space.machine_help, "nobody ended it"


def test_a_space_that_was_opened_wider_stays_closed() -> None:
    space = a_space(preset="secret")
    after_restore(lambda: change_preset(Space.objects.get(pk=space.pk), "open", None))
    space.refresh_from_db()
    assert space.preset == "secret"


def test_a_page_that_was_unpublished_is_off_the_site(home: Home) -> None:
    page = add(home, Article, "Retirée")
    after_restore(lambda: Article.objects.get(pk=page.pk).unpublish())
    assert not Page.objects.get(pk=page.pk).live


def test_a_page_that_was_deleted_is_gone_with_what_lay_beneath(home: Home) -> None:
    page = add(home, Article, "Effacée")
    beneath = add(page, Article, "Dessous")
    after_restore(lambda: Page.objects.get(pk=page.pk).delete())
    assert not Page.objects.filter(pk__in=[page.pk, beneath.pk]).exists()


def test_a_section_that_was_closed_is_closed(home: Home, space: Space) -> None:
    page = add(home, Article, "Fermée")
    after_restore(lambda: AudienceRoot.begin(page, space.audience))
    assert PageAudience.objects.get(page=page).audience == space.audience


def test_a_page_that_was_moved_into_a_space_is_for_its_people(home: Home, space: Space) -> None:
    page = add(home, Article, "Chez nous")
    place = Page.objects.get(audience_root__audience=space.audience, locale=home.locale)
    after_restore(lambda: Page.objects.get(pk=page.pk).move(place, "last-child"))
    assert PageAudience.objects.get(page=page).audience == space.audience


def test_a_file_that_was_deleted_is_gone() -> None:
    document = SiteDocument.objects.create(title="Acte", file=ContentFile(b"a", name="acte.txt"))
    after_restore(lambda: SiteDocument.objects.get(pk=document.pk).delete())
    assert not SiteDocument.objects.exists()


def test_a_file_that_was_put_into_a_space_lies_there(space: Space) -> None:
    document = SiteDocument.objects.create(title="Acte", file=ContentFile(b"a", name="acte.txt"))

    def put() -> None:
        found = SiteDocument.objects.get(pk=document.pk)
        found.collection = space.collection
        found.save()

    after_restore(put)
    document.refresh_from_db()
    assert document.collection_id == space.collection_id
    assert document.file.name.startswith("private/")


def test_people_who_agreed_no_more_have_to_be_asked_again() -> None:
    picture = Picture.objects.create(
        title="Puits", file=get_test_image_file(), consent=Consent.AGREED
    )

    def ask() -> None:
        found = Picture.objects.get(pk=picture.pk)
        found.consent = Consent.UNASKED
        found.save()

    after_restore(ask)
    picture.refresh_from_db()
    assert picture.consent == Consent.UNASKED


def test_words_that_were_taken_back_are_gone(space: Space) -> None:
    author = belonging(space, "contributor")
    message = begin(space, "note", author, "Le puits", "fr", Words("Mes mots"))
    after_restore(lambda: withdraw(type(message).objects.get(pk=message.pk), author))
    message.refresh_from_db()
    message.thread.refresh_from_db()
    assert message.text == "" and message.thread.hidden_at


def test_letters_that_were_stopped_are_stopped() -> None:
    person = PersonFactory()
    after_restore(
        lambda: Silence.objects.create(person=person, kind="discussions.new", topic="thread:1")
    )
    assert Silence.objects.get().topic == "thread:1"


def test_a_profile_shows_no_more_than_it_did() -> None:
    person = PersonFactory()
    profile = Profile.objects.create(
        person=person, name="Awa", name_shown="everybody", phone="06", phone_shown="members",
        function="chargée", function_shown="nobody",
    )  # fmt: skip

    def narrow() -> None:
        found = Profile.objects.get(pk=profile.pk)
        found.name_shown, found.function_shown, found.phone = "spaces", "everybody", ""
        found.save()

    after_restore(narrow)
    profile.refresh_from_db()
    assert (profile.name_shown, profile.function_shown) == ("spaces", "nobody")
    assert (profile.phone, profile.function) == ("", "chargée")


def test_an_organisation_publishes_no_more_contacts_than_it_did() -> None:
    made = OrganizationFactory(
        email="a@example.org", email_published=True, phone="01", phone_published=True
    )

    def hide() -> None:
        found = Organization.objects.get(pk=made.pk)
        found.email_published, found.phone = False, ""
        found.save()

    after_restore(hide)
    made.refresh_from_db()
    assert not made.email_published and made.phone == ""


def test_what_came_after_the_backup_is_passed_over(home: Home, space: Space) -> None:
    def come_and_go() -> None:
        person = belonging(space, "reader")
        end(Membership.objects.get(person=person), None)
        add(home, Article, "Brève").delete()

    assert after_restore(come_and_go).acts


def test_nobody_gets_a_letter_twice(space: Space) -> None:
    person = belonging(space, "reader")
    after_restore(lambda: end(Membership.objects.get(person=person), None))
    assert not Letter.objects.waiting().exists()


def test_one_act_that_cannot_be_done_stops_no_other(space: Space) -> None:
    person = belonging(space, "reader")
    number = Membership.objects.get(person=person).pk
    done = do_again(
        [
            {"act": "unheard of", "id": 1},
            {"act": "deleted", "what": "access.Membership", "id": number},
        ]
    )
    assert len(done.failed) == 1 and done.acts == 1
    assert not Membership.objects.filter(person=person).exists()
