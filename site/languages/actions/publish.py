"""Publish a translation as far as it has come, once for each form that asks for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail_localize.models import Translation

from languages.actions.save import note, saving_of
from languages.foreign import MUST_BE_TRANSLATED, translate_first
from languages.forms import Form
from languages.sheet import Row
from languages.states import State


class NotReady(Exception):
    """A translation can not be published as it is, for the reason that it says."""


def publish(translation: Translation, person: Any, form: Form) -> None:
    """Publish a translation; what is missing stands there in the language of the original.

    Args:
        translation: what to publish.
        person: who publishes.
        form: what asks for it, once.

    Raises:
        NotReady: a text that it needs is missing, or does not fit where it belongs.
    """
    try:
        with transaction.atomic():
            Translation.objects.select_for_update().get(pk=translation.pk)
            if not saving_of(form, translation, person).exists():
                translation.save_target(user=person, publish=True)
                note(form, translation, person)
    except ValidationError as error:
        raise NotReady(" ".join(error.messages)) from error


def why_not(rows: list[Row]) -> str:
    """Why these texts can not be published yet; empty if they can."""
    missing = [
        row.label for row in rows if row.path in MUST_BE_TRANSLATED and row.state == State.MISSING
    ]
    return translate_first(missing) if missing else ""
