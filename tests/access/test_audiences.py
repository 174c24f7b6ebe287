"""Triggers give every page the audience of the nearest root above it, whatever was done to it."""

import uuid

import pytest
from wagtail.models import Page

from access.models import PUBLIC, AudienceRoot, PageAudience
from access.visibility import visible_to
from pages.models import Article, Home, Section
from tests.factories import add, item

SPACE = "space:1"


def audience(page: Page) -> str | None:
    """What the triggers wrote for a page."""
    return PageAudience.objects.filter(page=page.pk).values_list("audience", flat=True).first()


@pytest.fixture
def branch(home: Home) -> dict[str, Page]:
    """A public section beside a space that holds a section with an article."""
    public = add(home, Section, "Publique")
    space = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=space, audience=SPACE)
    inside = add(space, Section, "Dossier")
    article = item("article", inside, "Compte rendu")
    return {"public": public, "space": space, "inside": inside, "article": article}


def fresh(page: Page) -> Page:
    """The page as the database has it."""
    return Page.objects.get(pk=page.pk)


def test_an_added_page_has_the_audience_of_the_nearest_root(branch: dict[str, Page]) -> None:
    assert audience(branch["public"]) == PUBLIC
    assert audience(branch["space"]) == SPACE
    assert audience(branch["article"]) == SPACE


def test_a_draft_has_its_audience_before_it_is_published(branch: dict[str, Page]) -> None:
    draft = branch["inside"].add_child(
        instance=Article(title="Brouillon", live=False, locale=branch["inside"].locale)
    )
    assert audience(draft) == SPACE


def test_a_recursive_copy_takes_the_audience_of_its_new_place(branch: dict[str, Page]) -> None:
    copied = fresh(branch["inside"]).specific.copy(
        recursive=True, to=fresh(branch["public"]), update_attrs={"slug": "copie"}
    )
    assert audience(copied) == PUBLIC
    assert audience(copied.get_children().get()) == PUBLIC
    assert audience(branch["article"]) == SPACE


def test_a_moved_branch_takes_the_audience_of_its_new_place(branch: dict[str, Page]) -> None:
    fresh(branch["inside"]).move(fresh(branch["public"]), pos="last-child")
    assert audience(branch["inside"]) == PUBLIC
    assert audience(branch["article"]) == PUBLIC
    fresh(branch["inside"]).move(fresh(branch["space"]), pos="last-child")
    assert audience(branch["article"]) == SPACE


def test_a_moved_root_keeps_its_audience_for_all_beneath(branch: dict[str, Page]) -> None:
    fresh(branch["space"]).move(fresh(branch["public"]), pos="last-child")
    assert [audience(branch[name]) for name in ("public", "space", "inside", "article")] == [
        PUBLIC,
        SPACE,
        SPACE,
        SPACE,
    ]


def test_putting_siblings_in_another_order_changes_no_audience(branch: dict[str, Page]) -> None:
    last = add(branch["public"].get_parent(), Section, "Dernière")
    item("article", last, "Nouvelle")
    fresh(last).move(fresh(branch["public"]), pos="left")
    fresh(branch["space"]).move(fresh(branch["public"]), pos="left")
    assert audience(branch["article"]) == audience(branch["space"]) == SPACE
    assert {audience(page) for page in Page.objects.descendant_of(fresh(last))} == {PUBLIC}
    assert audience(branch["public"]) == PUBLIC


def test_rows_written_in_bulk_have_their_audience(branch: dict[str, Page]) -> None:
    parent = fresh(branch["inside"])
    model = Article
    written = fresh(branch["article"]).specific
    path = parent.path + "000Z"
    plain = {field.attname: getattr(written, field.attname) for field in Page._meta.fields}
    plain.update(id=None, path=path, slug="en-masse", url_path=parent.url_path + "en-masse/")
    plain["translation_key"] = "7b2f2f60-0000-4000-8000-000000000001"
    Page.objects.bulk_create([Page(**plain)])
    assert audience(Page.objects.get(path=path)) == SPACE
    assert model.objects.count() == 1


def test_a_root_reaches_its_hundred_thousandth_child(branch: dict[str, Page]) -> None:
    public = fresh(branch["public"])
    far = Page(
        title="Loin", slug="loin", url_path=f"{public.url_path}loin/", path=f"{public.path}Z000",
        depth=public.depth + 1, locale=public.locale, translation_key=uuid.uuid4(),
        content_type=branch["article"].content_type,
    )  # fmt: skip
    Page.objects.bulk_create([far])
    assert audience(far) == PUBLIC
    root = AudienceRoot.objects.create(page=public, audience=SPACE)
    assert audience(far) == SPACE
    root.delete()
    assert audience(far) == PUBLIC


def test_a_root_that_goes_gives_its_pages_back_to_the_root_above(branch: dict[str, Page]) -> None:
    AudienceRoot.objects.get(page=branch["space"]).delete()
    assert audience(branch["space"]) == audience(branch["article"]) == PUBLIC


def test_the_audience_of_a_root_can_change_for_all_beneath(branch: dict[str, Page]) -> None:
    AudienceRoot.objects.filter(page=branch["space"]).update(audience="managers:1")
    assert audience(branch["article"]) == "managers:1"
    assert audience(branch["public"]) == PUBLIC


def test_a_root_that_is_given_to_another_page_leaves_the_first_one(branch: dict[str, Page]) -> None:
    AudienceRoot.objects.filter(page=branch["space"]).update(page=branch["inside"])
    assert audience(branch["space"]) == PUBLIC
    assert audience(branch["inside"]) == audience(branch["article"]) == SPACE


def test_a_translation_copy_has_the_audience_of_the_tree_it_is_in(
    branch: dict[str, Page], english: Home
) -> None:
    copied = fresh(branch["public"]).specific.copy_for_translation(english.locale)
    assert audience(copied) == PUBLIC
    AudienceRoot.objects.filter(page=english).update(audience="space:2")
    assert audience(copied) == "space:2"


def test_without_any_root_nobody_sees_a_page(branch: dict[str, Page], english: Home) -> None:
    AudienceRoot.objects.all().delete()
    assert not PageAudience.objects.exists()
    assert not visible_to(Page.objects.all(), (PUBLIC, SPACE)).exists()


def test_a_page_is_visible_to_holders_of_its_audience_only(branch: dict[str, Page]) -> None:
    article = Page.objects.filter(pk=branch["article"].pk)
    assert not visible_to(article, (PUBLIC,)).exists()
    assert visible_to(article, (PUBLIC, SPACE)).exists()
