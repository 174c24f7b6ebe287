"""Somebody leaves a word of her own wherever she can: all come in her archive, none outlives her.

Words that she wrote for others stay without her name; each is listed with its reason.
"""

import io
import json
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.admin.models import FormState
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    APIToken,
    Collection,
    Comment,
    CommentReply,
    Page,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from access.actions.membership import give
from access.models import Membership, Space
from discussions.actions.write import Words, begin
from files.actions.store import store
from files.portraits import portrait
from languages.models import CreditName, ErrorReport, Remark
from pages.models import Article, Home, Section
from pages.models.named_version import NamedVersion
from pages.own_words import page_rows
from passerelle.page_cache import Held
from people.actions.erase import erase
from people.actions.invite import invite
from people.models import (
    Circle,
    ContactMessage,
    JoinRequest,
    OrganizationProposal,
    Person,
    Profile,
)
from people.own_data import archive_of
from people.post.write import write
from search.models import ExternalIndex, SavedSearch
from tests.factories import OrganizationFactory, PersonFactory, a_space, add, paragraph
from tests.passerelle.retention.reasons import KEPT, NOT_IN_ARCHIVE, UNTIL_NIGHT, UNTRIED
from tests.search.conftest import engine, own_address, own_index
from tests.search.telling import hear, tell, write_index
from thesaurus.models import TermProposal

__all__ = ["engine", "own_address", "own_index"]


class Canaries:
    """Words that stand nowhere else."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The word of a place."""
        return self.words.setdefault(name, f"Zq{len(self.words):02d}{name.replace('_', '')}Xk")

    def found_in(self, text: str) -> set[str]:
        """The names of those that stand in a text, in whatever letters."""
        small = text.lower()
        return {name for name, word in self.words.items() if word.lower() in small}


