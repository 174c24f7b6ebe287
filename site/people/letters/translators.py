"""Who is told of what there is to translate, to review, and of what became of it."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.actions.language_role import language_role_changed
from access.decisions import space_of
from access.models import LanguageRole
from languages.models import Credit, TranslationLink, TranslatorSetting
from languages.overview import site_languages
from languages.told import original_published, review_asked, sent_back, translation_published
from people.letters.translations import (
    A_DAY,
    KINDS,
    LanguageRoleGiven,
    SentBack,
    ToTranslate,
    TranslationPublished,
    TranslationsOfADay,
    WaitsForReview,
    digest_moment,
)
from people.models import Person
from people.post.kinds import register
from people.post.write import write


def holders(page: Page, languages: Collection[str], role: str) -> Iterable[Person]:
    """Those who hold a role, where a page lies, in one of these languages."""
    roles = LanguageRole.objects.filter(language__in=languages, role=role, space=space_of(page))
    return Person.objects.filter(is_active=True, pk__in=roles.values("person"))


def tell_translators(page: Page, is_new: bool, by: Any, **signal: Any) -> None:
    """An original was published: tell those who translate it, at once or tomorrow."""
    known = TranslationLink.objects.filter(source=page.pk).exclude(state="current")
    languages = set(known.values_list("target__locale__language_code", flat=True))
    if is_new:
        languages |= set(site_languages()) - {page.locale.language_code}
    people = [
        person
        for person in holders(page, languages, LanguageRole.Role.TRANSLATOR)
        if by is None or person.pk != by.pk
    ]
    wish_one_a_day = TranslatorSetting.objects.filter(person__in=people, daily=True)
    daily = set(wish_one_a_day.values_list("person", flat=True)) if people else set()
    at_once = [person for person in people if person.pk not in daily]
    moment = f"{timezone.now():%Y%m%dT%H%M%S%f}"
    facts = {"page": page.pk, "is_new": int(is_new)}
    write(ToTranslate.code, at_once, facts, key=f"page:{page.pk}:{moment}")
    day = next_day().isoformat()
    write(
        TranslationsOfADay.code,
        [person for person in people if person.pk in daily],
        {"day": day},
        key=f"day:{day}",
        send_after=digest_moment(next_day()),
    )


def next_day() -> datetime.date:
    """The day of the next letter for those who wish one a day."""
    now = timezone.localtime()
    return now.date() if now < digest_moment(now.date()) else now.date() + A_DAY


def tell_reviewers(translation: Translation, by: Any, **signal: Any) -> None:
    """A whole translation waits: tell those who may read it, once a day at most."""
    page = translation.source.get_source_instance()
    language = translation.target_locale.language_code
    reviewers = holders(page, [language], LanguageRole.Role.REVIEWER)
    facts = {"page": page.pk, "language": language, "translation": translation.pk}
    write(
        WaitsForReview.code,
        [person for person in reviewers if by is None or person.pk != by.pk],
        facts,
        key=f"translation:{translation.pk}:{timezone.localdate().isoformat()}",
    )


def tell_author(text: StringTranslation, by: Any, **signal: Any) -> None:
    """A text was sent back: tell whoever wrote it."""
    author = text.last_translated_by
    page = Page.objects.filter(
        translation_key=text.context.object_id, locale=text.translation_of.locale_id
    ).first()
    if author is None or author == by or page is None:
        return
    facts = {"page": page.pk, "language": text.locale.language_code, "text": text.pk}
    moment = f"{timezone.now():%Y%m%dT%H%M%S%f}"
    write(SentBack.code, [author], facts, key=f"text:{text.pk}:{moment}")


def tell_credited(link: TranslationLink, revision: int | None, by: Any, **signal: Any) -> None:
    """A translation was published: tell those whose words it holds, but for who published it."""
    people = Person.objects.filter(
        credits__link=link, credits__role=Credit.Role.TRANSLATOR, is_active=True
    ).distinct()
    target = link.target
    facts = {"page": link.source_id, "target": target.pk, "language": target.locale.language_code}
    write(
        TranslationPublished.code,
        [person for person in people if by is None or person.pk != by.pk],
        facts,
        key=f"revision:{revision}:{target.pk}",
    )


def tell_of_role(role: LanguageRole, is_held: bool, actor: Any, **signal: Any) -> None:
    """Somebody may translate: tell her, unless she did it herself."""
    if is_held and actor is not None and actor.pk != role.person_id:
        write(LanguageRoleGiven.code, [role.person], {"role": role.pk}, key=f"role:{role.pk}")


def connect() -> None:
    """Register the kinds, and write them when what they tell of happens."""
    for kind in KINDS:
        register(kind())
    original_published.connect(tell_translators, dispatch_uid="letters.to_translate")
    review_asked.connect(tell_reviewers, dispatch_uid="letters.review")
    sent_back.connect(tell_author, dispatch_uid="letters.sent_back")
    translation_published.connect(tell_credited, dispatch_uid="letters.published")
    language_role_changed.connect(tell_of_role, dispatch_uid="letters.language_role")
