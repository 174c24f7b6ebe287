"""Put the texts of pages together, and write them into a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation, TranslationSource

from exchange.translations import po, word, xliff
from exchange.translations.bundle import Bundle, Line, digest_of_target
from exchange.translations.guard import address_of
from exchange.translations.markup import seen
from exchange.translations.pages import Text, texts_of
from languages.states import State, state_of


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        ending: of its name.
        content_type: as the web names it.
        write: gives the bytes for a bundle.
        most_texts: how many one file holds.
    """

    ending: str
    content_type: str
    write: Callable[[Bundle], bytes]
    most_texts: int


FORMATS = {
    "docx": Format("docx", word.CONTENT_TYPE, word.write, word.MOST_TEXTS),
    "po": Format("po", "text/x-gettext-translation; charset=utf-8", po.write, po.MOST_TEXTS),
    "xliff": Format("xlf", "application/x-xliff+xml", xliff.write, xliff.MOST_TEXTS),
}


def bundle_of(
    translations: Iterable[Translation],
    language: str,
    most: int,
    step: Callable[[], None] = lambda: None,
) -> Bundle:
    """The texts of whole pages, put together: one query each, as long as they fit in one file.

    Args:
        translations: of pages, all into one language.
        language: code of the language that they are translated into.
        most: how many texts fit.
        step: is called after each page.
    """
    bundle = Bundle("", language, timezone.now().isoformat(timespec="seconds"))
    for translation in translations:
        lines = [line_of(text, translation.source) for text in texts_of(translation)]
        if bundle.lines and len(bundle.lines) + len(lines) > most:
            break
        bundle.lines += lines
        step()
    bundle.source_language = " ".join(dict.fromkeys(line.language for line in bundle.lines))
    return bundle


def line_of(text: Text, page: TranslationSource) -> Line:
    """A text of a page as files have it."""
    is_unread = state_of(text.segment, needs_review=False) == State.UNREAD
    return Line(
        key=text.key,
        was=digest_of_target(text.target),
        source=text.source,
        target=text.target,
        page=seen(page.object_repr),
        language=page.locale.language_code,
        links={name: address_of(attributes) for name, attributes in text.links.items()},
        remark=_("Written by a machine, and read by nobody yet.") if is_unread else "",
    )
