"""Write down what a published translation was made against, and how it stands to its original."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation, TranslationLog

from languages.actions.credit import credit, named, still_there
from languages.foreign import untranslated
from languages.freshness import compare
from languages.models import Basis, Snapshot, TranslationLink
from languages.parts import Part, from_data, parts_of, text_digest
from languages.states import State, parts_translated


def version_was_written(log: TranslationLog) -> None:
    """wagtail-localize wrote a version of a translation: keep what stands behind its words.

    It is published with it, at once or one day; or it was already, before this was called.
    """
    text = log.revision.as_object() if log.revision else None
    if not isinstance(text, Page):
        return
    translation = log.source.translations.get(target_locale=log.locale_id)
    page = Page.objects.get(pk=text.pk)
    keep_basis(page, text_digest(text), **basis_of_translation(translation))
    if page.live_revision_id == log.revision_id:
        page_was_published(page, log.revision)


def keep_basis(page: Page, digest: str, **values: Any) -> Basis:
    """Write down what a text of a page was made against, in place of what was known of it."""
    basis, _made = Basis.objects.update_or_create(page=page, digest=digest, defaults=values)
    return basis


def translation_of(page: Page) -> Translation | None:
    """The translation of wagtail-localize that a page is the outcome of, followed or not."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id
        )
        .select_related("source__locale", "source__specific_content_type")
        .first()
    )


@transaction.atomic
def page_was_published(page: Page, revision: Revision | None = None) -> None:
    """A page was published: as a translation it is recorded, as an original it is compared.

    Three queries for a page that is neither.

    Args:
        page: any page.
        revision: the version that was published; none for an alias.
    """
    links = TranslationLink.objects.filter(Q(target=page.pk) | Q(source=page.pk))
    known = list(links.select_related("snapshot"))
    link = next((one for one in known if one.target_id == page.pk), None)
    if page.alias_of_id:
        record_alias(page)
    elif link is None or not link.is_adaptation:
        record(page, link, revision)
    compare_all([one for one in known if one.source_id == page.pk], page)


def page_was_withdrawn(page: Page) -> None:
    """A page can no longer be read: what was made from it can not be called fresh.

    Wagtail also says so of a page that is about to be deleted, and whose row is still there.
    """
    links = TranslationLink.objects.filter(source=page.pk).select_related("snapshot")
    compare_all(list(links), page, is_live=False)


def record(page: Page, link: TranslationLink | None, revision: Revision | None) -> None:
    """Write down what a page, just published, says of its original, if it has one.

    What was written by hand is taken to say what was published before it said: nobody knows more.
    """
    known = (link and basis_of_link(link)) or last_basis(page)
    if known is None:
        return
    text = revision.as_object() if revision else page.specific
    digest = text_digest(text)
    bases = Basis.objects.filter(page=page.pk, digest=digest).select_related("source__locale")
    basis = bases.first()
    if basis is None:
        basis = keep_basis(page, digest, **{**known, "parts": written_over(known["parts"], text)})
    parts = from_data(basis.parts)
    if basis.source is not None:
        credit(link_to(page, basis.source, basis.source_date, parts), still_there(basis.credits))
    elif link is not None:
        snap(link, parts)
        write(link, parts, parts, is_live=False)


def written_over(rows: list[dict[str, Any]], text: Any) -> list[dict[str, Any]]:
    """The parts of an original, those that were missing and that a text has other words for.

    Somebody wrote them by hand; nobody said yet that they are right.
    """
    own = {part.key: part.digest for part in parts_of(text)}
    return [
        {**row, "state": State.TO_REVIEW.value}
        if row["state"] == State.MISSING and own.get(row["key"], row["digest"]) != row["digest"]
        else row
        for row in rows
    ]


def basis_of_link(link: TranslationLink) -> dict[str, Any]:
    """What the published text of a translation was made against."""
    return {
        "source": link.source,
        "source_language": link.source_language,
        "source_date": link.source_date,
        "parts": link.snapshot.parts,
        "credits": [list(pair) for pair in link.credits.values_list("person", "role")],
    }


def last_basis(page: Page) -> dict[str, Any] | None:
    """What the last text of a page that is known was made against; None where it is no translation.

    Nothing is known of one that was never written by wagtail-localize but what is translated.
    """
    last = Basis.objects.filter(page=page.pk).order_by("-written_at", "-pk").first()
    if last is not None:
        names = ("source", "source_language", "source_date", "parts", "credits")
        return {name: getattr(last, name) for name in names}
    translation = translation_of(page)
    return basis_of_translation(translation) if translation else None


