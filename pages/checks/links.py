"""Links: their words say where they lead."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content
from pages.checks.finding import Found, Rule

EMPTY_WORDS = {
    "fr": {
        "ici", "là", "par ici", "cliquez ici", "cliquer ici", "clique ici", "cliquez là",
        "cliquez", "cliquer", "voir ici", "lien", "ce lien", "le lien", "lien ici",
        "en cliquant ici", "lire la suite", "la suite", "suite", "en savoir plus", "plus d'infos",
        "savoir plus", "lire plus",
    },
    "en": {
        "here", "click here", "click", "click this", "link", "this link", "this", "see here",
        "read more", "more", "learn more", "find out more", "more info", "go",
    },
    "es": {
        "aquí", "aqui", "clic aquí", "haga clic aquí", "haz clic aquí", "pulse aquí", "enlace",
        "este enlace", "leer más", "más", "ver más", "más información", "saber más",
    },
    "pt": {
        "aqui", "clique aqui", "carregue aqui", "ligação", "esta ligação", "link", "este link",
        "ler mais", "mais", "ver mais", "saiba mais", "saber mais", "mais informações",
    },
    "ar": {
        "هنا", "اضغط هنا", "انقر هنا", "من هنا", "رابط", "الرابط", "هذا الرابط", "المزيد",
        "اقرأ المزيد", "للمزيد",
    },
}  # fmt: skip
"""Words that say nothing of where a link leads, by language."""

EVERY_LANGUAGE = frozenset().union(*EMPTY_WORDS.values())


def says_nothing(words: str, language: str) -> bool:
    """Whether the words of a link tell nothing of where it leads."""
    plain = " ".join(words.replace("’", "'").lower().split()).strip(" .:;,!?…»«>→()[]\"'")
    return plain in EMPTY_WORDS.get(language, EVERY_LANGUAGE)


def empty_links(content: Content) -> Iterator[Found]:
    """Links that are only called “here”."""
    for link in content.links:
        if says_nothing(link.words, content.language):
            yield Found(link.place, {"words": link.words})


RULES = (
    Rule(
        "link",
        _("The link “%(words)s” does not say where it leads: write the name of what one finds."),
        empty_links,
    ),
)
