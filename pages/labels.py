"""What codes are called on screen: types, filters and their values."""

from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pages.goals import GOALS
from pages.models import Offer, Period, Resource
from pages.models.project import Stage
from pages.models.resource import Duration
from people.models import Organization
from thesaurus.vocabulary import vocabulary

TYPES: dict[str, str | Promise] = {
    "article": _("Article"),
    "project": _("Project"),
    "workshop": _("Workshop"),
    "seminar": _("Seminar"),
    "network": _("Network"),
    "resource": _("Resource"),
    "action_sheet": _("Action sheet"),
    "experience_sheet": _("Experience sheet"),
    "organization": _("Organisation"),
    "offer": _("Offer"),
    "person": _("Person"),
    "annex": _("Annex"),
    "note": _("Note"),
    "discussion": _("Discussion"),
    "document": _("File"),
}

FILTERS: dict[str, str | Promise] = {
    "type": _("Kind of page"),
    "theme": _("Theme"),
    "country": _("Country or region"),
    "stage": _("Stage"),
    "period": _("Period"),
    "kind": _("Kind"),
    "step": _("Step of the project"),
    "level": _("Level"),
    "duration": _("Time it takes"),
    "lesson": _("Lessons"),
    "size": _("Size"),
    "suits": _("Size of the organisation"),
    "cost": _("Cost"),
    "goal": _("Sustainable Development Goal"),
    "language": _("Language"),
    "year": _("Year"),
}

STAGES: dict[str, str | Promise] = {
    **dict(Stage.choices),
    "written_up": pgettext_lazy("event", "Written up"),
}


def filter_label(name: str, value: str) -> str:
    """The name of a filter's value for readers; the value itself when it has none."""
    if name == "theme":
        label = vocabulary().label(value)
        return label[:1].upper() + label[1:] if label else value
    if name == "country":
        return vocabulary().place(value)
    if name == "language":
        try:
            return str(get_language_info(value)["name_translated"]).capitalize()
        except KeyError:
            return value
    if name == "period":
        return period_labels().get(value, value)
    return str(CHOICES.get(name, {}).get(value, value))


def label_language(name: str, value: str) -> str:
    """The language of the name of a filter's value; empty where it is the reader's own."""
    language = vocabulary().said(value).language if name == "theme" else ""
    return "" if language == get_language() else language


CHOICES: dict[str, dict[str, str | Promise]] = {
    "type": TYPES,
    "stage": STAGES,
    "kind": {**dict(Resource.Kind.choices), **dict(Organization.Kind.choices)},
    "step": dict(Resource.Step.choices),
    "level": dict(Resource.Level.choices),
    "duration": dict(Duration.choices),
    "lesson": {"failed": _("Says what failed")},
    "size": dict(Organization.Size.choices),
    "suits": dict(Organization.Size.choices),
    "cost": dict(Offer.Cost.choices),
    "goal": {str(number): name for number, name in GOALS.items()},
}


def period_labels() -> dict[str, str]:
    """Years of each period, by code."""
    return {period.code: str(period) for period in Period.objects.all()}
