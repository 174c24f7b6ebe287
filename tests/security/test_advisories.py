"""What was found in Wagtail and its family does not hold here: for a publisher of another space."""

import io

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from pages.models import Article, Period
from people.post.send import send_due
from people.post.write import write
from tests.factories import PersonFactory, belonging
from tests.security.conftest import WORD, World

PAYLOAD = '"><script>alert(1)</script>'
INERT = b"<script>alert(1)</script>"


def test_fields_that_a_form_does_not_show_cannot_be_sent(world: World) -> None:
    """CVE-2024-32882."""
    hidden = {
        "is_superuser": "on",
        "is_staff": "on",
        "limited": "on",
        "groups": "1",
        "email": "x@x",
    }
    for address in ("/fr/account/name/", "/fr/account/profile/", "/admin/account/"):
        world.client.post(address, {"first_name": "Awa", "last_name": "Ba", **hidden})
    before = (world.person.email, world.person.groups.count())
    world.person.refresh_from_db()
    assert not (world.person.is_superuser or world.person.is_staff or world.person.limited)
    assert (world.person.email, world.person.groups.count()) == before


def test_settings_of_the_site_and_of_other_spaces_are_not_hers(world: World) -> None:
    """CVE-2024-35228."""
    for address in ("/admin/sites/", "/admin/sites/edit/1/", "/admin/groups/", "/admin/users/"):
        assert world.client.get(address).status_code in (302, 404)
    assert world.refused(f"/fr/spaces/{WORD}/settings/")
    assert world.refused(f"/admin/collections/{world.theirs.space.collection_id}/")


def test_a_query_of_100_kilobytes_is_answered_or_refused(world: World) -> None:
    """CVE-2024-39317."""
    query = 'a" OR ' * 17_000
    assert world.client.get("/fr/search/", {"q": query}).status_code == 400
    for address in ("/admin/pages/search/", "/admin/images/", "/admin/documents/"):
        assert world.client.get(address, {"q": query}).status_code < 500


def test_previews_of_drafts_need_the_right_to_edit(world: World) -> None:
    """CVE-2026-25517."""
    for page in (world.theirs.draft, world.theirs.page):
        assert world.refused(f"/admin/pages/{page.pk}/edit/preview/")
        assert world.refused(f"/admin/pages/{page.pk}/view_draft/")
        assert world.refused(f"/admin/pages/add/pages/article/{page.get_parent().pk}/preview/")


def test_no_option_of_a_table_becomes_a_script(world: World) -> None:
    """CVE-2026-28222."""
    table = {
        "data": [[PAYLOAD, "b"]],
        "table_caption": PAYLOAD,
        "cell": [{"row": 0, "col": 1, "className": PAYLOAD, "hidden": False}],
        "mergeCells": [],
        "first_row_is_table_header": True,
    }
    page = Article.objects.get(pk=world.mine.page.pk)
    page.body = [{"type": "table", "value": table}]
    page.save_revision().publish()
    assert INERT not in world.client.get(f"/fr/spaces/atelier/{page.slug}/").content
    assert INERT not in world.client.get("/fr/search/?q=alert").content
    assert INERT not in world.client.get(f"/admin/pages/{page.pk}/view_draft/").content


def test_a_title_is_inert_in_screens_and_letters(world: World) -> None:
    """CVE-2026-28223."""
    manager = belonging(world.mine.space, "manager", is_superuser=True)
    page = Article.objects.get(pk=world.mine.page.pk)
    page.title = page.draft_title = PAYLOAD
    page.save_revision().publish()
    world.client.force_login(manager)
    for address in (
        f"/admin/localize/submit/page/{page.pk}/",
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/unpublish/",
    ):
        answer = world.client.get(address)
        assert answer.status_code == 200
        assert INERT not in answer.content
    write("page_accepted", [manager], {"page": page.pk}, key="title")
    send_due()
    (message,) = mail.outbox
    html = str(message.alternatives[0][0])
    assert INERT.decode() not in html
    assert "alert(1)" in html


def test_no_revision_of_another_page_can_be_compared(world: World) -> None:
    """CVE-2026-44197."""
    mine, theirs = world.mine, world.theirs
    for page in (mine.page.pk, theirs.page.pk):
        for pair in (
            f"{theirs.revision}...{theirs.revision}",
            f"{theirs.revision}...live",
            f"{mine.revision}...{theirs.revision}",
        ):
            assert world.refused(f"/admin/pages/{page}/revisions/compare/{pair}/")
        assert world.refused(f"/admin/pages/{page}/revisions/{theirs.revision}/view/")
        assert world.refused(f"/admin/pages/{page}/revisions/{theirs.revision}/revert/")


