"""What it takes to draw a write-up of eight pages as PDF, in French and in Arabic."""

import argparse
import io
import time
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report

PAGES = 8
MOST_SECONDS, MOST_KILOBYTES = 5, 120
PARTS = 12
FRENCH = (
    "Trois villages se sont réunis près de Kaya pour décider qui tient la clé de la pompe et qui "
    "paie son entretien. « Nous ne voulions pas d’un don », a dit Awa Diallo, trésorière du "
    "comité ; l’assemblée a voté douze règles, dont quatre sur l’argent. "
)
ARABIC = (
    "اجتمعت ثلاث قرى قرب كايا لتقرر معا من يملك مفتاح المضخة ومن يدفع ثمن الصيانة. قالت آوا جالو، "
    "أمينة صندوق اللجنة: لم نكن نريد هبة. صوتت الجمعية على اثنتي عشرة قاعدة، أربع منها عن المال. "
)


def measure(options: argparse.Namespace) -> Report:
    """Draw the same write-up in both scripts, with two photos, then give it again."""
    with temporary_database(options.engine):
        report = Report("A write-up as PDF", {"text": f"{PARTS} parts, a table, two photos"})
        for name, language, words in (("French", "fr", FRENCH), ("Arabic", "ar", ARABIC)):
            measure_language(report, name, language, words)
        measure_again(report)
        return report


def measure_language(report: Report, name: str, language: str, words: str) -> None:
    """Draw it in one language, and add what that took."""
    from pypdf import PdfReader

    from exchange.paper.apart import draw_apart

    markup, pictures = write_up(language, words)
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    content = draw_apart(markup, "https://site.example/", pictures)
    seconds, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report.add(f"{name}: clock", seconds, "s", MOST_SECONDS)
    report.add(f"{name}: CPU", cpu, "s", MOST_SECONDS)
    report.add(f"{name}: weight", len(content) / 1000, "KB", MOST_KILOBYTES)
    report.add(f"{name}: pages", len(PdfReader(io.BytesIO(content)).pages), "", PAGES + 1)
    report.add(f"{name}: memory, at most", after.ru_maxrss / 1024, "MB", 700)


def measure_again(report: Report) -> None:
    """The clock of a request for a PDF that was drawn before."""
    import datetime

    from django.test import Client

    from pages.models import Seminar
    from tests.factories import add, french_and_english

    home, _english = french_and_english()
    text = [{"type": "paragraph", "value": f"<p>{FRENCH * 6}</p>"}] * PARTS
    add(home, Seminar, "Water", starts_on=datetime.date(2025, 1, 15), write_up=text)
    client = Client()
    for what, most in (("first", MOST_SECONDS * 1000), ("again", 120)):
        began, began_cpu = time.perf_counter(), time.process_time()
        response: Any = client.get("/fr/water.pdf")
        assert response.status_code == 200
        b"".join(response)
        report.add(f"asked {what}: clock", (time.perf_counter() - began) * 1000, "ms", most)
        report.add(f"asked {what}: CPU of the site", cpu_since(began_cpu), "ms", 120)


def cpu_since(began: float) -> float:
    """Milliseconds of this process."""
    return (time.process_time() - began) * 1000


def write_up(language: str, words: str) -> tuple[str, dict[str, bytes]]:
    """The markup of a write-up in a language, and its photos."""
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest
    from django.template.loader import render_to_string
    from django.utils import translation

    from exchange.paper.written import stepwise
    from pages.models import Article

    table = {
        "data": [[words[:12], words[13:30]], ["Kaya", "12"]],
        "first_row_is_table_header": True,
    }
    body: list[dict[str, Any]] = [{"type": "table", "value": table}]
    for _part in range(PARTS):
        body.append({"type": "heading", "value": words[:60]})
        body += [{"type": "paragraph", "value": f"<p>{words * 3}</p>"}] * 2
        body.append({"type": "paragraph", "value": f"<ul><li>{words}</li><li>{words}</li></ul>"})
    request = HttpRequest()
    request.user = AnonymousUser()
    context = {
        "page": Article(title=words[:80], summary=words, body=body),
        "language": language,
        "base_url": "https://site.example",
        "canonical": f"/{language}/water/",
        "base_template": "paper.html",
        "on_paper": True,
        "request": request,
    }
    with translation.override(language):
        markup = stepwise(render_to_string("pages/article.html", context))
    pictures = {f"https://site.example/pictures/{n}-a/720.jpg": photo(n) for n in (1, 2)}
    shown = "".join(f'<figure><img src="{url}" alt="{words[:30]}"></figure>' for url in pictures)
    return markup.replace("</article>", f"{shown}</article>"), pictures


def photo(number: int) -> bytes:
    """A JPEG as pages have it: 720 pixels wide, some 30 KB."""
    from PIL import Image

    grain = Image.effect_noise((45, 30), 45 + number).resize((720, 480), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    Image.merge("RGB", [grain, grain.rotate(180), grain]).save(out, "JPEG", quality=62)
    return out.getvalue()
