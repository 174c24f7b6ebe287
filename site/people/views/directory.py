"""The directory of people, and each of them: only what they show, to whom they show it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.acquaintances import shares_space
from people.models import Circle, Person, Profile
from people.querysets import ProfileQuerySet, circles_of
from thesaurus.vocabulary import vocabulary

ABOUT_HER = {"offers": _("knows and offers"), "spoken": _("speaks")}
"""What fields are called on her card, where her own form says “you”."""
PAGE_SIZE = 30
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Card:
    """A person as one reader is shown her.

    Attributes:
        key: in the address of her page.
        name: hers.
        facts: field, its name on screen, its value.
        pictured: her profile, if the reader is shown her photo.
    """

    key: UUID
    name: str
    facts: list[tuple[str, str | Promise, Any]]
    pictured: Profile | None = None


def profiles_for(reader: Any) -> ProfileQuerySet:
    """The profiles that a reader may find.

    Raises:
        Http404: a limited account sees no directory.
    """
    if reader.is_authenticated and reader.limited:
        raise Http404
    return Profile.objects.shown_to(reader).select_related("organization", "territory")


def cards_for(reader: Any, profiles: list[Profile]) -> list[Card]:
    """What the reader is shown of these people, who show her their names; two queries at most."""
    acquaintances: set[int] = set()
    if reader.is_authenticated:
        people = Person.objects.filter(pk__in=[profile.person_id for profile in profiles])
        acquaintances = set(shares_space(people, reader).values_list("pk", flat=True))
    circles = set(circles_of(reader))
    return [
        card_of(
            profile, circles | ({Circle.SPACES} if profile.person_id in acquaintances else set())
        )
        for profile in profiles
    ]


def card_of(profile: Profile, circles: set[str]) -> Card:
    """What somebody in these circles is shown of a person."""
    facts = [
        (field, label_of(field), getattr(profile, field))
        for field in Profile.FIELDS
        if field != "name" and getattr(profile, f"{field}_shown") in circles
    ]
    pictured = profile if profile.photo and profile.photo_shown in circles else None
    return Card(profile.key, profile.name, [fact for fact in facts if fact[2]], pictured)


def label_of(field: str) -> str | Promise:
    """What a field of somebody's profile is called before others."""
    return ABOUT_HER.get(field) or Profile._meta.get_field(field).verbose_name  # type: ignore[union-attr]


def show_directory(request: HttpRequest) -> HttpResponse:
    """The people whom the reader is shown, by words and by country.

    Raises:
        Http404: a limited account, or a visitor to whom nobody shows herself.
    """
    reader: Any = request.user
    everybody = profiles_for(reader)
    if not reader.is_authenticated and not everybody.exists():
        raise Http404
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY].strip()
    places = everybody.places(reader)
    place = request.GET.get("country", "")
    found = everybody.saying(words, reader)
    if place in places:
        found = found.living_in(place, reader)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cards": cards_for(reader, list(page.object_list)),
        "total": page.paginator.count,
        "page": page,
        "words": words,
        "place": place if place in places else "",
        "places": sorted(
            ((code, vocabulary().place(code)) for code in places), key=lambda item: item[1]
        ),
    }
    return render(request, "people/directory.html", context)


def show_person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person, as she shows herself to the reader; a limited account is shown what all are.

    Raises:
        Http404: nobody, or somebody who does not show herself to the reader.
    """
    reader: Any = request.user
    if reader.is_authenticated and reader.limited:
        reader = AnonymousUser()
    found = list(profiles_for(reader).filter(key=key))
    if not found:
        raise Http404
    return render(request, "people/person.html", {"card": cards_for(reader, found)[0]})
