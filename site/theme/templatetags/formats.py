"""Dates, hours, numbers, sizes and names, as readers of each language write them."""

import datetime
import zoneinfo
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale, dates, lists, numbers
from django import template
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from theme.templatetags.tongue import spoken
from thesaurus.vocabulary import Said, vocabulary

register = template.Library()

KILOBYTE = 1000
SECOND_GENERATION = 50_000
"""Bits in a second, as GPRS gives them on a good day."""

SMALL = 1000
"""Numbers below are written the same way in every language of the site."""

REGIONS = {"en": "en_GB", "pt": "pt_PT"}
"""English in Britain's forms, Portuguese in those of Europe and Africa."""

NUMBERS = {"ar": "ar_MA"}
"""Arabic numbers in the forms of the Maghreb, where most of our readers of Arabic are: Latin
digits and a decimal comma, as in the French papers beside them. Months keep the names that all
countries know, and Latin digits too: everywhere the same."""

SHORT_DAYS = {"pt": "d MMM y", "ar": "d MMM y"}
"""Where the locale's own short form has no name of the month, which two readers take for others."""

LISTS = {"es": "standard", "ar": "standard"}
"""Babel has no list without a word before the last in Spanish; in Arabic each has one."""

COMMAS = {"ar": "، "}
"""Between words one after the other; elsewhere the comma of Latin letters."""

BYTES = {"fr": ("Ko", "Mo"), "ar": ("كيلوبايت", "ميغابايت")}
"""Thousands and millions of them; elsewhere KB and MB."""

SMALL_LETTERS = ("fr", "es", "pt")
"""Where the names of languages are written in small letters."""


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """Babel's locale for a language code."""
    return Locale.parse(REGIONS.get(language, language.replace("-", "_")))


def here() -> Locale:
    """The locale of the page being written."""
    return locale_of(get_language() or "en")


@register.simple_tag
def browser_locale() -> str:
    """The same, in browsers' words: for dates that only a script knows."""
    return str(here()).replace("_", "-") + "-u-nu-latn"


def numbers_here() -> Locale:
    """The locale of its numbers."""
    language = get_language() or "en"
    return locale_of(NUMBERS.get(language, language))


@register.filter
def day(value: datetime.date | None) -> str:
    """A date in full: `22 novembre 2026`."""
    return dates.format_date(value, "long", locale=here()) if value else ""


@register.filter
def weekday(value: datetime.date | None) -> str:
    """A date with its day of the week: `dimanche 22 novembre 2026`."""
    return dates.format_date(value, "full", locale=here()) if value else ""


@register.filter
def short_day(value: datetime.date | None) -> str:
    """A date for narrow places: `22 nov. 2026`."""
    form = SHORT_DAYS.get(get_language() or "", "medium")
    return dates.format_date(value, form, locale=here()) if value else ""


@register.filter
def month(value: datetime.date | None) -> str:
    """Month and year: `novembre 2026`."""
    return dates.format_skeleton("yMMMM", value, locale=here()) if value else ""


@register.filter
def until(start: datetime.date | None, end: datetime.date | None) -> str:
    """A stretch of days, each part written once: `12–14 mai 2026`."""
    if start is None or end is None or start == end:
        return day(start or end)
    return dates.format_interval(start, end, "yMMMMd", locale=here())


@register.filter
def months_until(start: datetime.date | None, end: datetime.date | None) -> str:
    """A stretch of months: `mars 2025 – juin 2026`."""
    if start is None:
        return _("until %(end)s") % {"end": month(end)} if end else ""
    if end is None:
        return _("since %(start)s") % {"start": month(start)}
    return dates.format_interval(start, end, "yMMMM", locale=here())


