"""Read a page as its form or draft has it: the same few queries whatever it holds."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from wagtail.fields import StreamField

from files.models import Picture, Rendition, SiteDocument
from files.pictures import WIDTHS, filter_spec, shown_size
from pages.checks.acronyms import CAPITALS, acronyms
from pages.checks.content import Blank, Content, File, Place, Shown
from pages.checks.streams import StreamReader
from pages.sections import said
from people.models import Organization
from thesaurus.vocabulary import vocabulary

BYTES_A_PIXEL = 0.1
"""Of a picture that nobody has asked for yet, at the quality that pages use."""
MOST_ACRONYMS = 20
"""Acronyms of a page that names are looked up for."""


def read_page(page: Any) -> Content:
    """What a page says and shows.

    Args:
        page: of one of our types, as its draft or its form has it.
    """
    content = Content(language_of(page))
    reader = StreamReader(content)
    for name in ("summary", *page.body_fields):
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            stream = getattr(page, name)
            # What is only laid out, readers do not see: there is nothing to correct in it.
            blocks = said(stream.raw_data) if hasattr(page, "write_up") else stream.raw_data
            reader.read(stream.stream_block, blocks, name, field_label(page, name))
        else:
            reader.read_field(str(getattr(page, name)), name, field_label(page, name))
    add_pictures(content, page, reader.pictures)
    add_files(content, page, reader.files)
    content.lacks_key_points = key_points_place(page)
    content.known_names = known_names(content)
    return content


def language_of(page: Any) -> str:
    """The language code of a page; empty where it has none yet."""
    from pages.context import locale_codes

    return locale_codes().get(page.locale_id, "")


def field_label(page: Model, name: str) -> str | Promise:
    """What the editing screen calls a field."""
    return capfirst(str(page._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def add_pictures(content: Content, page: Any, in_text: list[tuple[Place, int, str]]) -> None:
    """Add the page's own picture, and those in its texts."""
    used: list[tuple[Place, int, str, Place]] = []
    if page.picture_id:
        used.append(
            (
                Place(field_label(page, "picture"), "", "#id_picture-chooser"),
                page.picture_id,
                page.picture_alt,
                Place(field_label(page, "picture_alt"), "", "#id_picture_alt"),
            )
        )
    used += [(place, key, alt, place) for place, key, alt in in_text]
    keys = {key for _place, key, _alt, _words in used}
    pictures = Picture.objects.in_bulk(keys) if keys else {}
    weights = weights_of(pictures)
    for place, key, alt, words in used:
        content.pictures.append(Shown(place, pictures.get(key), weights.get(key, 0), alt, words))


def weights_of(pictures: dict[int, Picture]) -> dict[int, int]:
    """Bytes of each picture on a phone: measured where it was made already, else estimated."""
    if not pictures:
        return {}
    small = WIDTHS[0]
    made = Rendition.objects.filter(
        image__in=list(pictures), filter_spec=filter_spec(small, "avif")
    )
    known = dict(made.values_list("image", "weight"))
    for key, picture in pictures.items():
        if key not in known:
            width, height = shown_size(picture, small)
            known[key] = round(width * height * BYTES_A_PIXEL)
    return known


def add_files(content: Content, page: Any, in_text: list[tuple[Place, int]]) -> None:
    """Add the files of the page, of its materials and of its texts."""
    used = [*own_files(page), *in_text]
    documents = SiteDocument.objects.in_bulk({key for _place, key in used}) if used else {}
    for place, key in used:
        if key in documents:
            content.files.append(File(place, documents[key]))
        else:
            content.blanks.append(Blank(place))


def own_files(page: Any) -> Iterator[tuple[Place, int]]:
    """The file of a resource or an annex, and those of an event's materials."""
    if getattr(page, "file_id", None):
        yield Place(field_label(page, "file"), "", "#id_file-chooser"), page.file_id
    if hasattr(page, "materials"):
        for row in page.materials.all():
            if row.document_id:
                label = capfirst(str(row._meta.get_field("document").verbose_name))
                yield Place(label, row.title, "#id_materials-FORMS"), row.document_id


def key_points_place(page: Any) -> Place | None:
    """Where key points are missing: in an event with a write-up."""
    if not hasattr(page, "key_points"):
        return None
    if said(page.key_points.raw_data) or not said(page.write_up.raw_data):
        return None
    return Place(field_label(page, "key_points"), "", "[data-contentpath='key_points']")


def known_names(content: Content) -> frozenset[str]:
    """The acronyms of a page that the thesaurus, or the name of an organisation, knows."""
    asked = {
        acronym
        for text in content.texts
        for paragraph in text.paragraphs
        for acronym in acronyms(paragraph)
    }
    if not asked:
        return frozenset()
    names = [*thesaurus_names(), *organization_names(sorted(asked)[:MOST_ACRONYMS])]
    return frozenset(asked & {word for name in names for word in CAPITALS.findall(name)})


def thesaurus_names() -> Iterator[str]:
    """Every name and synonym of the thesaurus, from memory."""
    for term in vocabulary().terms.values():
        yield from term.names.values()
        for synonyms in term.synonyms.values():
            yield from synonyms


def organization_names(acronyms: Iterable[str]) -> Iterable[str]:
    """The names of organisations in which one of these acronyms stands: one query."""
    wanted = reduce(or_, (Q(name__contains=acronym) for acronym in acronyms))
    return Organization.objects.filter(wanted).values_list("name", flat=True)