def test_no_history_of_another_page_even_deleted_or_moved(world: World) -> None:
    """CVE-2026-44198."""
    keys = [world.theirs.page.pk, world.theirs.draft.pk]
    for key in keys:
        assert world.refused(f"/admin/pages/{key}/history/")
        assert world.refused(f"/admin/pages/{key}/workflow_history/")
    Page.objects.get(pk=keys[0]).delete()
    assert world.refused(f"/admin/pages/{keys[0]}/history/")
    for report in ("site-history", "locked", "aging-pages", "workflow"):
        told = world.client.get(f"/admin/reports/{report}/").content.lower()
        assert WORD.encode() not in told


def test_ids_in_a_form_are_checked_again(world: World) -> None:
    """CVE-2026-44199: forms of visitors are not installed; acts on many take ids too."""
    assert not apps.is_installed("wagtail.contrib.forms")
    key = world.theirs.page.pk
    for act in ("delete", "unpublish", "publish", "move"):
        answer = world.client.post(f"/admin/bulk/wagtailcore/page/{act}/?id={key}", {"next": "/"})
        assert answer.status_code == 404
    assert Page.objects.filter(pk=key, live=True).exists()


@pytest.mark.parametrize("act", ["copy", "move", "translate"])
def test_copying_and_moving_need_a_right_on_the_source_and_on_the_destination(
    world: World, act: str
) -> None:
    """CVE-2026-44200, CVE-2026-54262."""
    mine, theirs = world.mine, world.theirs
    number = Page.objects.count()
    if act == "copy":
        form = {"new_title": "x", "new_slug": "x", "new_parent_page": str(mine.home.pk)}
        assert world.refused(f"/admin/pages/{theirs.page.pk}/copy/", **form)
        form["new_parent_page"] = str(theirs.home.pk)
        world.client.post(f"/admin/pages/{mine.page.pk}/copy/", form)
    elif act == "move":
        assert world.refused(f"/admin/pages/{theirs.page.pk}/move/{mine.home.pk}/confirm/", x="1")
        assert world.refused(f"/admin/pages/{mine.page.pk}/move/{theirs.home.pk}/confirm/", x="1")
    else:
        address = f"/admin/localize/submit/page/{theirs.page.pk}/"
        assert world.refused(address)
        assert world.refused(address, locales="2", include_subtree="on")
        assert not apps.is_installed("wagtail.contrib.simple_translation")
    assert Page.objects.count() == number
    assert Page.objects.get(pk=theirs.page.pk).get_parent().pk == theirs.home.pk


def test_the_api_lists_only_files_that_one_may_have(world: World) -> None:
    """CVE-2026-44201 and GHSA-c2xx-cjmh-9q8f: three levels down too."""
    for client in (world.client, Client()):
        for noun in ("documents", "images"):
            assert WORD.encode() not in client.get(f"/api/v2/{noun}/?limit=100").content.lower()
        for document in (world.theirs.document, world.theirs.deep):
            assert client.get(f"/api/v2/documents/{document.pk}/").status_code == 404
    assert world.client.get(f"/api/v2/documents/{world.mine.deep.pk}/").status_code == 200


def chosen_routes() -> list[str]:
    """The addresses of all choosers that say what was chosen."""
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], above: str) -> None:
        for pattern in patterns:
            address = above + str(pattern.pattern).lstrip("^")
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, address)
            elif "chosen" in (pattern.name or "") and address.startswith("admin/"):
                found.append(address.rstrip("$"))

    walk(get_resolver().url_patterns, "")
    return found


def test_what_was_chosen_elsewhere_is_told_by_no_chooser(world: World) -> None:
    """CVE-2026-54259 and wagtailmedia 0.18.1."""
    assert len(chosen_routes()) > 5
    theirs = world.theirs
    world.client.raise_request_exception = False
    for route in chosen_routes():
        for key in (theirs.page.pk, theirs.picture.pk, theirs.document.pk, theirs.deep.pk):
            address = "/" + route.split("<")[0] + (f"{key}/" if "<" in route else f"?id={key}")
            told = world.client.get(address).content.lower()
            assert WORD.encode() not in told, address


@pytest.mark.parametrize("spec", ["width-99999999", "max-9x9|" * 500 + "original", "fill-1e9x1"])
def test_pictures_are_shown_at_sizes_that_pages_have(world: World, spec: str) -> None:
    """CVE-2026-54260."""
    address = f"/admin/images/{world.mine.picture.pk}/preview/{spec}/"
    assert world.client.get(address).status_code in (400, 404)
    mark = (world.mine.picture.file_hash or "0" * 40)[:10]
    assert (
        world.client.get(f"/pictures/{world.mine.picture.pk}-{mark}/99999.jpg").status_code == 404
    )


