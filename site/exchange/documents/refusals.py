"""The sentences for files that are refused: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("This file is empty: look at it on your device, then send it again."),
    "no_text": _("This file holds no text."),
    "too_heavy": _("This file is larger than 50 MB: make its pictures smaller, then try again."),
    "bomb": _("This file is far too large once unpacked: split it, then try again."),
    "long": _("This file takes too long to read: split it, then try again."),
    "protected": _("This file is protected by a password: save it without one, then try again."),
    "damaged": _("This file is damaged: open it, save it again as .docx or .odt, then try again."),
    "other": _(
        "This is not a .docx or .odt file: save the text in one of these formats, then try again."
    ),
    "macros": _(
        "This file holds macros, which are programs: save it as .docx or .odt without them, "
        "then try again."
    ),
    "outside": _(
        "This file fetches something from elsewhere (%(detail)s): put it into the file itself or "
        "take it out, then try again."
    ),
    "script_link": _(
        "The link “%(detail)s” would run a program: take it out of the file, then try again."
    ),
    "vast_picture": _(
        "A picture of this file is far too large (%(detail)s pixels): make it smaller in the "
        "file, then try again."
    ),
    "busy": _("The site could not read this file just now: try again in a few minutes."),
}


def sentence(reason: str, detail: str = "") -> str:
    """The sentence for a reason, in the language of the moment."""
    return str(SENTENCES[reason]) % {"detail": detail} if detail else str(SENTENCES[reason])
