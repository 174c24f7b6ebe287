"""Every address of the editing screens, asked about one space by those who are not in it.

The resolver is walked, so that a screen that is added enters the scan by itself.
"""

import itertools
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import (
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from access.models import Space
from pages.models import Article, Home
from passerelle.roles import make_roles
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging
from tests.worlds import planted

CANARY = "zibeline"
ROLES = ("publisher", "editor")
ALL_ROLES = ("reader", "contributor", "publisher", "manager", "editor")
SKIPPED = re.compile(r"^admin/(logout|login|password_reset|sprite|jsi18n)")


@dataclass
class Known:
    """The ids of one space's things, by what parts of addresses call them."""

    ids: dict[str, Any] = field(default_factory=dict)


def things_of(space: Space, word: str, author: Person) -> Known:
    """Fill a space with one of everything, all of it named by a word."""
    homes = list(Page.objects.filter(audience_root__audience=space.audience).order_by("path"))
    home = homes[0]
    page = add(home, Article, f"{word} article", owner=author, summary=f"{word} summary")
    page = Article.objects.get(pk=page.pk)
    page.save_revision(user=author).publish()
    page.title = f"{word} newer draft"
    revision = page.save_revision(user=author)
    page = Article.objects.get(pk=page.pk)
    draft = home.add_child(
        instance=Article(title=f"{word} unpublished", live=False, owner=author, locale=home.locale)
    )
    draft.save_revision(user=author)
    workflow = Workflow.objects.create(name=f"{word} workflow")
    task = GroupApprovalTask.objects.create(name=f"{word} task")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(draft, author)
    comment = Comment.objects.create(
        page=page, user=author, text=f"{word} comment", contentpath="title"
    )
    picture = get_image_model().objects.create(
        title=f"{word} picture",
        file=get_test_image_file(f"{word}.png"),
        collection=space.collection,
        uploaded_by_user=author,
    )
    picture.tags.add(f"{word} tag")
    document = get_document_model().objects.create(
        title=f"{word} document",
        file=ContentFile(b"text", f"{word}.txt"),
        collection=space.collection,
        uploaded_by_user=author,
    )
    for instance in (page, picture, document):
        log(instance, "wagtail.edit", user=author)
    source, _made = TranslationSource.get_or_create_from_instance(page)
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    segment = StringSegment.objects.filter(source=source).first()
    assert segment is not None
    assert comment.pk
    locked = {"locked": True, "locked_by": author, "locked_at": timezone.now()}
    Page.objects.filter(pk=page.pk).update(**locked)
    ids: dict[str, Any] = dict.fromkeys(
        ("page_id", "page_pk", "parent_page_id", "page_to_move_id"), page.pk
    )
    ids |= dict.fromkeys(("document_id", "doc_id"), document.pk)
    ids |= {
        "destination_id": home.pk,
        "image_id": picture.pk,
        "collection_id": space.collection_id,
        "revision_id": revision.pk,
        "revision_id_a": revision.pk,
        "revision_id_b": revision.pk,
        "task_state_id": state.current_task_state_id,
        "task_id": task.pk,
        "workflow_state_id": state.pk,
        "workflow_pk": workflow.pk,
        "translation_id": translation.pk,
        "translation_source_id": source.pk,
        "string_segment_id": segment.pk,
        "overridable_segment_id": 1,
        "object_id": page.pk,
        "session_id": 1,
        "uploaded_file_id": 1,
        "draft": draft.pk,
    }
    return Known(ids)


FIXED = {
    "app_label": "wagtailcore",
    "model_name": "page",
    "app_name": "taggit",
    "content_type_app_name": "pages",
    "content_type_model_name": "article",
    "action_name": "approve",
    "filter_spec": "max-165x165",
    "mode": "",
    "action": "move",
    "uidb64": "x",
    "token": "x",
}
PK = {
    "images": "image_id",
    "documents": "document_id",
    "docs": "document_id",
    "collections": "collection_id",
    "pages": "page_id",
}
"""What `pk` stands for, by a part of the name space."""


@dataclass
class World:
    """Two spaces, and the people who look from one at the other."""

    mine: Known
    theirs: Known
    people: dict[str, Person]


def both() -> World:
    """A space with a word in all its names, another one, and an editor of the public tree."""
    groups = make_roles(list(Home.objects.order_by("path")))
    author = PersonFactory(first_name=CANARY, last_name=CANARY, email=f"{CANARY}@example.org")
    secret = a_space(CANARY, "secret", managers=[author])
    mine = a_space("atelier", "members")
    known = {"theirs": things_of(secret, CANARY, author)}
    people = {role: belonging(mine, role) for role in ALL_ROLES[:-1]}
    for role in ("publisher", "manager"):
        people[role].groups.add(translators())
    known["mine"] = things_of(mine, "atelier", people["publisher"])
    people["editor"] = PersonFactory()
    people["editor"].groups.add(groups["editor"])
    return World(known["mine"], known["theirs"], people)


@pytest.fixture(scope="module")
def both_planted(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The two spaces, for all tests of this file."""
    yield from planted(django_db_blocker, both, tmp_path_factory.mktemp("media"))


@pytest.fixture
def world(both_planted: World, db: None) -> World:
    """The two spaces, as a test may change them."""
    return deepcopy(both_planted)


def translators() -> Any:
    """The group of those who may send to translation."""
    from django.contrib.auth.models import Group, Permission

    group, _made = Group.objects.get_or_create(name="Translators")
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    return group


def admin_patterns(
    resolver: Any = None, spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(name, route, parts) of every address below `/admin/`."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            continue
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from admin_patterns(pattern, inner, route)
        elif isinstance(pattern, URLPattern) and route.startswith("admin/") and pattern.name:
            parts = tuple(pattern.pattern.converters) or tuple(
                pattern.pattern.regex.groupindex  # those written as regular expressions
            )
            yield ":".join((*spaces, pattern.name)), route, parts


def addresses(world: World, full: bool) -> Iterator[str]:
    """Every address, filled with ids of the other space, and with a mixture of both."""
    for name, route, parts in sorted(admin_patterns()):
        if SKIPPED.match(route):
            continue
        ids = [part for part in parts if part not in FIXED]
        mixtures = {tuple(True for _part in ids)}
        if len(ids) > 1:
            mixtures |= set(itertools.product((True, False), repeat=len(ids)))
        if ids or full:
            mixtures |= {tuple(False for _part in ids)}
        for mixture in sorted(mixtures):
            foreign = dict(zip(ids, mixture, strict=True))
            filled = {part: value_of(world, name, part, foreign) for part in parts}
            yield reverse(name, kwargs=filled)


def value_of(world: World, name: str, part: str, foreign: dict[str, bool]) -> Any:
    """What to put in for a part of an address."""
    if part in FIXED:
        return FIXED[part] or "default"
    ids = (world.theirs if foreign[part] else world.mine).ids
    if part == "pk":
        part = next(
            (PK[key] for key in PK if key in name.split(":", maxsplit=1)[0] + name), "page_id"
        )
        if "revisions_compare" in name:
            part = "page_id"
    return ids.get(part, 1)


def words_in(response: HttpResponse) -> str:
    """All that an answer says: its body, its headers, and the messages that wait."""
    body = "" if response.streaming else response.content.decode(errors="replace")
    waiting = " ".join(str(message) for message in get_messages(response.wsgi_request))
    headers = " ".join(response.headers.values())
    return f"{body} {waiting} {headers}".lower()


def asked(client: Client, address: str, data: dict[str, Any] | None = None) -> HttpResponse:
    """The answer to a GET, or to a POST of `data`."""
    return client.get(address) if data is None else client.post(address, data)


def told(client: Client, requests: Iterator[tuple[str, dict[str, Any] | None]]) -> list[str]:
    """The requests whose answers hold the word, or are errors of ours."""
    found = []
    for address, data in requests:
        response = asked(client, address, data)
        method = "GET" if data is None else f"POST {data}"
        if CANARY in words_in(response).replace(address.lower(), ""):
            found.append(f"{method} {address} told ({response.status_code})")
        if response.status_code >= 500:
            found.append(f"{method} {address} broke")
    return found


def by_parameter(world: World) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Requests that name the other space's things in the query or in a form."""
    theirs, mine = world.theirs.ids, world.mine.ids
    page, picture, document = theirs["page_id"], theirs["image_id"], theirs["document_id"]
    own = mine["draft"]
    for pk in (page, theirs["draft"], theirs["destination_id"]):
        yield f"/admin/choose-page/chosen-multiple/?id={pk}", None
        yield f"/admin/api/main/pages/?child_of={pk}", None
        yield f"/admin/api/main/pages/?descendant_of={pk}", None
        for action in ("delete", "move", "publish", "unpublish"):
            yield f"/admin/bulk/wagtailcore/page/{action}/?id={pk}", None
            yield f"/admin/bulk/wagtailcore/page/{action}/?id={own}&id={pk}", None
            yield f"/admin/bulk/wagtailcore/page/{action}/?id=all&childOf={pk}", None
        moved = f"/admin/bulk/wagtailcore/page/move/?id={own}"
        yield moved, {"chooser": pk}
        yield f"/admin/pages/{own}/move/", {"new_parent_page": pk}
        copied = {"new_title": "a", "new_slug": "a", "new_parent_page": pk}
        yield f"/admin/pages/{own}/copy/", copied
        yield f"/admin/pages/{own}/copy/", {**copied, "alias": "on"}
        yield f"/admin/pages/{own}/set_position/", {"position": "0"}
    for action in ("delete", "move", "publish", "unpublish"):
        yield f"/admin/bulk/wagtailcore/page/{action}/?id=all", None
    for word in (CANARY[:-1], CANARY[:4]):  # not the whole word, which screens would repeat
        yield f"/admin/choose-page/search/?q={word}", None
        yield f"/admin/pages/search/?q={word}", None
        yield f"/admin/pages/search/results/?q={word}", None
        yield f"/admin/images/?q={word}", None
        yield f"/admin/documents/?q={word}", None
        yield f"/admin/images/chooser/results/?q={word}", None
        yield f"/admin/documents/chooser/results/?q={word}", None
        yield f"/admin/tag-autocomplete/?term={word}", None
        yield f"/admin/api/main/pages/?search={word}", None
        yield f"/admin/localize/reports/translations/?source_title={word}", None
    link = f"/admin/choose-external-link/?parent_page_id={theirs['page_id']}"
    yield link, None
    yield (
        "/admin/choose-external-link/",
        {"external-link-chooser-url": f"http://localhost/fr/spaces/{CANARY[:3]}/"},
    )
    for model, pk in (("images", picture), ("documents", document)):
        yield f"/admin/{model}/chooser/chosen-multiple/?id={pk}", None
        yield f"/admin/{model}/?collection_id={theirs['collection_id']}", None
        yield f"/admin/{model}/chooser/results/?collection_id={theirs['collection_id']}", None
    for label, pk in (("files/picture", picture), ("files/sitedocument", document)):
        for action in ("delete", "add_to_collection"):
            yield f"/admin/bulk/{label}/{action}/?id={pk}", None
            yield f"/admin/bulk/{label}/{action}/?id=all", None
    yield "/admin/choose-page/?page_type=pages.Article", None
    yield f"/admin/choose-page/{mine['page_id']}/?target_pages[]={page}", None
    yield "/admin/reports/site-history/?export=csv", None
    yield "/admin/reports/locked/?export=csv", None
    yield "/admin/reports/aging-pages/?export=csv", None
    yield "/admin/reports/page-types-usage/?export=csv", None
    yield "/admin/localize/reports/translations/?export=csv", None


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_tells_of_another_space(world: World, role: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    assert (
        "\n".join(told(client, ((address, None) for address in addresses(world, full=False)))) == ""
    )


@pytest.mark.parametrize("role", ROLES)
def test_no_parameter_and_no_form_tells_of_another_space(world: World, role: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    assert "\n".join(told(client, by_parameter(world))) == ""


OWN = (
    "/admin/pages/{page_id}/edit/",
    "/admin/pages/{page_id}/history/",
    "/admin/pages/{page_id}/workflow_history/",
    "/admin/pages/{page_id}/copy/",
    "/admin/pages/{draft}/move/",
    "/admin/pages/{draft}/move/{destination_id}/confirm/",
    "/admin/pages/{destination_id}/",
    "/admin/choose-page/{destination_id}/",
    "/admin/choose-page/chosen-multiple/?id={page_id}",
    "/admin/bulk/wagtailcore/page/publish/?id={draft}",
    "/admin/images/{image_id}/",
    "/admin/images/chooser/chosen/{image_id}/",
    "/admin/documents/edit/{document_id}/",
    "/admin/images/?collection_id={collection_id}",
    "/admin/localize/translate/{translation_id}/pofile/download/",
    "/admin/localize/reports/translations/",
)


@pytest.mark.parametrize("address", OWN)
def test_what_is_ones_own_opens_and_the_same_of_others_is_missing(
    world: World, address: str
) -> None:
    client = Client()
    client.force_login(world.people["manager"])
    assert client.get(address.format(**world.mine.ids)).status_code == 200
    if "{" in address:
        missing = dict.fromkeys(world.theirs.ids, 99999999)
        theirs = client.get(address.format(**world.theirs.ids))
        nowhere = client.get(address.format(**missing))
        assert theirs.status_code == nowhere.status_code == 404
        assert b"404" in main_of(theirs)
        assert main_of(theirs) == main_of(nowhere)


def main_of(answer: Any) -> bytes:
    """What an answer says, without what surrounds every page."""
    return answer.content.partition(b"<main")[2].partition(b"</main>")[0]


@pytest.mark.full
@pytest.mark.parametrize("role", ALL_ROLES)
def test_no_role_is_told_of_another_space_by_any_method(world: World, role: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    every = list(addresses(world, full=True))
    assert "\n".join(told(client, ((address, None) for address in every))) == ""
    foreign = [address for address in every if address != "/admin/account/"]
    assert "\n".join(told(client, ((address, {}) for address in foreign))) == ""
    assert "\n".join(told(client, by_parameter(world))) == ""
