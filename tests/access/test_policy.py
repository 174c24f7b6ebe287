"""Our policies answer what Wagtail's answer, in a few queries whatever the number of rights."""

import random
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail.models.pages import PagePermissionTester as InstalledTester
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permissions import policy_registry

from access.generation import forget_held
from access.models import SPACES, AudienceRoot
from access.policies.collections import PrefixCollectionPolicy, PrefixFilePolicy
from access.policies.pages import PrefixPagePolicy, PrefixPageTester
from files.models import SiteDocument
from pages.models import Home, Section
from people.models import Person
from tests.factories import PersonFactory, add

StockPagePolicy = PrefixPagePolicy.__mro__[1]
StockPageTester = PrefixPageTester.__mro__[1]
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete", "delete", "fly")
FILE_ACTIONS = ("add", "change", "delete", "choose", "fly")
TESTS = (
    "can_add_subpage", "can_edit", "can_delete", "can_unpublish", "can_publish", "can_lock",
    "can_unlock", "can_publish_subpage", "can_reorder_children", "can_move", "can_copy",
    "can_set_view_restrictions",
)  # fmt: skip


def action_sets(actions: tuple[str, ...]) -> list[set[str]]:
    """Each action, and every two of them."""
    return [set(chosen) for size in (1, 2) for chosen in combinations(actions, size)]


@pytest.fixture
def chance() -> random.Random:
    """Always the same chance."""
    return random.Random(20_000)


@pytest.fixture
def people(db: None, chance: random.Random) -> list[Any]:
    """A dozen persons: nobody, superusers, the inactive, and those in one to three groups."""
    groups = [Group.objects.create(name=f"Group {number}") for number in range(8)]
    persons = [PersonFactory() for _number in range(10)]
    for person in persons[1:]:
        person.groups.set(chance.sample(groups, chance.randint(1, 3)))
    Person.objects.filter(pk=persons[8].pk).update(is_active=False)
    Person.objects.filter(pk=persons[9].pk).update(is_superuser=True)
    gone = PersonFactory(is_superuser=True, is_active=False)
    return [AnonymousUser(), gone, *persons]


def again(person: Any) -> Any:
    """The same person in another request."""
    return person if person.is_anonymous else Person.objects.get(pk=person.pk)


@pytest.fixture
def tree(home: Home, english: Home, people: list[Any], chance: random.Random) -> list[Page]:
    """Forty pages of many owners in two languages, with rights spread over them."""
    branches: list[Any] = [home, english]
    owners = [person for person in people if not person.is_anonymous]
    for number in range(40):
        parent = chance.choice(branches[-9:])
        page = add(parent, Section, f"Page {number}", owner=chance.choice(owners))
        if chance.random() < 0.4:
            Page.objects.filter(pk=page.pk).update(live=False)
        branches.append(page)
    names = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
    pages = list(Page.objects.exclude(depth=1))
    for group in Group.objects.all():
        for page in chance.sample(pages, 3):
            for name in chance.sample(names, chance.randint(1, 3)):
                GroupPagePermission.objects.create(
                    group=group, page=page, permission=permission(f"{name}_page")
                )
    widest = Group.objects.last()
    assert widest is not None
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(
        group=widest, page=root, permission=permission("change_page")
    )
    return list(Page.objects.order_by("path"))


def permission(codename: str) -> Permission:
    """A right over Wagtail's own models."""
    return Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")


def keys(found: Any) -> set[Any]:
    """What a queryset or a list holds."""
    return {item.pk for item in found}


def test_page_answers_equal_those_of_wagtail(tree: list[Page], people: list[Any]) -> None:
    ours, stock = PrefixPagePolicy(Page), StockPagePolicy(Page)
    for person in people:
        mine, theirs = again(person), again(person)
        assert ours.explorable_root_instance(mine) == stock.explorable_root_instance(theirs)
        assert keys(ours.explorable_instances(mine)) == keys(stock.explorable_instances(theirs))
        assert keys(ours.instances_with_direct_explore_permission(mine)) == keys(
            stock.instances_with_direct_explore_permission(theirs)
        )
        for actions in action_sets(PAGE_ACTIONS):
            assert ours.user_has_any_permission(mine, actions) == stock.user_has_any_permission(
                theirs, actions
            )
            found = ours.instances_user_has_any_permission_for(mine, actions)
            assert keys(found) == keys(
                stock.instances_user_has_any_permission_for(theirs, actions)
            ), (person, actions)
            for page in tree:
                assert ours.user_has_any_permission_for_instance(
                    mine, actions, page
                ) == stock.user_has_any_permission_for_instance(theirs, actions, page)


