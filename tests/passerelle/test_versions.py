"""Versions of a page have names, and the history can be narrowed to what one looks for."""

import datetime
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.deletion import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from pages.actions.name_version import name_version
from pages.models import Article, Home, NamedVersion
from pages.models.named_version import LONGEST_NAME
from people.models import Person
from tests.factories import PersonFactory, item, paragraph, signed_in
from tests.passerelle.test_saving import form

BOARD = "Avant les corrections du bureau"


@pytest.fixture
def article(home: Home, editor: Person) -> Article:
    """An article of which somebody else published a version, and the editor wrote another."""
    article: Article = item("article", home, "Un titre", body=paragraph("Du texte."))
    other = PersonFactory(first_name="Solène")
    other.groups.set(editor.groups.all())
    article.save_revision(user=other, log_action=True).publish(user=other)
    article.title = "Un autre titre"
    article.save_revision(user=editor, log_action=True)
    return article


@pytest.fixture
def client(editor: Person) -> Client:
    """The editor's browser."""
    return signed_in(editor)


def versions(page: Any) -> list[Revision]:
    """A page's versions, the first one first."""
    return list(Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk"))


def naming(page: Any, version: Revision) -> str:
    """Where a version is named."""
    return reverse("version_name", args=[page.pk, version.pk])


def lines(client: Client, page: Any, only: str = "") -> list[PageLogEntry]:
    """What the history lists."""
    address = reverse("wagtailadmin_pages:history", args=[page.pk])
    response = client.get(address, {"only": only} if only else {})
    assert response.status_code == 200
    return list(response.context["object_list"])


def test_a_version_is_named_from_the_history_then_renamed_then_has_no_name(
    article: Article, client: Client, editor: Person
) -> None:
    address = naming(article, versions(article)[0])
    assert client.get(address).status_code == 200
    assert client.post(address, {"version_name": f"  {BOARD} "}).status_code == 302
    named = NamedVersion.objects.get()
    assert (named.name, named.named_by) == (BOARD, editor)
    html = client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()
    assert BOARD in html
    client.post(address, {"version_name": "Autrement"})
    assert NamedVersion.objects.get().name == "Autrement"
    client.post(address, {"version_name": " "})
    assert not NamedVersion.objects.exists()


def test_a_name_that_is_too_long_is_refused_and_stays_in_its_field(
    article: Article, client: Client
) -> None:
    name = "n" * (LONGEST_NAME + 1)
    response = client.post(naming(article, versions(article)[0]), {"version_name": name})
    assert response.status_code == 200
    assert name in response.content.decode()
    assert response.context["form"].errors
    assert not NamedVersion.objects.exists()
    bad = client.post(naming(article, versions(article)[0]), {"version_name": "a\0b"})
    assert bad.status_code == 200


def test_only_those_who_may_edit_the_page_name_its_versions(
    article: Article, client: Client, home: Home
) -> None:
    address = naming(article, versions(article)[0])
    stranger = PersonFactory()
    assert signed_in(stranger).post(address, {"version_name": BOARD}).status_code == 404
    assert Client().post(address, {"version_name": BOARD}).status_code == 302
    other = item("article", home, "Une autre page", body=paragraph("Du texte."))
    assert client.post(naming(other, versions(article)[0])).status_code == 404
    assert client.get(reverse("version_name", args=[article.pk, 10**18])).status_code == 404
    assert not NamedVersion.objects.exists()


def test_a_version_is_named_while_it_is_saved(article: Article, client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert 'name="version_name"' in client.get(address).content.decode()
    assert client.post(address, form(article, version_name=BOARD)).status_code == 302
    assert NamedVersion.objects.get().revision == versions(article)[-1]


def test_a_save_with_a_name_that_is_too_long_keeps_the_text_and_says_so(
    article: Article, client: Client
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    before = len(versions(article))
    sent = form(article, version_name="n" * (LONGEST_NAME + 1))
    response = client.post(address, sent, follow=True)
    assert len(versions(article)) == before + 1
    assert not NamedVersion.objects.exists()
    assert [message.level_tag for message in response.context["messages"]] == ["success", "warning"]


def test_the_autosave_names_nothing_and_writes_over_no_named_version(
    article: Article, client: Client, editor: Person
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    headers = {"accept": "application/json"}
    first = client.post(address, form(article, version_name="Avant les"), headers=headers).json()
    assert not NamedVersion.objects.exists()
    mark = {"overwrite_revision_id": str(first["revision_id"])}
    again = client.post(address, form(article, title="Deux", **mark), headers=headers).json()
    assert again["revision_id"] == first["revision_id"], "one session is one version"
    version = Revision.objects.get(pk=first["revision_id"])
    name_version(article, version, BOARD, editor)
    then = client.post(address, form(article, title="Trois", **mark), headers=headers).json()
    assert then["revision_id"] != first["revision_id"]
    version.refresh_from_db()
    assert version.content["title"] == "Deux"
    mark = {"overwrite_revision_id": str(first["revision_id"])}
    assert client.post(address, form(article, **mark), headers=headers).status_code == 409


def test_one_sitting_is_one_line_of_the_history_however_often_it_was_saved(
    article: Article, client: Client
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    headers = {"accept": "application/json"}
    before = len(lines(client, article))
    mark: dict[str, str] = {}
    for number in range(4):
        sent = form(article, title=f"Frappe {number}", **mark)
        saved = client.post(address, sent, headers=headers).json()
        mark = {"overwrite_revision_id": str(saved["revision_id"])}
    assert len(lines(client, article)) == before + 1


def test_the_history_is_narrowed_to_mine_to_published_and_to_named(
    article: Article, client: Client, editor: Person
) -> None:
    published, mine = versions(article)
    assert {entry.revision_id for entry in lines(client, article, "mine")} == {mine.pk}
    assert [entry.action for entry in lines(client, article, "published")] == ["wagtail.publish"]
    assert lines(client, article, "named") == []
    name_version(article, published, BOARD, editor)
    assert [entry.revision_id for entry in lines(client, article, "named")] == [published.pk]
    everything = lines(client, article)
    assert len(everything) == len(lines(client, article, "whatever")) > 2


def test_somebody_who_may_not_edit_the_page_is_shown_no_history(article: Article) -> None:
    address = reverse("wagtailadmin_pages:history", args=[article.pk])
    assert signed_in(PersonFactory()).get(address, {"only": "named"}).status_code == 404


def test_last_weeks_version_is_found_in_three_clicks(
    article: Article, client: Client, editor: Person
) -> None:
    old = versions(article)[0]
    Revision.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - datetime.timedelta(days=7)
    )
    name_version(article, old, BOARD, editor)
    for number in range(25):
        article.title = f"Plus tard {number}"
        article.save_revision(user=editor, log_action=True)
    address, clicks = reverse("wagtailadmin_pages:edit", args=[article.pk]), 0
    wanted = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, old.pk])
    for step in (
        f'"({reverse("wagtailadmin_pages:history", args=[article.pk])})"',
        r'"(\S+named)"',
    ):
        found = re.search(step, client.get(address).content.decode())
        assert found, step
        address, clicks = found[1], clicks + 1
    assert f'href="{wanted}"' in client.get(address).content.decode()
    assert clicks + 1 <= 3
    assert client.get(wanted).status_code == 200


def test_a_named_version_is_not_purged_and_goes_with_its_page(
    article: Article, editor: Person
) -> None:
    first, second = versions(article)
    article.save_revision(user=editor)
    name_version(article, first, BOARD, editor)
    with pytest.raises(ProtectedError):
        Revision.objects.get(pk=first.pk).delete()
    call_command("purge_revisions")
    left = versions(article)
    assert first in left
    assert second not in left
    Article.objects.get(pk=article.pk).delete()
    assert not NamedVersion.objects.exists()
    assert not Revision.objects.filter(pk=first.pk).exists()


def test_a_name_outlives_the_account_of_whoever_gave_it(article: Article, editor: Person) -> None:
    somebody = PersonFactory()
    name_version(article, versions(article)[0], BOARD, somebody)
    somebody.delete()
    assert NamedVersion.objects.get().named_by is None


def test_the_number_of_queries_does_not_follow_the_number_of_names(
    article: Article, client: Client, editor: Person
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            lines(client, article)
        return len(found)

    name_version(article, versions(article)[0], BOARD, editor)
    queries()
    few = queries()
    for number in range(8):
        article.title = f"Plus tard {number}"
        version = article.save_revision(user=editor, log_action=True)
        name_version(article, version, f"Nom {number}", editor)
    assert queries() <= few