def test_no_picture_of_another_space_is_previewed(world: World) -> None:
    """CVE-2026-54261."""
    assert world.refused(f"/admin/images/{world.theirs.picture.pk}/preview/width-100/")
    assert world.refused(f"/admin/images/{world.theirs.picture.pk}/generate_url/width-100/")


def test_what_an_address_says_comes_back_escaped(world: World) -> None:
    """CVE-2026-54263."""
    key = world.mine.picture.pk
    for address in (
        f"/admin/images/{key}/generate_url/<script>alert(1)<",
        "/admin/pages/search/?q=<script>alert(1)</script>",
        "/admin/images/?q=<script>alert(1)</script>",
        "/fr/search/?q=<script>alert(1)</script>",
        "/fr/account/login/?next=<script>alert(1)</script>",
    ):
        answer = world.client.get(address, follow=True)
        if answer.get("Content-Type", "").startswith("text/html"):
            assert INERT not in answer.content, address


@pytest.mark.parametrize(
    "query",
    [
        "?fields=*",
        "?type=pages.Article&fields=*",
        "?include_root=true",
        "?status=draft",
        "?q={word}",
    ],
)
def test_the_api_of_the_editing_screens_tells_of_nothing_foreign(world: World, query: str) -> None:
    """CVE-2026-55468 / GHSA-3vrh-m9w7-v94f, and its tightening in 8.0.1."""
    theirs = world.theirs
    address = f"/admin/api/main/pages/{query.format(word=WORD)}"
    assert f"{WORD} ".encode() not in world.client.get(address).content.lower()
    above = f"/admin/api/main/pages/?child_of={theirs.home.pk}"
    assert WORD.encode() not in world.client.get(above).content.lower()
    assert world.refused(f"/admin/api/main/pages/{theirs.page.pk}/")


def test_nothing_is_not_modified_before_one_may_see_it(world: World) -> None:
    """GHSA-92hv-j533-69wc."""
    document = world.theirs.document
    missing = Client().get(f"/documents/{document.pk + 999}/x.txt").status_code
    for value in (document.file_hash, f'"{document.file_hash}"', f'W/"{document.file_hash}"', "*"):
        answer = world.client.get(
            f"/documents/{document.pk}/x.txt", headers={"If-None-Match": value}
        )
        assert answer.status_code == missing == 404


def test_copying_a_record_needs_a_right_to_see_it(world: World) -> None:
    """GHSA-x5cx-w6p2-mxf2."""
    period = Period.objects.create(code="p", starts="2024-01-01", ends="2025-01-01")
    for act in ("copy", "edit", "usage", "history", "delete"):
        answer = world.client.get(f"/admin/snippets/pages/period/{act}/{period.pk}/")
        assert answer.status_code in (302, 404)


def test_no_act_of_the_api_translates_or_copies(world: World) -> None:
    """GHSA-jm5p-837g-rv8g."""
    number = Page.objects.count()
    for act in ("copy_for_translation", "copy", "move", "create_alias", "publish", "delete"):
        for key in (world.theirs.page.pk, world.mine.page.pk):
            address = f"/admin/api/main/pages/{key}/action/{act}/"
            assert world.client.post(address, {"locale": "en"}).status_code == 404
    assert Page.objects.count() == number


def test_a_title_becomes_no_formula_in_a_sheet(world: World) -> None:
    """8.0.1: XLSX cells."""
    from openpyxl import load_workbook

    page = Article.objects.get(pk=world.mine.page.pk)
    page.title = page.draft_title = "=1+1"
    page.save_revision().publish()
    answer = world.client.get("/admin/reports/aging-pages/?export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_the_privacy_of_a_collection_is_not_set_from_elsewhere(world: World) -> None:
    """8.0.1: collection privacy with only a global right."""
    collection = world.theirs.space.collection
    address = f"/admin/collections/{collection.pk}/privacy/"
    assert world.refused(address)
    assert world.refused(address, restriction_type="none")
    world.client.force_login(PersonFactory(is_superuser=False))
    assert world.client.post(address, {"restriction_type": "none"}).status_code in (302, 404)
    assert not collection.view_restrictions.exists()


@pytest.mark.parametrize("method", ["get", "post", "patch", "delete"])
def test_the_third_api_is_mounted_nowhere(world: World, method: str) -> None:
    """8.0.1: drafts to explorers, and a PATCH that dropped the newer draft."""
    for key in (world.theirs.page.pk, world.mine.page.pk):
        for address in (f"/api/v3/pages/{key}/", f"/admin/api/v3/pages/{key}/", "/api/v3/"):
            assert getattr(world.client, method)(address).status_code in (404, 405)
    assert (
        Article.objects.get(pk=world.mine.page.pk).get_latest_revision().pk == world.mine.revision
    )
