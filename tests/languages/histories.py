"""A page and its translation to which things happen, and the oracle that is told of each."""

import random
import uuid
from collections.abc import Callable
from typing import Any

from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from languages.actions.record import follows
from languages.models import TranslationLink
from pages.models import Article, Home, Section
from people.models import Person
from tests.factories import PersonFactory, add
from tests.languages.oracle import HEAD, Oracle, Text
from tests.languages.translating import MACHINE, MANUAL, approve, begin, translate

WORDS = [
    "eau",
    "sol",
    "forêt",
    "terre",
    "semence",
    "marché",
    "coopérative",
    "dette",
    "climat",
    "paix",
]


class History:
    """One page, its translation into English, and all that happens to both."""

    def __init__(self, home: Home, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0
        self.steps: list[str] = []
        self.gone: list[tuple[str, tuple[str, ...]]] = []
        self.sections = [add(home, Section, f"Rubrique {seed}-{number}") for number in (1, 2)]
        self.reader: Person = PersonFactory()
        head: Text = (("title", (self.sentence(),)), ("summary", (self.sentence(),)))
        self.oracle = Oracle((*head, *(self.block() for _ in range(self.chance.randint(1, 4)))))
        self.drafted = self.oracle.text
        page = Article(slug=f"page-{seed}", title="x", summary="x", locale=home.locale)
        self.fill(page, self.oracle.text)
        self.sections[0].add_child(instance=page)
        page.save_revision().publish()
        self.key = page.pk
        self.versions: list[tuple[int, Text]] = [(self.page.latest_revision_id, self.oracle.text)]
        self.translated: list[tuple[int, tuple[str, ...]]] = []

    @property
    def page(self) -> Any:
        """The original, as it is stored."""
        return Article.objects.get(pk=self.key)

    @property
    def target(self) -> Any:
        """The translation, if there is one."""
        others = Article.objects.filter(translation_key=self.page.translation_key)
        return others.exclude(pk=self.key).first()

    @property
    def translation(self) -> Translation | None:
        """The translation as wagtail-localize knows it."""
        return Translation.objects.filter(source__object_id=self.page.translation_key).first()

    def sentence(self) -> str:
        """A sentence that no other is like."""
        self.count += 1
        words = self.chance.choices(WORDS, k=self.chance.randint(1, 6))
        return " ".join([f"n{self.count}", *words])

    def block(self) -> tuple[str, tuple[str, ...]]:
        """A block of one to three paragraphs."""
        number = self.chance.randint(1, 3)
        key = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        return key, tuple(self.sentence() for _ in range(number))

    @staticmethod
    def fill(page: Any, text: Text) -> None:
        """Let the page say a text."""
        for key, paragraphs in text:
            if key in HEAD:
                setattr(page, key, paragraphs[0])
        page.body = [
            {"type": "paragraph", "id": key, "value": "".join(f"<p>{one}</p>" for one in said)}
            for key, said in text
            if key not in HEAD
        ]

    def write(self, text: Text, publish: bool) -> None:
        """Save the original with another text."""
        page = self.page.get_latest_revision_as_object()
        self.fill(page, text)
        self.keep(page.save_revision(), text, publish)

    def keep(self, revision: Revision, text: Text, publish: bool) -> None:
        """A version of the original was saved."""
        self.versions.append((revision.pk, text))
        self.drafted = text
        if publish:
            revision.publish()
            self.oracle.text, self.oracle.is_live = text, True

    def changed_text(self) -> Text:
        """The last text with one thing other than it was."""
        text = list(self.drafted)
        kind = self.chance.choice(["change", "change", "head", "add", "take", "order", "back"])
        bodies = [place for place, (key, _said) in enumerate(text) if key not in HEAD]
        if kind == "head":
            place = self.chance.randrange(2)
            text[place] = (text[place][0], (self.sentence(),))
        elif kind == "add":
            text.insert(self.chance.randint(2, len(text)), self.block())
        elif kind == "back" and self.gone:
            old = self.chance.choice(self.gone)
            again = self.block()[0] if self.chance.random() < 0.5 else old[0]
            if again not in [key for key, _said in text]:
                text.insert(self.chance.randint(2, len(text)), (again, old[1]))
        elif kind == "take" and len(bodies) > 1:
            self.gone.append(text.pop(self.chance.choice(bodies)))
        elif kind == "order" and len(bodies) > 1:
            text.insert(self.chance.randint(2, len(text) - 1), text.pop(self.chance.choice(bodies)))
        else:
            place = self.chance.choice(bodies)
            said = list(text[place][1])
            said[self.chance.randrange(len(said))] = self.sentence()
            if self.chance.random() < 0.3:
                said.append(self.sentence())
            text[place] = (text[place][0], tuple(said))
        return tuple(text)

    # What editors do to the original.

    def edit(self) -> None:
        self.write(self.changed_text(), publish=True)

    def draft(self) -> None:
        self.write(self.changed_text(), publish=False)

    def publish_draft(self) -> None:
        page = self.page
        page.get_latest_revision().publish()
        self.oracle.text, self.oracle.is_live = self.drafted, True

    def move(self) -> None:
        # As it is now: moving asks it how many pages it has.
        section = Page.objects.get(pk=self.chance.choice(self.sections).pk)
        self.page.move(section, pos="last-child")

    def unpublish(self) -> None:
        self.page.unpublish()
        self.oracle.is_live = False

    def revert(self) -> None:
        key, text = self.chance.choice(self.versions)
        old = Revision.objects.get(pk=key)
        page = old.as_object()
        self.keep(page.save_revision(previous_revision=old), text, publish=True)

    # What translators do.

    def sync(self) -> None:
        if not self.oracle.is_live:
            return
        begin(self.page)
        self.oracle.frozen = self.oracle.text

    def translate(self, kind: str = MANUAL, share: float = 0.5) -> None:
        if self.translation is None:
            return
        wanted = {
            key for key, _said in self.oracle.frozen if key in HEAD or self.chance.random() < share
        }
        if kind == MACHINE:
            wanted -= set(HEAD)
        translate(self.translation, lambda path: path.split(".")[-1] in wanted, kind=kind)
        for key, said in self.oracle.frozen:
            for paragraph in said if key in wanted else ():
                self.oracle.memory[key, paragraph] = "person" if kind == MANUAL else "machine"

    def translate_all(self) -> None:
        self.translate(share=1)

    def machine(self) -> None:
        self.translate(kind=MACHINE)

    def approve(self) -> None:
        texts = StringTranslation.objects.filter(
            context__object_id=self.page.translation_key
        ).select_related("translation_of", "context")
        for text in texts:
            approve(text, self.reader)
            key = text.context.path.split(".")[-1]
            self.oracle.approved.add((key, text.translation_of.data))

    def save_version(self, publish: bool) -> None:
        translation = self.translation
        if translation is None or not translation.enabled:
            return
        # No page is published under a title in another language.
        only_head = HEAD
        translate(translation, lambda path: path in only_head)
        for key, said in self.oracle.frozen:
            if key in HEAD:
                self.oracle.memory[key, said[0]] = "person"
        translation.save_target(publish=publish)
        words = self.oracle.version_written()
        self.translated.append((self.target.latest_revision_id, words))
        if publish:
            self.publish_of_target = words

    def publish_translation(self) -> None:
        self.save_version(publish=True)

    def save_translation(self) -> None:
        self.save_version(publish=False)

    def unpublish_target(self) -> None:
        if self.target is not None:
            self.target.unpublish()

    def publish_old_target(self) -> None:
        if self.translated:
            self.publish_version(*self.chance.choice(self.translated))

    def publish_last_target(self) -> None:
        if self.translated:
            self.publish_version(*self.translated[-1])

    def publish_version(self, key: int, words: tuple[str, ...]) -> None:
        Revision.objects.get(pk=key).publish()
        self.publish_of_target = words

    def by_hand(self) -> None:
        if self.translation is None or not self.translated:
            return
        Translation.objects.filter(pk=self.translation.pk).update(enabled=False)
        page = self.target.get_latest_revision_as_object()
        page.title = self.sentence()
        revision = page.save_revision()
        revision.publish()
        words = (page.title, *self.translated[-1][1][1:])
        self.translated.append((revision.pk, words))
        self.publish_of_target = words

    def follow_again(self) -> None:
        if self.translation is not None:
            Translation.objects.filter(pk=self.translation.pk).update(enabled=True)

    def says_it_follows(self) -> None:
        if self.target is not None and self.oracle.published is not None and self.target.live:
            follows(self.target, self.page)
            self.oracle.somebody_says_it_follows()

    def step(self, capture: Callable[..., Any]) -> None:
        """Let something happen."""
        acts, weights = zip(*ACTS, strict=True)
        self.happen(self.chance.choices(acts, weights)[0], capture)

    def happen(self, act: Callable[["History"], None], capture: Callable[..., Any]) -> None:
        """Let one thing happen, with all that Wagtail does once it is stored."""
        self.publish_of_target: tuple[str, ...] | None = None
        with capture(execute=True):
            act(self)
        if self.publish_of_target is not None:
            self.oracle.version_published(self.publish_of_target)
        self.steps.append(act.__name__)

    def banner(self) -> tuple[str, int, int] | None:
        """What readers are told."""
        target = self.target
        link = TranslationLink.objects.filter(target=target.pk).first() if target else None
        return (link.state, link.changed, link.complete) if link else None


ACTS: list[tuple[Callable[[History], None], int]] = [
    (History.edit, 5), (History.draft, 1), (History.publish_draft, 1), (History.move, 1),
    (History.unpublish, 1), (History.revert, 2), (History.sync, 4), (History.translate, 2),
    (History.translate_all, 3), (History.machine, 2), (History.approve, 2),
    (History.publish_translation, 5), (History.save_translation, 2),
    (History.unpublish_target, 1), (History.publish_old_target, 2),
    (History.publish_last_target, 1), (History.by_hand, 1), (History.follow_again, 1),
    (History.says_it_follows, 1),
]  # fmt: skip
"""What may happen, and how often."""
