"""Begin a seminar: a draft with what is known of it, and its parts to fill in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from files.models import Picture, SiteDocument
from pages.models import PageTheme, Seminar, SeminarMaterial, SeminarSession
from pages.sections import laid_out, points_to_fill
from people.models import Person
from thesaurus.models import Concept


@dataclass(frozen=True)
class Facts:
    """What is known of a seminar when it is begun.

    Attributes:
        title: what it is called.
        starts_on: its first day.
        ends_on: its last one, if it is another.
        city: where it takes place.
        summary: two sentences.
        points: what matters most, as plain lines.
        speakers: name and function of each.
        themes: what it is about.
        picture: of the page, stored.
        picture_alt: what that shows.
        materials: files, stored.
    """

    title: str
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    city: str = ""
    summary: str = ""
    points: Sequence[str] = ()
    speakers: Sequence[tuple[str, str]] = ()
    themes: Sequence[Concept] = ()
    picture: Picture | None = None
    picture_alt: str = ""
    materials: Sequence[SiteDocument] = ()


def begin_seminar(parent: Page, facts: Facts, person: Person) -> Seminar:
    """Add a draft below a page, in the language of that one.

    Args:
        parent: where it comes to lie; that she may add there is asked before.
        facts: what is known.
        person: whose page it is.
    """
    language = parent.locale.language_code
    page = Seminar(
        title=facts.title,
        locale=parent.locale,
        owner=person,
        live=False,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        city=facts.city,
        summary=facts.summary,
        picture=facts.picture,
        picture_alt=facts.picture_alt,
        write_up=laid_out(language),
        key_points=[point(line) for line in facts.points] or points_to_fill(),
    )
    page.theme_rows.set([PageTheme(concept=theme) for theme in facts.themes])
    page.materials.set(
        [
            SeminarMaterial(title=file.title, document=file, locale=parent.locale)
            for file in facts.materials
        ]
    )
    if facts.speakers:
        with override(language):
            title = _("Speakers")
        session = SeminarSession(
            title=title,
            day=facts.starts_on,
            speakers=[speaker(*one) for one in facts.speakers],
            locale=parent.locale,
        )
        page.sessions.set([session])
    with transaction.atomic():
        parent.add_child(instance=page)
        page.save_revision(user=person, log_action=True, clean=False)
    return page


def point(line: str) -> dict[str, Any]:
    """A line as a point of a list."""
    return {"type": "point", "value": str(format_html("<p>{}</p>", line))}


def speaker(name: str, function: str) -> dict[str, Any]:
    """Somebody who speaks, as a block."""
    return {"type": "speaker", "value": {"name": name, "function": function, "organization": None}}
