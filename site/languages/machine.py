"""A machine's first draft of a translation: asked of a service, in a process apart.

Off unless the site names a service. The service may be dead, slow or hostile: what it answers is
bounded in time and size, follows no redirect, and is taken only where it keeps the markup.
"""

import json
import tempfile
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links

from files.confined import OverdueError, run_apart
from languages.services import KINDS

SECONDS = 35
CPU_SECONDS = 20
MEMORY_BYTES = 512 * 1024 * 1024
ANSWER_BYTES = 4 * 1024 * 1024
FILES_OPEN = 64

PROGRAM = f"""
import json, sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
from types import SimpleNamespace
from files.confined import confine
import requests
from wagtail_localize.strings import StringValue
asked = json.load(sys.stdin)
module, _dot, name = asked["kind"].rpartition(".")
translator = getattr(import_module(module), name)(asked["options"])
confine(cpu_seconds={CPU_SECONDS}, memory_bytes={MEMORY_BYTES}, out_bytes={ANSWER_BYTES},
        open_files={FILES_OPEN})
# A service that sends elsewhere could have us read an address of the inner network.
requests.sessions.DEFAULT_REDIRECT_LIMIT = 0
strings = [StringValue(text) for text in asked["texts"]]
source, target = (SimpleNamespace(language_code=asked[way]) for way in ("source", "target"))
found = translator.translate(source, target, strings)
json.dump([found[one].data for one in strings], sys.stdout)
"""


class MachineAway(Exception):
    """The service gave no answer that can be used; the message says what to do."""


class GuardedTranslator(BaseMachineTranslator):
    """One of wagtail-localize's translators, run where it can harm nothing."""

    @property
    def display_name(self) -> str:
        """The service's name, as the screens say it."""
        return {"libretranslate": "LibreTranslate", "deepl": "DeepL"}[self.options["kind"]]

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """Whether there is something to translate."""
        return bool(source_locale.language_code != target_locale.language_code)

    def translate(
        self, source_locale: Any, target_locale: Any, strings: Collection[StringValue]
    ) -> dict[StringValue, StringValue]:
        """What the service makes of each text; without those whose markup it did not keep.

        Raises:
            MachineAway: no answer that can be used.
        """
        wanted = list(strings)
        asked = {
            "kind": KINDS[self.options["kind"]],
            "options": self.options,
            "source": source_locale.language_code,
            "target": target_locale.language_code,
            "texts": [one.data for one in wanted],
        }
        answers = answer(asked)
        if len(answers) != len(wanted):
            raise MachineAway(away())
        return {
            one: StringValue(text)
            for one, text in zip(wanted, answers, strict=True)
            if keeps_markup(one.data, text)
        }


def answer(asked: dict[str, Any]) -> list[str]:
    """What the service answers, from a process apart.

    Raises:
        MachineAway: nothing, too late, too much, or what is no list of texts.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        given.write(json.dumps(asked).encode())
        given.seek(0)
        try:
            code = run_apart(PROGRAM, given, out, seconds=SECONDS, cpu_seconds=CPU_SECONDS)
        except OverdueError:
            raise MachineAway(away()) from None
        out.seek(0)
        try:
            texts = json.load(out) if code == 0 else None
        except ValueError:
            texts = None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise MachineAway(away())
    return texts


def keeps_markup(source: str, text: str) -> bool:
    """Whether a translation has the links of its source, and no markup that is not allowed."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError:
        return False
    return bool(text.strip()) and extract_ids(source) == extract_ids(text)


def away() -> str:
    """What people are told."""
    return _(
        "The translation service gave no usable answer. Nothing was changed: "
        "translate by hand, or try again later."
    )
