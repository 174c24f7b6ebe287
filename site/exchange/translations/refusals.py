"""Why a file of translations is refused, or one text of it: in sentences, with what to do."""

from django.utils.translation import gettext_lazy as _

from exchange.documents.reading import NotReadable

FILES = {
    "translation_other": _(
        "This is no file of translations: send a .docx, .po or .xlf that was made here."
    ),
    "translation_damaged": _(
        "This file is damaged: open it, save it again in the same format, then try again."
    ),
    "translation_line": _(
        "This file is damaged at line %(detail)s: correct it there, or take the texts out again."
    ),
    "translation_language": _(
        "This file does not say into which language it translates: take the texts out again and "
        "write into that file."
    ),
    "translation_languages": _(
        "This file translates into several languages: send one file for each."
    ),
    "macros": _(
        "This file holds macros, which are programs: save it as .docx without them, then try again."
    ),
    "too_heavy": _("This file is far too large: take fewer pages out at once."),
    "bomb": _("This file is far too large: take fewer pages out at once."),
    "long": _("This file takes too long to read: take fewer pages out at once."),
}
"""Where such a file needs other words than a write-up, or has reasons of its own."""

REASONS = {
    "unknown": _("This is no text of this site, or you may not translate its page."),
    "language": _("This text is translated into another language than the file says."),
    "unfollowed": _("This page no longer follows its original: its text is written by hand."),
    "changed": _("The original has changed since the file was made: take it out again."),
    "altered": _("The original was changed in the file: it has to stay as it is."),
    "twice": _("This text stands twice in the file, translated differently."),
    "unfinished": _("The file says that this translation is not finished."),
    "markup": _("The translation holds tags that a text may not have, such as a script."),
    "unclosed": _("A tag is not closed, or not in the order in which they open."),
    "lost": _("This is missing in the translation: %(detail)s."),
    "link_lost": _("A link is missing in the translation: %(detail)s."),
    "added": _("This is not in the original: %(detail)s."),
    "link": _("No link of the original leads to %(detail)s: addresses of links stay as they are."),
    "placeholder": _("Signs such as %(detail)s have to stay as they are."),
    "path": _("The translation is the name of a file, and no text."),
    "long": _("The translation is longer than the %(detail)s characters that fit here."),
}


def sentence_of(refusal: NotReadable) -> str:
    """Why a file is refused, in the language of the moment."""
    words = FILES.get(refusal.reason)
    if words is None:
        return str(refusal)
    return str(words) % {"detail": refusal.detail} if refusal.detail else str(words)


def reason_of(reason: str, detail: str = "") -> str:
    """Why a text is refused, in the language of the moment."""
    return str(REASONS[reason]) % {"detail": detail} if detail else str(REASONS[reason])
