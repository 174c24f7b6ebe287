"""Pages say how long they take to read."""

from pages.models import Article, Home
from tests.factories import add, paragraph


def test_reading_time_counts_words_and_not_marks(home: Home) -> None:
    words = "<b>mot</b> " * 600
    page = add(home, Article, "Long", body=paragraph(words))
    assert Article.objects.get(pk=page.pk).reading_minutes == 3


def test_a_page_without_text_takes_a_minute(home: Home) -> None:
    assert add(home, Article, "Vide").reading_minutes == 1


def test_quotes_and_tables_count_too(home: Home) -> None:
    quote = {"type": "quote", "value": {"text": "mot " * 400, "author": "Awa"}}
    table = {"type": "table", "value": {"data": [["mot " * 400]]}}
    page = add(home, Article, "Divers", body=[quote, table])
    assert Article.objects.get(pk=page.pk).reading_minutes == 4