@pytest.fixture(autouse=True)
def places(settings: Settings, tmp_path: Path) -> None:
    """Folders of the test's own."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.JOURNAL_DIR = tmp_path / "journal"


@pytest.fixture
def word() -> Canaries:
    """The canaries of a test."""
    return Canaries()


@pytest.fixture
def person(home: Home, word: Canaries) -> Person:
    """Somebody who has filled in all that there is to fill in."""
    person: Person = PersonFactory(
        first_name=word("first_name"),
        last_name=word("last_name"),
        email=f"{word('email')}@example.org",
        language="en",
    )
    space = a_space("canaries")
    give(space, person, "publisher", actor=None)
    account(person, word)
    belonging(person, word, space)
    pages(person, word, home)
    voices(person, word)
    write("role_changed", [person], {"space": space.pk, "role": "publisher"}, key="canary")
    return person


def account(person: Person, word: Canaries) -> None:
    """What she says of herself, and how she signs in."""
    address = f"{word('second_address')}@example.org"
    EmailAddress.objects.create(user=person, email=address, verified=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": word("seed")})
    SocialAccount.objects.create(
        user=person, provider="openid", uid=word("uid"), extra_data={"nick": word("nick")}
    )
    UserSession.objects.create(
        user=person, ip="203.0.113.9", session_key="k", user_agent=word("browser")
    )
    shown = {f"{name}_shown": Circle.EVERYBODY for name in (*Profile.FIELDS, "photo")}
    Profile.objects.create(
        person=person, name=word("profile_name"), function=word("function"),
        offers=word("offers"), spoken=word("spoken"), phone=word("phone"),
        photo=ContentFile(portrait(get_test_image_file()), name="photo.jpg"), **shown,
    )  # fmt: skip
    CreditName.objects.create(person=person, name=word("credit"))
    SavedSearch.objects.create(
        person=person, name=word("saved_name"), query=f"q={word('saved_query')}", language="en"
    )
    APIToken.objects.create(user=person, name=word("key"), key_hash="h")


def belonging(person: Person, word: Canaries, space: Space) -> None:
    """What she says in spaces, and when she comes into them."""
    text = Words(text=word("note_text"), files=[SimpleUploadedFile("a.txt", b"x")])
    begin(space, "note", person, word("note_title"), "en", text)
    JoinRequest.objects.create(
        space=a_space("other"), person=person, message=word("request"),
        answers=[["Why?", word("request_answer")]],
    )  # fmt: skip
    JoinRequest.objects.create(
        space=space, person=PersonFactory(), answered_by=person, reply=word("reply"),
        state="declined",
    )  # fmt: skip
    entered = a_space("entered")
    give(
        entered, person, "reader", actor=person, way=Membership.Way.ADMINISTRATOR,
        reason=word("reason"),
    )  # fmt: skip
    manager = space.memberships.earliest("pk").person
    invite(a_space("inviting"), [person.email.lower()], "reader", manager, "en")
    invite(space, ["else@example.org"], "reader", person, "en", sentence=word("invitation"))


def pages(person: Person, word: Canaries, home: Home) -> None:
    """What she writes in the editing screens."""
    section = add(home, Section, "Rubrique")
    article = add(
        section, Article, word("page_title"), owner=person, body=paragraph(word("page_text"))
    )
    article.save_revision(user=person).publish()
    draft = Article(title=word("draft_title"), owner=person, locale=home.locale, live=False)
    Page.objects.get(pk=section.pk).add_child(instance=draft)
    version = draft.save_revision(user=person)
    workflow = Workflow.objects.create(name="w")
    state = WorkflowState.objects.create(
        content_object=draft, workflow=workflow, requested_by=person,
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=ContentType.objects.get_for_model(Article),
    )  # fmt: skip
    TaskState.objects.create(
        workflow_state=state, revision=version, task=Task.objects.create(name="t"),
        finished_by=person, comment=word("verdict"),
    )  # fmt: skip
    NamedVersion.objects.create(revision=version, name=word("version"), named_by=person)
    remark = Comment.objects.create(
        page=article, user=person, text=word("remark"), contentpath="title"
    )
    CommentReply.objects.create(comment=remark, user=person, text=word("answer"))
    FormState.objects.create(
        data=f"title={word('unsaved')}", user=person, last_updated_at=timezone.now(),
        content_type=ContentType.objects.get_for_model(Article),
    )  # fmt: skip
    UploadedFile.objects.create(
        file=ContentFile(word("upload").encode(), name="u.txt"), uploaded_by_user=person
    )
    root = Collection.objects.get(depth=1)
    sent = SimpleUploadedFile(f"{word('file_title')}.txt", word("file_text").encode())
    store(sent, root, person, "en")
    picture = get_test_image_file(filename=f"{word('picture_title')}.png")
    store(SimpleUploadedFile(picture.name, picture.file.getvalue()), root, person)
    source, _is_new = TranslationSource.get_or_create_from_instance(article)
    string = String.from_value(home.locale, StringValue.from_plaintext("Bonjour"))
    text = StringTranslation.objects.create(
        translation_of=string,
        locale=Home.objects.latest("pk").locale,
        context=TranslationContext.objects.get_or_create(object=source.object, path="title")[0],
        data=word("translation"),
        last_translated_by=person,
    )
    SegmentOverride.objects.create(
        locale=text.locale, context=text.context, last_translated_by=person,
        data_json=json.dumps(word("override")),
    )  # fmt: skip
    Remark.objects.create(text=text, digest="d", sentence=word("sentence"), by=person)


def voices(person: Person, word: Canaries) -> None:
    """What she tells those who look after the site."""
    ContactMessage.objects.create(
        name=word("contact_name"), address=person.email.upper(), text=word("contact"), language="en"
    )
    ErrorReport.objects.create(
        page=Page.objects.earliest("pk"), text=word("report"), address=person.email, language="en"
    )
    OrganizationProposal.objects.create(
        organization=OrganizationFactory(), field="name", after=word("proposal"), by=person
    )
    TermProposal.objects.create(
        by=PersonFactory(), kind="new", language="en", name="Well", answered_by=person,
        reply=word("term_reply"),
    )  # fmt: skip
    TermProposal.objects.create(by=person, kind="new", language="en", name=word("term"))


def tables() -> Iterator[tuple[str, str]]:
    """Every table of the database with all that it holds, as text; indexes of words included."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield table, "\n".join(map(str, cursor.fetchall()))


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file with its name and what it holds."""
    for path in folder.rglob("*"):
        if path.is_file() and ".sqlite3" not in path.name:
            yield str(path), path.name + path.read_bytes().decode("latin-1")


def held() -> Iterator[tuple[str, str]]:
    """What the cache holds, whole pages as their readers get them."""
    for key, packed in list(getattr(cache, "_cache", {}).items()):
        value = pickle.loads(packed)
        yield key, value.plain.decode() if isinstance(value, Held) else str(value)


def index() -> Iterator[tuple[str, str]]:
    """What Elasticsearch holds, where it is asked."""
    from search.engines.elasticsearch.client import patient_client

    for name in ExternalIndex.objects.values_list("name", flat=True):
        found = patient_client().search(index=name, size=1000, query={"match_all": {}})
        yield name, str(found)


def left(word: Canaries, tmp_path: Path, settings: Settings) -> dict[str, set[str]]:
    """Where which words stand."""
    everywhere = [*tables(), *files(tmp_path), *held()]
    if settings.SEARCH_URL:
        everywhere += index()
    found = {place: word.found_in(text) for place, text in everywhere}
    return {place: names for place, names in found.items() if names}


def leaks(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """What stands somewhere and should not."""
    others = {place: names - KEPT.keys() for place, names in found.items()}
    return {place: names for place, names in others.items() if names}


def read_all(client: Client, word: Canaries) -> set[str]:
    """The words that a visitor reads on pages that are held for visitors."""
    addresses = ("/en/people/", "/fr/", "/fr/rubrique/", f"/en/search/?q={word('function')}")
    found = word.found_in("".join(client.get(one).content.decode() for one in addresses))
    return found - {"function"}  # what was asked stands on the page that answers


def test_every_word_of_hers_is_in_her_archive(
    person: Person, word: Canaries, tmp_path: Path
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(archive_of(person)))
    for name in ("data.json", "data.html"):
        missing = word.words.keys() - word.found_in(archive.read(name).decode())
        assert missing == NOT_IN_ARCHIVE.keys()
    assert archive.read("photo.jpg")


def test_nothing_of_hers_outlives_her_but_what_is_listed(
    person: Person, word: Canaries, client: Client, engine: str, tmp_path: Path, settings: Settings
) -> None:
    write_index()
    before = left(word, tmp_path, settings)
    assert set().union(*before.values()) == word.words.keys()
    assert "profile_name" in read_all(client, word)
    photos = [path for path, _text in files(tmp_path) if "portrait" in path]
    erase(person)
    hear()
    assert leaks(left(word, tmp_path, settings)).keys() <= UNTIL_NIGHT.keys()
    assert read_all(client, word) <= KEPT.keys()
    call_command("reindex", stdout=io.StringIO())
    tell()
    after = left(word, tmp_path, settings)
    assert leaks(after) == {}
    assert set().union(*after.values()) == KEPT.keys()
    assert [path for path in photos if Path(path).exists()] == []


def fields_of_people() -> Iterator[Any]:
    """Every field of a model of words that leads to an account."""
    for model in apps.get_models():
        fields: list[Any] = list(model._meta.local_concrete_fields)
        has_words = any(
            field.get_internal_type() in ("CharField", "JSONField", "TextField")
            and not field.choices
            for field in fields
        )
        for field in fields if has_words else ():
            if field.is_relation and field.related_model is Person:
                yield field


def test_every_table_that_leads_to_people_is_tried_or_says_why_not(person: Person) -> None:
    untried = {
        str(field)
        for field in fields_of_people()
        if not field.model._base_manager.filter(**{field.name: person}).exists()
    }
    assert sorted(untried) == sorted(UNTRIED)


def test_an_archive_costs_as_many_queries_for_many_pages_as_for_few(
    person: Person, home: Home
) -> None:
    counts = []
    for number in (2, 12):
        for one in range(number):
            page = add(home, Article, f"Page {number}-{one}", body=paragraph("Wells"))
            page.save_revision(user=person)
        with CaptureQueriesContext(connection) as queries:
            rows = page_rows(person)
        assert rows[-1]["text"].strip() == "Wells"
        counts.append(len(queries))
    assert counts[0] == counts[1]
