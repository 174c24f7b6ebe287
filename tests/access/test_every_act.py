"""Whatever Wagtail and wagtail-localize do to pages, each has the audience of the nearest root.

Recomputed here in Python after every act, and compared with what the triggers wrote; the index
must say the same. Where an act may put pages is another matter: see the screens that confirm it.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree

from access.actions.membership import end
from access.models import PUBLIC, AudienceRoot, LanguageRole, PageAudience, Space
from access.moves import CannotMove
from access.visibility import audiences_of
from pages.models import Article, Home, Section, SpaceHome
from people.actions.answer_invitation import accept_invitation
from people.actions.invite_translator import invite_translator
from people.models import Invitation, Person
from search.models import SearchDocument
from tests.factories import PersonFactory, a_space, add, translate
from tests.languages.translating import translate as fill_in


@dataclass
class World:
    """Two languages, two spaces, and pages inside and outside them."""

    first: Space
    second: Space
    public: Section
    rubric: Section
    folder: Section
    note: Article
    deep: Article
    person: Person


def fresh(page: Page) -> Page:
    """The page as the database has it."""
    return Page.objects.get(pk=page.pk).specific


def home_of(space: Space, language: str = "fr") -> Page:
    """The home page of a space."""
    return fresh(SpaceHome.objects.get(space=space, locale__language_code=language))


def begun() -> World:
    """The pages that acts are done to, each with a document in the index."""
    home, english = Home.objects.select_related("locale").order_by("path")
    first, second = a_space("premier"), a_space("second", "secret")
    public = add(home, Section, "Publique")
    rubric = translate(public, english, "Public")
    add(public, Article, "Ouverte")
    folder = add(home_of(first), Section, "Dossier")
    note = add(folder, Article, "Note")
    deep = add(add(folder, Section, "Sous-dossier"), Article, "Profonde")
    made = World(
        first, second, public, rubric, folder, note, deep, PersonFactory(is_superuser=True)
    )
    index()
    return made


@pytest.fixture(scope="module")
def world_planted(plant: Callable[..., Any]) -> World:
    """Those pages, for all tests of this file."""
    return plant(begun)


@pytest.fixture
def world(world_planted: World, db: None) -> World:
    """Those pages, as an act may change them."""
    return deepcopy(world_planted)


def index() -> None:
    """Give every page a document, whatever search engine there is."""
    SearchDocument.objects.all().delete()
    SearchDocument.objects.bulk_create(
        SearchDocument(
            kind="page", object_id=key, language="fr", type="article", group=str(key),
            path=path, title="x", title_key="x", summary="", body="", audience="none",
        )
        for key, path in Page.objects.values_list("pk", "path")
    )  # fmt: skip


def recomputed() -> dict[int, str]:
    """The audience of every page, by the nearest root above it."""
    roots = dict(AudienceRoot.objects.values_list("page__path", "audience"))
    found = {}
    for key, path in Page.objects.values_list("pk", "path"):
        above = [path[:end] for end in range(len(path), 0, -Page.steplen) if path[:end] in roots]
        if above:
            found[key] = roots[above[0]]
    return found


def check() -> None:
    """Compare every audience with the path, the translations of roots, and the index."""
    expected = recomputed()
    assert dict(PageAudience.objects.values_list("page_id", "audience")) == expected
    for root in AudienceRoot.objects.select_related("page"):
        versions = Page.objects.filter(
            translation_key=root.page.translation_key, alias_of__isnull=True
        )
        held = set(
            AudienceRoot.objects.filter(page__in=versions).values_list("audience", flat=True)
        )
        assert held <= {root.audience}
    indexed = SearchDocument.objects.filter(kind="page").values_list("object_id", "audience")
    assert {key: audience for key, audience in indexed if key in expected} == {
        key: expected[key] for key, _audience in indexed if key in expected
    }
    assert not [key for key, audience in indexed if key not in expected and audience]


ACTS: dict[str, Callable[[World], object]] = {}


def act(function: Callable[[World], object]) -> Callable[[World], object]:
    """Note an act."""
    ACTS[function.__name__] = function
    return function


def places(world: World) -> list[Page]:
    """Where pages come to: in public, in each space, at the border and outside all trees."""
    return [
        fresh(page)
        for page in (
            world.public,
            world.rubric,
            home_of(world.first),
            home_of(world.second),
            home_of(world.second, "en"),
            home_of(world.first).get_parent(),
        )
    ]


@act
def draft(world: World) -> None:
    for number, place in enumerate(places(world)):
        page = Article(title="Brouillon", slug=f"brouillon-{number}", live=False)
        page.locale = place.locale
        place.add_child(instance=page)
        page.save_revision()
        page.get_latest_revision().publish()


@act
def copy(world: World) -> None:
    for number, place in enumerate(places(world)):
        fresh(world.note).copy(to=place, update_attrs={"slug": f"copie-{number}"})


@act
def copy_recursively(world: World) -> None:
    for number, place in enumerate(places(world)):
        fresh(world.folder).copy(recursive=True, to=place, update_attrs={"slug": f"copie-{number}"})


@act
def copy_as_drafts(world: World) -> None:
    for number, place in enumerate(places(world)):
        fresh(world.folder).copy(
            recursive=True,
            to=place,
            update_attrs={"slug": f"copie-{number}"},
            keep_live=False,
            copy_revisions=False,
        )


@act
def copy_a_root_with_all_beneath(world: World) -> None:
    home_of(world.first).copy(
        recursive=True, to=fresh(world.public), update_attrs={"slug": "copie"}
    )


@act
def alias(world: World) -> None:
    for number, place in enumerate(places(world)):
        CreatePageAliasAction(
            fresh(world.note), parent=place, update_slug=f"reflet-{number}", user=world.person
        ).execute(skip_permission_checks=True)


@act
def alias_recursively_then_convert(world: World) -> None:
    for number, place in enumerate(places(world)):
        made = CreatePageAliasAction(
            fresh(world.folder), recursive=True, parent=place, update_slug=f"reflet-{number}"
        ).execute(skip_permission_checks=True)
        check()
        ConvertAliasPageAction(made, user=world.person).execute(skip_permission_checks=True)


@act
def alias_of_a_root(world: World) -> None:
    home_of(world.first).create_alias(
        parent=fresh(world.public), update_slug="reflet", recursive=True
    )


@act
def copy_for_translation(world: World) -> None:
    english = Locale.objects.get(language_code="en")
    fresh(world.folder).copy_for_translation(english)
    fresh(world.deep).copy_for_translation(english, copy_parents=True, alias=True)
    section = add(fresh(world.public), Section, "Nouvelle")
    add(section, Article, "Enfant")
    CopyPageForTranslationAction(
        fresh(section), english, include_subtree=True, user=world.person
    ).execute(skip_permission_checks=True)


@act
def translate_publish_and_sync(world: World) -> None:
    english = Locale.objects.get(language_code="en")
    for page in (world.folder, world.note, world.public):
        source, _made = TranslationSource.get_or_create_from_instance(fresh(page))
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=english)
        fill_in(translation)
        translation.save_target(publish=True)
        check()
        changed = fresh(page)
        changed.title = f"{changed.title} changée"
        changed.save_revision().publish()
        source.update_from_db()
        translation.save_target(publish=False)


@act
def translate_by_the_form(world: World) -> None:
    english = Locale.objects.get(language_code="en")
    translate_object(fresh(world.folder), [english], user=world.person)
    translate_page_subtree(fresh(world.folder).pk, [english], None, world.person)


@act
def keep_another_language_in_step(world: World) -> None:
    english = Locale.objects.get(language_code="en")
    french = Locale.objects.get(language_code="fr")
    LocaleSynchronization.objects.create(locale=english, sync_from=french).sync_trees()
    add(fresh(world.folder), Article, "Nouvelle note").save_revision().publish()


@act
def move_everywhere(world: World) -> None:
    for place in places(world):
        for position in ("first-child", "last-child"):
            MovePageAction(
                fresh(world.folder), fresh(place), pos=position, user=world.person
            ).execute(skip_permission_checks=True)
            check()


@act
def move_beside(world: World) -> None:
    for place in places(world)[:5]:
        for position in ("left", "right", "first-sibling", "last-sibling"):
            fresh(world.folder).move(fresh(place), pos=position)
            check()


@act
def move_roots(world: World) -> None:
    for place in places(world)[:2]:
        home_of(world.second).move(fresh(place), pos="first-child")
        check()
    with pytest.raises(CannotMove):  # its translation would stay behind
        fresh(world.public).move(home_of(world.first), pos="last-child")


@act
def put_in_another_order(world: World) -> None:
    client = Client()
    client.force_login(world.person)
    add(fresh(world.folder), Article, "Dernière")
    for page in (world.note, world.folder, world.public):
        for position in ("0", "1", ""):
            client.post(f"/admin/pages/{page.pk}/set_position/?position={position}")
            check()


@act
def move_many_by_the_screen(world: World) -> None:
    client = Client()
    client.force_login(world.person)
    other = add(home_of(world.first), Section, "Autre dossier")
    answer = client.post(
        f"/admin/bulk/wagtailcore/page/move/?id={world.note.pk}&id={world.deep.pk}",
        {"chooser": other.pk, "move_applicable": "on"},
    )
    assert answer.status_code == 302
    assert fresh(world.note).get_parent().pk == other.pk


@act
def revert_after_a_move(world: World) -> None:
    before = fresh(world.note).save_revision()
    fresh(world.note).save_revision().publish()
    fresh(world.folder).move(home_of(world.second), pos="last-child")
    fresh(world.note).save_revision(previous_revision=before)
    Revision.objects.get(pk=before.pk).publish()


@act
def write_rows_in_bulk(world: World) -> None:
    for number, place in enumerate(places(world)):
        original = Page.objects.get(pk=world.note.pk)
        plain = {field.attname: getattr(original, field.attname) for field in Page._meta.fields}
        plain.update(
            id=None,
            slug=f"en-masse-{number}",
            path=f"{place.path}ZZZ{number}",
            depth=place.depth + 1,
            url_path=f"{place.url_path}en-masse-{number}/",
            translation_key=f"7b2f2f60-0000-4000-8000-00000000000{number}",
            latest_revision_id=None,
            live_revision_id=None,
        )
        Page.objects.bulk_create([Page(**plain)])


@act
def save_what_was_loaded_before_a_move(world: World) -> None:
    stale = fresh(world.note)
    fresh(world.note).move(fresh(world.public), pos="last-child")
    check()
    stale.save()
    check()
    stale = fresh(world.deep)
    fresh(world.folder).move(fresh(world.public), pos="last-child")
    stale.save(clean=False)


@act
def repair_the_tree(world: World) -> None:
    fresh(world.folder).move(fresh(world.public), pos="first-child")
    Page.fix_tree()


@act
def withdraw_and_delete(world: World) -> None:
    fresh(world.note).unpublish()
    fresh(world.folder).delete()
    fresh(world.public).delete()


@act
def let_an_invited_volunteer_translate(world: World) -> None:
    volunteer, seen = PersonFactory(email="lea@example.org", limited=True), {PUBLIC}
    for space in (None, world.first, world.second):
        invite_translator("lea@example.org", ["en"], "translator", world.person, "en", space=space)
        assert set(audiences_of(Person.objects.get(pk=volunteer.pk))) == seen
        assert accept_invitation(Invitation.objects.waiting().get(), volunteer)
        seen |= {space.audience} if space else set()
        assert set(audiences_of(Person.objects.get(pk=volunteer.pk))) == seen
    end(world.second.memberships.get(person=volunteer), world.person)
    held = LanguageRole.objects.filter(person=volunteer)
    assert set(held.values_list("space", flat=True)) == {None, world.first.pk}


@act
def rename(world: World) -> None:
    page = fresh(world.folder)
    page.slug = "autre-nom"
    page.save_revision().publish()


@pytest.mark.parametrize("name", ACTS)
def test_every_page_has_the_audience_of_the_nearest_root_after(name: str, world: World) -> None:
    check()
    ACTS[name](world)
    check()
    index()
    check()