@register.filter
def hour(value: datetime.time | None) -> str:
    """An hour: `14:30` in English, `14 h 30` or `9 h` in French."""
    if value is None:
        return ""
    if not is_french():
        return f"{value:%H:%M}"
    minutes = f"\u202f{value.minute:02}" if value.minute else ""
    return f"{value.hour}\u202fh{minutes}"


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """A day and an hour, where the site is: `22 nov. 2026, 14 h 30`."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return listed([short_day(local.date()), hour(local.time())])


def is_french() -> bool:
    """Whether hours are written with an h."""
    return (get_language() or "").startswith("fr")


@register.filter
def zone(name: str, on: datetime.date) -> str:
    """A time zone as people know it on a day, with its distance from UTC: `Dakar (UTC+0)`."""
    moment = datetime.datetime.combine(on, datetime.time(12), zoneinfo.ZoneInfo(name))
    offset = moment.utcoffset() or datetime.timedelta()
    sign = "-" if offset < datetime.timedelta() else "+"
    hours, minutes = divmod(abs(offset) // datetime.timedelta(minutes=1), 60)
    distance = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
    city = dates.get_timezone_location(name, locale=here(), return_city=True)
    return _("%(city)s time, %(distance)s") % {"city": city, "distance": distance}


@register.filter
def number(value: float | int | Decimal | None) -> str:
    """A number with the language's own separators."""
    if value is None:
        return ""
    if isinstance(value, int) and 0 <= value < SMALL:
        return str(value)
    return numbers.format_decimal(value, locale=numbers_here())


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    """An amount without cents, in its currency."""
    if value is None:
        return ""
    return (
        numbers.format_currency(
            value,
            currency,
            locale=numbers_here(),
            currency_digits=False,
            format=None,
            decimal_quantization=True,
        )
        if value % 1
        else whole_money(value, currency)
    )


def whole_money(value: Decimal, currency: str) -> str:
    """An amount that has no cents."""
    pattern = numbers_here().currency_formats["standard"].pattern.replace("0.00", "0")
    return numbers.format_currency(
        value, currency, format=pattern, locale=numbers_here(), currency_digits=False
    )


@register.filter
def size(octets: int | None) -> str:
    """The weight of a file: `9 Ko`, `1,2 Mo` in French, `9 KB` in English."""
    if not octets:
        return ""
    thousands, millions = BYTES.get(get_language() or "", ("KB", "MB"))
    if octets < KILOBYTE**2:
        return f"{number(max(1, round(octets / KILOBYTE)))}\u00a0{thousands}"
    return f"{number(round(octets / KILOBYTE**2, 1))}\u00a0{millions}"


@register.filter
def fine_size(octets: int) -> str:
    """The weight of something light, to a tenth of a kilobyte: `6,4 Ko`."""
    if octets >= 10 * KILOBYTE:
        return size(octets)
    thousands, _millions = BYTES.get(get_language() or "", ("KB", "MB"))
    return f"{number(round(octets / KILOBYTE, 1))}\u00a0{thousands}"


@register.filter
def slow_line(octets: int | None) -> str:
    """How long a weight takes on the slowest line that our readers have: `3 min on 2G`."""
    if not octets:
        return ""
    minutes = round(octets * 8 / SECOND_GENERATION / 60)
    if not minutes:
        return _("less than a minute on 2G")
    return _("%(time)s on 2G") % {"time": duration(minutes)}


@register.filter
def theme(code: str) -> str:
    """The name of a theme, with a capital; marked where it is in another language."""
    said = vocabulary().said(code)
    return spoken(Said(said.text[:1].upper() + said.text[1:], said.language))


@register.filter
def listed(words: Iterable[Any]) -> str:
    """Words one after the other: `notes, discussions, files`."""
    return COMMAS.get(get_language() or "", ", ").join(map(str, words))


@register.filter
def place(code: str) -> str:
    """The name of a country or region."""
    return vocabulary().place(code)


@register.filter
def places(codes: list[str]) -> str:
    """The names of countries and regions as a list in words."""
    style: Any = LISTS.get(get_language() or "", "unit")
    return lists.format_list([vocabulary().place(code) for code in codes], style, here())


@register.filter
@stringfilter
def language_name(code: str) -> str:
    """What the reader calls a language."""
    name = str(get_language_info(code)["name_translated"])
    return name.lower() if get_language() in SMALL_LETTERS else name


@register.filter
@stringfilter
def own_language_name(code: str) -> str:
    """What a language calls itself."""
    return str(get_language_info(code)["name_local"]).capitalize()


@register.filter
def duration(minutes: int | None) -> str:
    """A time in minutes, as hours where that reads better: `1 h 30`."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}
