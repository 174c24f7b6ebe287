"""Letters to those who translate and those who review, each in her own language."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.decisions import Decision, may
from access.into import Into
from access.models import LanguageRole
from access.reach import reaches
from access.visibility import audiences_of, visible_to
from languages.addresses import translate_address
from languages.originals import originals
from languages.overview import site_languages
from languages.rows import Row, rows_of
from languages.standing import DONE, begun
from languages.told import waits_for_review
from people.models import Letter, Person
from people.post.kinds import Kind

A_DAY = datetime.timedelta(days=1)
DIGEST_HOUR = 7
MOST_LINES = 20


def page_of(letter: Letter) -> Page:
    """The page that a letter is about.

    Raises:
        Page.DoesNotExist: it is gone.
    """
    return Page.objects.get(pk=letter.facts["page"])


def named(language: str) -> str:
    """A language as the recipient calls it."""
    return str(get_language_info(language)["name_translated"]).lower()


def absolute(address: str) -> str:
    """The whole address of a page of the site."""
    return settings.BASE_URL.rstrip("/") + address


def translate_action(page: Page, language: str) -> dict[str, Any]:
    """The button that leads to the sheet on which a page is translated."""
    return {
        "label": _("Open the translation"),
        "address": absolute(translate_address(page.pk, language)),
    }


class TranslationLetter(Kind):
    """About a page on its way into a language. Facts: `page`, the original, and `language`."""

    stoppable = True
    verb = "translate"

    def thread(self, facts: dict[str, Any]) -> str:
        """All letters about one page stand together."""
        return f"page:{facts['page']}"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She may still do it."""
        return person is not None and may(
            person, self.verb, Into(page_of(letter), letter.facts["language"])
        )


class ToTranslate(TranslationLetter):
    """To translators: an original is new, or says something else. Facts: also `is_new`."""

    code = "to_translate"
    stop_words = gettext_lazy("pages to translate")

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """There is something to do in one of her languages still."""
        return bool(person and waiting_rows(person, Q(pk=letter.facts["page"])))

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What was published, and into which of her languages it waits."""
        page = page_of(letter)
        rows = waiting_rows(person, Q(pk=page.pk))
        names = {
            "title": page.title,
            "languages": ", ".join(named(row.target) for row in rows),
        }
        words = sum(row.words_left for row in rows)
        if letter.facts["is_new"]:
            heading = _("“%(title)s” was published, and can be translated") % names
        else:
            heading = _("“%(title)s” changed since it was translated") % names
        return {
            "subject": _("A page to translate"),
            "heading": heading,
            "lines": [
                _("Into: %(languages)s.") % names,
                ngettext("%(number)d word to translate.", "%(number)d words to translate.", words)
                % {"number": words},
            ],
            "action": translate_action(page, rows[0].target),
        }


class TranslationsOfADay(Kind):
    """To translators who wish one letter a day. Facts: `day`."""

    code = "to_translate_daily"
    stoppable = True
    stop_words = gettext_lazy("pages to translate")

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """Something of that day waits still."""
        return bool(person and waiting_rows(person, changed_before(letter)))

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What is new or changed since the letter of the day before."""
        rows = waiting_rows(person, changed_before(letter))
        lines = [
            _("“%(title)s” – into: %(language)s, words: %(number)d.")
            % {"title": row.title, "language": named(row.target), "number": row.words_left}
            for row in rows[:MOST_LINES]
        ]
        return {
            "subject": _("Pages to translate"),
            "heading": _("New and changed pages that you translate"),
            "lines": lines,
            "action": {
                "label": _("See all translations"),
                "address": absolute(reverse("translations")),
            },
        }


def changed_before(letter: Letter) -> Q:
    """The originals that changed in the day that a letter is about."""
    until = digest_moment(datetime.date.fromisoformat(letter.facts["day"]))
    return Q(counted_words__changed_at__gt=until - A_DAY, counted_words__changed_at__lte=until)