def test_narrowed_to_a_type_the_answers_still_equal(tree: list[Page], people: list[Any]) -> None:
    ours, stock = PrefixPagePolicy.for_model(Section), StockPagePolicy.for_model(Section)
    for person in people:
        mine, theirs = again(person), again(person)
        for action in PAGE_ACTIONS:
            assert keys(ours.instances_user_has_permission_for(mine, action)) == keys(
                stock.instances_user_has_permission_for(theirs, action)
            )


def test_who_may_is_who_wagtail_says_may(tree: list[Page], people: list[Any]) -> None:
    ours, stock = PrefixPagePolicy(Page), StockPagePolicy(Page)
    for action in PAGE_ACTIONS:
        assert keys(ours.users_with_permission(action)) == keys(stock.users_with_permission(action))
        for page in tree[::5]:
            assert keys(ours.users_with_permission_for_instance(action, page)) == keys(
                stock.users_with_permission_for_instance(action, page)
            )


def test_the_tester_of_a_page_answers_as_wagtails(tree: list[Page], people: list[Any]) -> None:
    assert InstalledTester is PrefixPageTester
    for person in people:
        mine, theirs = again(person), again(person)
        for page in tree:
            ours, stock = page.permissions_for_user(mine), StockPageTester(theirs, page)
            assert isinstance(ours, PrefixPageTester)
            if not person.is_superuser:
                stock.permissions = getattr(stock, "permissions", set())  # an error if inactive
                assert ours.permissions == stock.permissions
            for name in TESTS:
                assert getattr(ours, name)() == getattr(stock, name)(), (person, page, name)


@pytest.fixture
def collections(people: list[Any], chance: random.Random) -> list[Collection]:
    """Fifteen collections, nested, with rights spread over them and a document in each."""
    made = [Collection.get_first_root_node()]
    owners = [person for person in people if not person.is_anonymous]
    for number in range(15):
        parent = Collection.objects.get(pk=chance.choice(made[-5:]).pk)
        made.append(parent.add_child(instance=Collection(name=f"Collection {number}")))
    for collection in made:
        for owner in chance.sample(owners, 2):
            SiteDocument.objects.create(
                title="Letter", file="letter.pdf", collection=collection, uploaded_by_user=owner
            )
    names = [
        *(f"{action}_document" for action in ("add", "change", "choose")),
        *(f"{action}_collection" for action in ("add", "change", "delete")),
    ]
    for group in Group.objects.all():
        for collection in chance.sample(made, 2):
            for name in chance.sample(names, 3):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission(name)
                )
    return list(Collection.objects.order_by("path"))


def test_file_answers_equal_those_of_wagtail(
    collections: list[Collection], people: list[Any]
) -> None:
    options = {"auth_model": "wagtaildocs.Document", "owner_field_name": "uploaded_by_user"}
    ours = PrefixFilePolicy(SiteDocument, **options)
    stock = CollectionOwnershipPermissionPolicy(SiteDocument, **options)
    documents = list(SiteDocument.objects.select_related("collection"))
    for person in people:
        mine, theirs = again(person), again(person)
        for action in FILE_ACTIONS:
            assert ours.user_has_permission(mine, action) == stock.user_has_permission(
                theirs, action
            )
        for actions in action_sets(FILE_ACTIONS):
            for method in (
                "instances_user_has_any_permission_for",
                "collections_user_has_any_permission_for",
            ):
                assert keys(getattr(ours, method)(mine, actions)) == keys(
                    getattr(stock, method)(theirs, actions)
                ), (person, method, actions)
            for document in documents:
                assert ours.user_has_any_permission_for_instance(
                    mine, actions, document
                ) == stock.user_has_any_permission_for_instance(theirs, actions, document)


