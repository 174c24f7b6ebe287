"""Say how all translations stand."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from access.models import PageAudience
from access.reach import Reach
from languages.numbers import Numbers, count
from languages.originals import originals
from languages.overview import site_languages
from languages.rows import rows_of
from languages.standing import Stand, begun
from languages.wishes import most_wanted
from languages.words import count_all_words


def audiences() -> tuple[str, ...]:
    """All audiences: a command is given by nobody in particular."""
    found = PageAudience.objects.order_by().values_list("audience", flat=True)
    return tuple(found.distinct())


class Command(BaseCommand):
    """How all translations stand, whoever may see them."""

    help = "How all translations stand, by language, section and state; what readers ask for."

    def add_arguments(self, parser: Any) -> None:
        """`--json`."""
        parser.add_argument("--json", action="store_true", help="all of it, page by page, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count the words that nobody counted, then print."""
        count_all_words.func()
        languages = site_languages()
        pages = Page.objects.filter(live=True, depth__gt=1)
        open_ones = begun(languages)
        numbers = Numbers()
        count(numbers, pages, languages, open_ones)
        wanted = most_wanted(pages, languages)
        if options["json"]:
            reach = [Reach(tuple(languages), audiences())]
            rows = rows_of(originals(pages).order_by("pk"), reach, open_ones)
            self.stdout.write(
                json.dumps(
                    {
                        "numbers": [
                            {
                                "language": language,
                                "section": place.name,
                                "state": state,
                                "pages": number.pages,
                                "words_left": number.words_left,
                                "age": number.age,
                            }
                            for (language, place, state), number in numbers.cells.items()
                        ],
                        "wanted": [
                            {"page": one.page.pk, "target": one.language, "asked": one.asked}
                            for one in wanted
                        ],
                        "pages": [row.as_data() for row in rows],
                    },
                    ensure_ascii=False,
                    indent=2,
                )
            )
            return
        for language in languages:
            self.stdout.write(f"{language}")
            for state in Stand:
                number = numbers.of(language, state.value)
                if number.pages:
                    self.stdout.write(
                        f"  {state.value:12} {number.pages:6} pages {number.words_left:8} words "
                        f"left, the oldest for {number.age} days"
                    )
        for one in wanted:
            self.stdout.write(f"asked {one.asked:4} times: {one.page.title} in {one.language}")