def digest_moment(day: datetime.date) -> datetime.datetime:
    """When the letter of a day goes out."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(DIGEST_HOUR)))


def waiting_rows(person: Any, condition: Q) -> list[Row]:
    """What somebody has to translate among the originals for which a condition holds.

    By her roles in languages: who edits a page in the editing screens is told there.
    """
    codes = LanguageRole.objects.filter(person=person).values_list("language", flat=True)
    languages = [code for code in site_languages() if code in set(codes)]
    reach = reaches(person, languages)
    pages = originals(visible_to(Page.objects.filter(condition), audiences_of(person)))
    rows = rows_of(pages.order_by("pk"), reach, begun(languages))
    return [row for row in rows if row.state not in DONE]


class WaitsForReview(TranslationLetter):
    """To reviewers: a whole translation waits for them. Facts: also `translation`."""

    code = "translation_to_review"
    stop_words = gettext_lazy("translations that wait for your review")
    verb = "review_translation"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """Nobody has read it yet, and she may."""
        translation = Translation.objects.get(pk=letter.facts["translation"])
        return waits_for_review(translation) and super().still_holds(letter, person)

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Which page, into which language."""
        page, language = page_of(letter), letter.facts["language"]
        names = {"title": page.title, "language": named(language)}
        return {
            "subject": _("A translation waits for your review"),
            "heading": _("“%(title)s” waits for your review (%(language)s)") % names,
            "lines": [_("Read it, then approve it or send it back with a sentence.")],
            "action": translate_action(page, language),
        }


class SentBack(TranslationLetter):
    """To whoever translated a text: a reviewer wants it to be changed. Facts: also `text`."""

    code = "translation_sent_back"
    stop_words = gettext_lazy("translations of yours that are sent back")

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Which page, and what the reviewer said."""
        page, language = page_of(letter), letter.facts["language"]
        text = StringTranslation.objects.get(pk=letter.facts["text"])
        sentence = getattr(getattr(text, "remark", None), "sentence", "")
        names = {"title": page.title, "language": named(language)}
        return {
            "subject": _("Your translation was sent back to you"),
            "heading": _("A text of “%(title)s” was sent back to you (%(language)s)") % names,
            "lines": [_("What the reviewer says about it:")] if sentence else [],
            "quote": sentence,
            "action": translate_action(page, language),
        }


class TranslationPublished(TranslationLetter):
    """To those whose words it holds: a translation was published. Facts: also `target`."""

    code = "translation_published"
    stop_words = gettext_lazy("translations of yours that are published")

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """It can be read, and she sees it; she need not translate any more."""
        there = Page.objects.filter(pk=letter.facts["target"])
        return person is not None and visible_to(there, audiences_of(person)).exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Which page can be read now."""
        target = Page.objects.get(pk=letter.facts["target"])
        names = {"title": target.title, "language": named(letter.facts["language"])}
        return {
            "subject": _("Your translation is published"),
            "heading": _("“%(title)s” is published (%(language)s)") % names,
            "lines": [_("Thank you: it can be read now.")],
            "action": translate_action(page_of(letter), letter.facts["language"]),
        }


class LanguageRoleGiven(Kind):
    """To somebody who may translate from now. Facts: `role`, the key of the row."""

    code = "language_role_given"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She still has it."""
        return LanguageRole.objects.filter(pk=letter.facts["role"], person=person).exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What she may do, and where it is done."""
        held = LanguageRole.objects.select_related("space").get(pk=letter.facts["role"])
        names = {
            "role": held.get_role_display(),
            "language": named(held.language),
            "place": held.space.name if held.space else _("the public site"),
        }
        return {
            "subject": _("Your role in a language"),
            "heading": _("You are %(role)s for %(place)s, into: %(language)s") % names,
            "lines": [_("What there is to do stands on one page, with the number of words.")],
            "action": {
                "label": _("See what waits for you"),
                "address": absolute(reverse("translations")),
            },
        }


KINDS = (
    ToTranslate, TranslationsOfADay, WaitsForReview, SentBack, TranslationPublished,
    LanguageRoleGiven,
)  # fmt: skip
