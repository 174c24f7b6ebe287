"""What an editor, or a program of hers, is told of a file that she sent."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.write_ups.left_out import described
from exchange.write_ups.write_up import Imported

UNPROCESSABLE = 422


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks, and no browser."""
    accepted = request.get_preferred_type(["text/html", "application/json"])
    return accepted == "application/json"


def json_of_draft(page_id: int, imported: Imported) -> JsonResponse:
    """The answer for a draft that was made."""
    return JsonResponse(
        {
            "status": "draft",
            "page": page_id,
            "kept": imported.kept,
            "left_out": described(imported.left_out),
            "message": sentence_of(imported),
        }
    )


def json_of_refusal(page_id: int, sentence: str, status: int = UNPROCESSABLE) -> JsonResponse:
    """The answer for a file that changed nothing."""
    empty: dict[str, Any] = {"kept": {}, "left_out": []}
    answer = {"status": "refused", "page": page_id, **empty, "message": sentence}
    return JsonResponse(answer, status=status)


def sentence_of(imported: Imported) -> str:
    """What happened, in a few sentences."""
    counts = words_of_counts(imported.kept)
    found = ", ".join(counts)
    sentences = [
        _("The draft is made: %(found)s.") % {"found": found} if found else _("The draft is made.")
    ]
    if number := len(imported.left_out):
        sentences.append(
            ngettext(
                "%(count)s thing could not be kept.", "%(count)s things could not be kept.", number
            )
            % {"count": number}
        )
    if imported.replaced:
        sentences.append(
            _("It takes the place of the write-up that was there, which stays in the history.")
        )
    return " ".join(sentences)


def words_of_counts(kept: dict[str, int]) -> list[str]:
    """How many there are of each kind that an editor looks for."""
    words = {
        "headings": ngettext("%(count)s heading", "%(count)s headings", kept.get("headings", 0)),
        "lists": ngettext("%(count)s list", "%(count)s lists", kept.get("lists", 0)),
        "tables": ngettext("%(count)s table", "%(count)s tables", kept.get("tables", 0)),
        "quotes": ngettext("%(count)s quote", "%(count)s quotes", kept.get("quotes", 0)),
        "pictures": ngettext("%(count)s picture", "%(count)s pictures", kept.get("pictures", 0)),
        "notes": ngettext("%(count)s note", "%(count)s notes", kept.get("notes", 0)),
    }
    return [text % {"count": kept[kind]} for kind, text in words.items() if kept.get(kind)]