def test_collection_answers_equal_those_of_wagtail(
    collections: list[Collection], people: list[Any]
) -> None:
    ours = PrefixCollectionPolicy(Collection)
    stock = CollectionManagementPermissionPolicy(Collection)
    for person in people:
        if not again(person).is_active and not person.is_anonymous:
            continue  # Wagtail lists to the inactive what they may delete; ours lists nothing
        mine, theirs = again(person), again(person)
        for action in ("add", "change", "delete"):
            assert ours.user_has_permission(mine, action) == stock.user_has_permission(
                theirs, action
            )
            assert keys(ours.instances_user_has_permission_for(mine, action)) == keys(
                stock.instances_user_has_permission_for(theirs, action)
            )
            for collection in collections:
                assert ours.user_has_permission_for_instance(
                    mine, action, collection
                ) == stock.user_has_permission_for_instance(theirs, action, collection)


def test_our_policies_are_those_in_force() -> None:
    from wagtail.permission_policies.pages import PagePermissionPolicy

    assert isinstance(policy_registry.get_by_type(Page), PrefixPagePolicy)
    assert isinstance(policy_registry.get_by_type(Section), PrefixPagePolicy)
    assert isinstance(policy_registry.get_by_type(get_image_model()), PrefixFilePolicy)
    assert isinstance(policy_registry.get_by_type(get_document_model()), PrefixFilePolicy)
    assert isinstance(policy_registry.get_by_type(Collection), PrefixCollectionPolicy)
    assert PagePermissionPolicy is PrefixPagePolicy


@pytest.fixture
def spaces(home: Home) -> Callable[[int], Iterator[Page]]:
    """Makes private spaces with a page in each."""

    def make(size: int) -> Iterator[Page]:
        above = add(home, Section, "Espaces")
        AudienceRoot.begin(above, SPACES)
        forget_held()
        for number in range(size):
            space = add(above, Section, f"Espace {number}")
            AudienceRoot.begin(space, f"space:{number}")
            add(space, Section, f"Page {number}")
            yield space

    return make


def test_rights_over_public_pages_end_beneath_what_holds_spaces(
    home: Home, spaces: Callable[[int], Iterator[Page]]
) -> None:
    first, second = spaces(2)
    person = PersonFactory()
    group = Group.objects.create(name="Public editors")
    person.groups.add(group)
    for page in (home, second):
        GroupPagePermission.objects.create(
            group=group, page=page, permission=permission("change_page")
        )
    policy = policy_registry.get_by_type(Page)
    seen = policy.instances_user_has_permission_for(person, "change")
    hidden = keys(first.get_descendants(inclusive=True))
    expected = keys(home.get_descendants(inclusive=True)) - hidden
    assert keys(seen) == expected
    assert keys(policy.explorable_instances(person)) == expected | {Page.objects.get(depth=1).pk}
    for page in Page.objects.exclude(depth=1):
        assert page.permissions_for_user(person).can_edit() == (page.pk in expected)
        assert policy.user_has_permission_for_instance(person, "change", page) == (
            page.pk in expected
        )


def queries_of(person: Person, tree: list[Page]) -> int:
    """How many queries a request asks that lists and tests all pages."""
    policy = policy_registry.get_by_type(Page)
    with CaptureQueriesContext(connection) as captured:
        person = again(person)
        policy.explorable_root_instance(person)
        assert list(policy.explorable_instances(person))
        assert list(policy.instances_user_has_permission_for(person, "publish"))
        for page in tree:
            assert page.permissions_for_user(person).can_publish() == (page.depth > 3)
    return len(captured)


@pytest.mark.parametrize("size", [3, 30])
def test_more_spaces_ask_no_more_queries(
    size: int, home: Home, spaces: Callable[[int], Iterator[Page]]
) -> None:
    person = PersonFactory()
    for space in spaces(size):
        group = Group.objects.create(name=f"Space {space.pk}")
        person.groups.add(group)
        for verb in ("change", "publish"):
            GroupPagePermission.objects.create(
                group=group, page=space, permission=permission(f"{verb}_page")
            )
    tree = list(Page.objects.filter(path__startswith=home.path).specific())
    # The person, her rights, where spaces begin, the top of the tree, two lists.
    assert queries_of(person, tree) == 6
