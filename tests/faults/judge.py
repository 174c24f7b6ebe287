"""Compares what the site said it had taken with what is there: database, files, index, mails."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from tests.faults.acts import ACTS
from tests.faults.browser import NO_ANSWER, Browser
from tests.faults.ledger import Entry
from tests.faults.mail import Post
from tests.faults.world import World

KINDS = ("lost", "doubled", "half", "leaks", "errors", "unread", "untaken")
"""`errors` are answers 500; `unread` are pages that were not shown though they should have been,
`untaken` acts that were tried and tried, and taken not once: nothing was proved of them."""


@dataclass
class Verdict:
    """What is wrong, in sentences, by its kind."""

    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, sentences: Iterable[str]) -> None:
        """Note more of a kind."""
        self.found[kind] += sentences

    def number(self, kind: str) -> int:
        """How many of a kind there are."""
        return len(self.found[kind])


@dataclass
class Judge:
    """Looks at everything.

    Attributes:
        world: what there is.
        port: where the site answers.
        post: the mail server.
    """

    world: World
    port: int
    post: Post

    def look(self, entries: list[Entry], whole: bool = False) -> Verdict:
        """Judge what was done during a fault.

        Args:
            entries: all that was sent, in its order.
            whole: whether to look at all of the site, which takes longer.
        """
        verdict = Verdict()
        for entry in entries:
            self.look_at(entry, verdict)
        verdict.add("lost", self.overwritten(entries))
        verdict.add("half", half_states())
        verdict.add("leaks", self.shown_to_others(entries))
        if whole:
            verdict.add("half", missing_files())
            verdict.add("half", lonely_rows())
            verdict.add("half", wrong_addresses())
            verdict.add("half", disorder())
            verdict.add("leaks", disagreements())
        return verdict

    def look_at(self, entry: Entry, verdict: Verdict) -> None:
        """Whether all traces of one thing are there, once; or none where it was not taken."""
        traces = ACTS[entry.act].traces(self.world, entry)
        said = f"{entry.act} {entry.name}: {traces}, answered {entry.said}"
        if entry.is_taken and min(traces) == 0:
            verdict.add("lost", [said])
        elif min(traces) != max(traces):
            verdict.add("half", [said])
        if max(traces) > 1:
            verdict.add("doubled", [said])

    def look_at_all(self, taken: list[Entry]) -> Verdict:
        """Whether all that was ever taken is there still: asked at the end."""
        verdict = Verdict()
        for entry in taken:
            # A role that was given since has taken the place of the one before.
            if entry.act != "role":
                self.look_at(entry, verdict)
        return verdict

    def overwritten(self, entries: list[Entry]) -> Iterator[str]:
        """Where an older thing stands in the place of a newer one that was taken."""
        rows: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        # What was sent again at the end came after what was taken at once.
        for entry in sorted(entries, key=lambda one: one.tried_at):
            rows[entry.writer, entry.act].append(entry)
        for (writer, act), sent in rows.items():
            taken = [place for place, entry in enumerate(sent) if entry.is_taken]
            current = ACTS[act].current(self.world, self.world.writers[writer]) if taken else None
            if current is not None and current not in {one.name for one in sent[taken[-1] :]}:
                yield f"{act}: {current} stands instead of {sent[taken[-1]].name}"

    def shown_to_others(self, entries: list[Entry]) -> Iterator[str]:
        """What is private and was shown to a visitor, or to somebody of no space."""
        private = next((one for one in entries if one.act in ("note", "upload")), None)
        part = "files" if private and private.act == "upload" else "notes"
        for session in ("", self.world.stranger):
            try:
                answer = Browser(self.port, session).get(
                    f"/fr/spaces/{self.world.slug}/{part}/", 10
                )
            except NO_ANSWER:
                continue  # Whether it answers at all is measured elsewhere.
            if answer.status == 200 or (private and private.name in answer.text):
                yield f"{part} of a space were shown: {answer.status}"

    def look_at_mail(self) -> Verdict:
        """Whether each letter came once: asked at the end, when all have been sent."""
        from people.models import Letter
        from people.post.compose import message_id

        verdict = Verdict()
        came = Counter(self.post.taken)
        for letter in Letter.objects.select_related("person"):
            number = came[message_id(letter.key), letter.recipient_address]
            if letter.sent_at and not number:
                verdict.add("lost", [f"{letter} never came"])
            elif letter.sent_at is None and letter.dropped_at is None:
                verdict.add("lost", [f"{letter} waits still"])
        # Mail programs show once what comes again under one id: a line that broke after the
        # message, and before it could be noted, leaves no other way that loses nothing.
        ids = defaultdict(set)
        for name, address in came:
            ids[address].add(name)
        letters = Counter(letter.recipient_address for letter in Letter.objects.all())
        for address, names in ids.items():
            if len(names) > letters[address]:
                verdict.add("doubled", [f"{len(names)} mails of {letters[address]} letters"])
        return verdict

    def left_undone(self) -> Iterator[str]:
        """What tasks and timers have left: asked at the end, after they had their time."""
        from django_tasks_db.models import DBTaskResult
        from wagtail.models import Revision

        from files.text.outcome import WAITING
        from files.text.record import FileText

        now = timezone.now()
        yield from (f"{task.task_path} waits still" for task in DBTaskResult.objects.ready())
        yield from (f"{task.task_path} has no end" for task in DBTaskResult.objects.running())
        yield from (f"{row!r} was not read" for row in FileText.objects.filter(state=WAITING))
        due = Revision.objects.filter(approved_go_live_at__lt=now)
        yield from (f"{version!r} was not published" for version in due)

    @property
    def repeated(self) -> int:
        """Mails that came again under the same id, which mail programs show once."""
        return sum(Counter(self.post.taken).values()) - len(set(self.post.taken))


def half_states() -> Iterator[str]:
    """What the tree and the versions of pages lack."""
    from wagtail.models import Page, Revision

    yield from (f"page tree: {found}" for found in Page.find_problems() if found)
    pages = {str(key) for key in Page.objects.values_list("pk", flat=True)}
    of_pages = Revision.objects.filter(base_content_type__model="page")
    known = set(of_pages.values_list("object_id", flat=True).distinct())
    yield from (f"version of no page: {key}" for key in known - pages)


def disorder() -> Iterator[str]:
    """Where what was done later stands as if it had been done before."""
    from wagtail.models import Page

    from access.chain import breaks

    yield from (f"journal: {found}" for found in breaks())
    for page in Page.objects.exclude(latest_revision=None).select_related("latest_revision"):
        version: Any = page.latest_revision
        if version.pk != newest_version(page) or not version.is_latest_revision():
            yield f"page {page.pk}: version {version.pk} is not its last"


def newest_version(page: Any) -> int:
    """The version of a page that was written last."""
    from wagtail.models import Revision

    return Revision.objects.for_instance(page).order_by("-pk").values_list("pk", flat=True)[0]


def lonely_rows() -> Iterator[str]:
    """Rows that have no other half."""
    from django.db.models import F
    from wagtail.models import Page

    from discussions.models import Thread
    from pages.models import Article

    yield from (f"{thread!r} without words" for thread in Thread.objects.filter(messages=None))
    of_type = Page.objects.filter(content_type__model="article").exclude(
        pk__in=Article.objects.values("pk")
    )
    yield from (f"page {page.pk} without its article" for page in of_type)
    live = Article.objects.filter(live=True, live_revision__isnull=False)
    for page in live.select_related("live_revision"):
        version: Any = page.live_revision
        if version.content["summary"] != page.summary:
            yield f"page {page.pk} shows another text than its version"
    older = Page.objects.filter(live_revision__gt=F("latest_revision"))
    yield from (f"page {page.pk}: its last version is older than what is shown" for page in older)


def wrong_addresses() -> Iterator[str]:
    """Pages whose address is not that of the page above with their own name."""
    from wagtail.models import Page

    known: dict[str, str] = {}
    for path, slug, address in Page.objects.order_by("path").values_list(
        "path", "slug", "url_path"
    ):
        known[path] = address
        above = known.get(path[: -Page.steplen], "")
        if len(path) > Page.steplen and address != f"{above}{slug}/":
            yield f"page at {address} below {above}"


def missing_files() -> Iterator[str]:
    """Rows whose file is not there."""
    from files.models import Picture, Rendition, SiteDocument

    for model in (Picture, Rendition, SiteDocument):
        for row in model._default_manager.all():
            if not row.file.storage.exists(row.file.name):
                yield f"{row!r} without its file"


def disagreements() -> Iterator[str]:
    """What `check_access` finds."""
    from access.check import findings

    return (str(finding.as_dict()) for finding in findings())
