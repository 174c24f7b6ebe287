"""`check_access` finds whatever disagrees, and repairs what can be derived."""

import io
import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, PageViewRestriction

from access.check import findings
from access.models import (
    AudienceRoot,
    CollectionAudience,
    CollectionRoot,
    PageAudience,
    Space,
    SpaceGroupPermission,
    SpaceUserPermission,
)
from pages.models import Article, Home, Section, SpaceHome
from tests.conftest import give_role
from tests.factories import PersonFactory, a_space, add, belonging


@pytest.fixture
def space(home: Home) -> Space:
    """A space with a reader and a page."""
    space = a_space()
    belonging(space, "reader")
    add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Dedans")
    return space


def lose_a_group(space: Space) -> None:
    space.group("reader").delete()


def lose_a_right(space: Space) -> None:
    SpaceGroupPermission.objects.filter(content_object=space).first().delete()


def lose_a_page_right(space: Space) -> None:
    GroupPagePermission.objects.filter(group__name__startswith="space:").first().delete()


def give_a_file_right(space: Space) -> None:
    right = Permission.objects.get(codename="add_document", content_type__app_label="wagtaildocs")
    GroupCollectionPermission.objects.create(
        group=space.group("reader"), collection=space.collection.get_root(), permission=right
    )


def slip_somebody_in(space: Space) -> None:
    PersonFactory().groups.add(space.group("manager"))


def throw_somebody_out(space: Space) -> None:
    space.memberships.get(role="reader").person.groups.clear()


def widen_a_page(space: Space) -> None:
    PageAudience.objects.filter(page__slug="dedans").update(audience="public")


def forget_a_page(space: Space) -> None:
    PageAudience.objects.filter(page__slug="dedans").delete()


def widen_the_files(space: Space) -> None:
    CollectionAudience.objects.filter(collection=space.collection).update(audience="public")


def give_a_personal_right(space: Space) -> None:
    SpaceUserPermission.objects.create(
        user=PersonFactory(),
        content_object=space,
        permission=Permission.objects.get(codename="view_space"),
    )


def give_editors_a_right_inside(space: Space) -> None:
    home = SpaceHome.objects.filter(space=space).first()
    give_role(PersonFactory(), Page.objects.get(pk=home.pk), ("change",))


def give_editors_files_inside(space: Space) -> None:
    GroupCollectionPermission.objects.create(
        group=Group.objects.create(name="Helpers"),
        collection=space.collection,
        permission=Permission.objects.get(codename="choose_document"),
    )


def give_editors_the_space(space: Space) -> None:
    SpaceGroupPermission.objects.create(
        group=Group.objects.create(name="Helpers"),
        content_object=space,
        permission=Permission.objects.get(codename="view_space"),
    )


def give_the_files_to_another(space: Space) -> None:
    CollectionRoot.objects.filter(collection=space.collection).update(audience="public")


def forget_the_files(space: Space) -> None:
    CollectionRoot.objects.filter(collection=space.collection).delete()


def take_the_wall_away(space: Space) -> None:
    PageViewRestriction.objects.first().delete()


DAMAGE = [
    lose_a_group, lose_a_right, lose_a_page_right, give_a_file_right, slip_somebody_in,
    throw_somebody_out, widen_a_page, forget_a_page, widen_the_files, give_a_personal_right,
    give_editors_a_right_inside, give_editors_files_inside, give_editors_the_space,
    give_the_files_to_another, forget_the_files, take_the_wall_away,
]  # fmt: skip


def test_a_site_as_it_was_made_has_nothing_to_find(space: Space) -> None:
    a_space("autre", "secret")
    assert findings() == []
    call_command("check_access", stdout=io.StringIO())


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_repaired(space: Space, damage: Callable[[Space], None]) -> None:
    damage(space)
    found = findings()
    assert found
    with pytest.raises(SystemExit) as stopped:
        call_command("check_access", stdout=io.StringIO())
    assert stopped.value.code == 1
    call_command("check_access", "--fix", stdout=io.StringIO(), stderr=io.StringIO())
    assert findings() == []


def test_a_translation_that_is_seen_by_others_is_found_and_left_to_people(
    space: Space, home: Home, english: Home
) -> None:
    inside = Article.objects.get(slug="dedans")
    section = add(english, Section, "Section")
    add(section, Article, "Inside", translation_key=inside.translation_key)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_access", "--fix", "--json", stdout=out, stderr=io.StringIO())
    (finding,) = json.loads(out.getvalue())
    assert set(finding) == {"surface", "role", "object", "language", "expected", "got"}
    assert finding["surface"] == "translations"
    assert {finding["expected"], finding["got"]} == {space.audience, "public"}


def test_an_alias_that_is_seen_by_others_is_found(space: Space, home: Home) -> None:
    inside = Article.objects.get(slug="dedans")
    inside.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copie")
    assert {finding.surface for finding in findings()} == {"aliases"}


def test_looking_takes_as_many_queries_for_many_spaces_as_for_one(
    space: Space, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(5):
        a_space(f"espace-{number}")
    assert Group.objects.filter(name__startswith="space:").count() == 24
    assert AudienceRoot.objects.filter(audience__startswith="space:").count() == 12
    with django_assert_max_num_queries(31):  # type: ignore[attr-defined]
        findings()
