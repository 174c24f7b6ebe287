"""What people do while faults come: how it is sent, and how it is found again in the database.

Each act leaves several traces, which must all be there, or none.
"""

import datetime
import hashlib
import re
from typing import Any, ClassVar

from tests.faults.act import Act
from tests.faults.browser import Answer, Browser
from tests.faults.imports import Table, WriteUp
from tests.faults.ledger import Entry
from tests.faults.world import World, Writer

FILE_BYTES = 60_000

PLANNED_MINUTES = 30


class Note(Act):
    """Writes a note in a space; the others are told by mail."""

    code = "note"
    is_keyed = True

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        fields = {"title": entry.name, "text": f"Le texte {entry.name}.", "form_key": entry.key}
        return browser.post(f"/fr/spaces/{world.slug}/notes/new/", fields)

    def traces(self, world: World, entry: Entry) -> list[int]:
        from discussions.models import Message, Thread

        return [
            Thread.objects.filter(title=entry.name).count(),
            Message.objects.filter(text=f"Le texte {entry.name}.").count(),
        ]


class Upload(Act):
    """Adds a file to a space."""

    code = "upload"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        content = (entry.name.encode() + b" 0123456789\n") * (FILE_BYTES // 20)
        entry.facts["sha256"] = hashlib.sha256(content).hexdigest()
        file = (f"{entry.name}.txt", content)
        return browser.post(f"/fr/spaces/{world.slug}/files/", {}, {"uploads": file})

    def traces(self, world: World, entry: Entry) -> list[int]:
        from files.models import SiteDocument

        rows = SiteDocument.objects.filter(title=entry.name)
        return [len(rows), sum(sum_of(row) == entry.facts["sha256"] for row in rows)]


class Draft(Act):
    """Saves a draft of a page in the editing screens."""

    code = "draft"
    button: ClassVar[dict[str, str]] = {}

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from tests.pages.editing_forms import article_form

        fields = article_form(title=writer.page.title, slug=writer.page.slug, summary=entry.name)
        return browser.post(f"/admin/pages/{writer.page.pk}/edit/", {**fields, **self.button})

    def traces(self, world: World, entry: Entry) -> list[int]:
        return [versions_of(world.writers[entry.writer].page, entry).count()]

    def current(self, world: World, writer: Writer) -> str | None:
        from wagtail.models import Page

        version = Page.objects.get(pk=writer.page.pk).latest_revision
        return str(version.content["summary"]) if version else None


class Publish(Draft):
    """Publishes a page."""

    code = "publish"
    button = {"action-publish": "1"}

    def traces(self, world: World, entry: Entry) -> list[int]:
        from wagtail.models import PageLogEntry

        versions = versions_of(world.writers[entry.writer].page, entry)
        published = PageLogEntry.objects.filter(
            action="wagtail.publish", revision_id__in=versions.values("pk")
        )
        return [versions.count(), published.count()]


class Create(Act):
    """Makes a page and publishes it."""

    code = "create"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from tests.pages.editing_forms import add_address, article_form

        fields = article_form(title=f"Page {entry.name}", slug=entry.name, summary="Deux phrases.")
        return browser.post(
            add_address("article", world.section), {**fields, "action-publish": "1"}
        )

    def traces(self, world: World, entry: Entry) -> list[int]:
        from access.models import PageAudience
        from pages.models import Article

        pages = Article.objects.filter(title=f"Page {entry.name}")
        return [
            pages.count(),
            pages.filter(live=True, live_revision__isnull=False).count(),
            PageAudience.objects.filter(page__in=pages.values("pk")).count(),
        ]


class Move(Act):
    """Moves a page with all below it to another place, and the next time back."""

    code = "move"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from wagtail.models import Page

        above = Page.objects.get(pk=writer.branch.pk).get_parent()
        goal = world.section if above.pk == world.other.pk else world.other
        entry.facts["before"] = str(moves_of(writer.branch))
        return browser.post(f"/admin/pages/{writer.branch.pk}/move/{goal.pk}/confirm/", {})

    def traces(self, world: World, entry: Entry) -> list[int]:
        moves = moves_of(world.writers[entry.writer].branch)
        return [int(moves > int(entry.facts.get("before", moves)))]


class Translate(Act):
    """Saves a text of a translation."""

    code = "translate"
    is_keyed = True

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        address = f"/fr/translate/{writer.translated.pk}/en/"
        fields = entry.facts
        if not fields:
            sheet = browser.get(address)
            if sheet.status != 200:
                return sheet
            key, version = re.findall(r'name="v-([\d-]+)"[^>]* value="([^"]*)"', sheet.text)[-1]
            fields.update({f"t-{key}": entry.name, f"v-{key}": version, "act": "save"})
        return browser.post(address, {**fields, "form_key": entry.key})

    def traces(self, world: World, entry: Entry) -> list[int]:
        from languages.models.saving import Saving

        return [Saving.objects.filter(key=entry.key).count()]

    def current(self, world: World, writer: Writer) -> str | None:
        from wagtail_localize.models import StringTranslation

        texts = StringTranslation.objects.filter(
            context__object_id=writer.translated.translation_key
        )
        return texts.values_list("data", flat=True).order_by("-updated_at").first()


class Belong(Act):
    """Gives somebody another role in a space."""

    code = "role"
    roles = ("contributor", "publisher", "reader")

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from access.models import Membership

        person = next(writer.pool)
        before = Membership.objects.current().get(person=person)
        role = self.roles[(self.roles.index(before.role) + 1) % len(self.roles)]
        entry.facts.update({"person": str(person.pk), "role": role})
        return browser.post(
            f"/fr/spaces/{world.slug}/people/", {"change": before.pk, f"role-{before.pk}": role}
        )

    def traces(self, world: World, entry: Entry) -> list[int]:
        from access.models import Membership

        if not entry.facts:
            return [0]
        rows = Membership.objects.current().filter(**entry.facts)
        return [rows.count()]


class Contact(Act):
    """Writes to the contact address: a mail comes of it."""

    code = "contact"
    is_keyed = True
    is_signed = False

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        fields = {
            "name": "Awa", "address": "awa@example.org", "text": entry.name, "once": entry.key,
            "opened": world.opened,
        }  # fmt: skip
        return browser.post("/fr/contact/", fields)

    def traces(self, world: World, entry: Entry) -> list[int]:
        from people.models import ContactMessage, Letter

        rows = list(ContactMessage.objects.filter(text=entry.name).values_list("pk", flat=True))
        letters = Letter.objects.filter(kind="contact", facts__message__in=rows)
        return [len(rows), letters.count()]


class Planned(Create):
    """Makes a page that is to be published later: a timer does it."""

    code = "plan"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from django.utils import timezone

        from tests.pages.editing_forms import add_address, article_form

        later = timezone.localtime() + datetime.timedelta(minutes=PLANNED_MINUTES)
        fields = article_form(
            title=f"Page {entry.name}", slug=entry.name, summary="Deux phrases.",
            go_live_at=f"{later:%Y-%m-%d %H:%M}",
        )  # fmt: skip
        return browser.post(
            add_address("article", world.section), {**fields, "action-publish": "1"}
        )

    def traces(self, world: World, entry: Entry) -> list[int]:
        from wagtail.models import PageLogEntry, Revision

        from access.models import PageAudience
        from pages.models import Article

        pages = Article.objects.filter(title=f"Page {entry.name}")
        keys = list(pages.values_list("pk", flat=True))
        waiting = Revision.objects.filter(
            object_id__in=[str(key) for key in keys], approved_go_live_at__isnull=False
        )
        published = PageLogEntry.objects.filter(
            page__in=keys, action__in=("wagtail.publish", "wagtail.publish.scheduled")
        )
        live = pages.filter(live=True, live_revision__isnull=False)
        return [
            len(keys),
            waiting.count() + live.count(),
            PageAudience.objects.filter(page__in=keys).count(),
            max(len(keys), published.count()),
        ]


class SignIn(Act):
    """Signs in: whoever was let in stays in."""

    code = "sign in"
    is_signed = False

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        fields = {"login": writer.person.email, "password": world.password}
        answer = browser.post("/fr/account/login/", fields)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if found := re.match(r"sessionid=(\w+)", cookie):
                entry.facts["session"] = found[1]
        return answer

    def traces(self, world: World, entry: Entry) -> list[int]:
        from django.contrib.sessions.models import Session
        from django.utils import timezone

        return [
            Session.objects.filter(
                session_key=entry.facts.get("session", ""), expire_date__gt=timezone.now()
            ).count()
        ]


ACTS: dict[str, Act] = {
    act.code: act
    for act in (
        Note(),
        Upload(),
        Draft(),
        Publish(),
        Create(),
        Move(),
        Translate(),
        Belong(),
        Contact(),
        Planned(),
        WriteUp(),
        Table(),
        SignIn(),
    )
}


def moves_of(page: Any) -> int:
    """How often a page was moved, by its record."""
    from wagtail.models import PageLogEntry

    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.move").count()


def versions_of(page: Any, entry: Entry) -> Any:
    """The versions of a page with a summary."""
    from wagtail.models import Revision

    return Revision.objects.for_instance(page).filter(content__summary=entry.name)


def sum_of(row: Any) -> str:
    """The SHA-256 of a stored file; empty where it is missing."""
    try:
        with row.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