def basis_of_translation(translation: Translation) -> dict[str, Any]:
    """What a text is made against that is written from the segments as they are now."""
    source = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    )
    return {
        "source": source.first(),
        "source_language": translation.source.locale.language_code,
        "source_date": translation.source.last_updated_at,
        "parts": [part.as_data() for part in parts_translated(translation)],
        "credits": sorted(named(translation)),
    }


def record_alias(page: Page) -> None:
    """A page shows the words of another one: in another language, none of them is translated."""
    source = page.alias_of
    if source is None or source.locale_id == page.locale_id:
        return
    parts = [
        Part(part.key, part.digest, part.texts, State.MISSING.value if part.texts else "approved")
        for part in parts_of(source.specific)
    ]
    link = link_to(page, source, source.last_published_at or timezone.now(), parts)
    credit(link, set())


def link_to(page: Page, source: Page, source_date: Any, parts: list[Part]) -> TranslationLink:
    """Tie a page to what it was made from.

    Args:
        page: the page.
        source: its original.
        source_date: of when the text is that it was made from.
        parts: the parts of that text, each with the state of its translation.
    """
    link, _made = TranslationLink.objects.update_or_create(
        target_id=page.pk,
        defaults={
            "source_id": source.pk,
            "source_language": source.locale.language_code,
            "source_date": source_date,
        },
    )
    snap(link, parts)
    # What is at hand may be the version before the one that was published last.
    present = Page.objects.get(pk=source.pk).specific
    write(link, parts, parts_of(present), present.live)
    return link


def snap(link: TranslationLink, parts: list[Part]) -> None:
    """Keep the text that what is published was made against, and what of it is not translated."""
    link.untranslated = untranslated(parts)
    link.save(update_fields=["untranslated"])
    rows = [part.as_data() for part in parts]
    Snapshot.objects.update_or_create(link=link, defaults={"parts": rows})


def follows(page: Page, source: Page) -> TranslationLink:
    """Somebody says that a page says all that its original says now."""
    present = Page.objects.get(pk=source.pk).specific
    parts = [
        Part(part.key, part.digest, part.texts, State.APPROVED.value) for part in parts_of(present)
    ]
    link = link_to(page, source, present.last_published_at or timezone.now(), parts)
    # The same words, published again one day, say no less.
    keep_basis(page, live_digest(page), **basis_of_link(link))
    return link


def adapts(page: Page, source: Page, context: str) -> TranslationLink:
    """A page was rewritten for other readers, from what another says now.

    Args:
        page: the adaptation, a draft perhaps.
        source: what it was made from.
        context: who its readers are.
    """
    TranslationLink.objects.create(
        target=page,
        source=source,
        source_language=source.locale.language_code,
        kind=TranslationLink.Kind.ADAPTATION,
        context=context,
    )
    return follows(page, source)


def live_digest(page: Page) -> str:
    """The digest of what readers get of a page."""
    revision = page.live_revision
    return text_digest(revision.as_object() if revision else page.specific)


def compare_all(links: list[TranslationLink], source: Page, is_live: bool | None = None) -> None:
    """Compare what was made from a page, each link with its snapshot.

    Args:
        links: to what was made from it.
        source: the page.
        is_live: whether it can be read; as its row says unless that is known better.
    """
    if not links:
        return
    # What the page was published with may differ from what is in memory.
    present = Page.objects.get(pk=source.pk).specific
    now = parts_of(present)
    for link in links:
        write(
            link, from_data(link.snapshot.parts), now, present.live if is_live is None else is_live
        )


def source_goes(source_id: int) -> None:
    """A page is about to be deleted: nothing that was made from it can be called fresh."""
    for link in TranslationLink.objects.filter(source=source_id).select_related("snapshot"):
        then = from_data(link.snapshot.parts)
        write(link, then, then, is_live=False)


def write(link: TranslationLink, then: list[Part], now: list[Part], is_live: bool) -> None:
    """Write how a translation stands to its original, if that is new."""
    found = compare(then, now, is_live)
    values = {
        "state": found.state.value,
        "changed": found.changed,
        "complete": found.complete,
        "words_left": found.words_left,
    }
    if found.changed and not link.changed:
        values["changed_at"] = timezone.now()
    if any(getattr(link, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(link, name, value)
        link.save(update_fields=list(values))
