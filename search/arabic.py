"""The stem of an Arabic word, found lightly: articles and endings go, the root is not looked for.

The rules are nearly those of the “light10” stemmer, which search engines use for Arabic.
Snowball's own lets the article decide whether an ending goes: it parts التكوين from تكوين.
"""

LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا"})
"""Letters that are written one for the other."""

ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
AND = "و"
ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
LEAST = 2
"""So many letters stay at least."""

PLURALS = {
    "مشاريع": "مشروع",
    "برامج": "برنامج",
    "تقارير": "تقرير",
    "وثايق": "وثيقه",
    "موارد": "مورد",
    "ورش": "ورشه",
    "مدارس": "مدرسه",
    "مناطق": "منطقه",
    "دول": "دوله",
    "بلدان": "بلد",
    "قري": "قريه",
    "مدن": "مدينه",
    "مياه": "ماء",
    "ابار": "بير",
    "بذور": "بذره",
    "حقوق": "حق",
    "نساء": "مراه",
    "امراه": "مراه",
    "اطفال": "طفل",
    "شركاء": "شريك",
    "اعضاء": "عضو",
    "افراد": "فرد",
    "ادوات": "اداه",
}
"""Plurals that change the word within, of what our readers look for most, with what stands for
both; without an article."""


def stem(word: str) -> str:
    """The stem of a folded word.

    Args:
        word: without the marks of vowels.
    """
    found = word.translate(LETTERS)
    article = next((one for one in ARTICLES if is_long_enough(found, one)), "")
    found = found.removeprefix(article)
    found = PLURALS.get(found, found)
    # Whether the letter is “and” or the word's own cannot be told: it goes in all its forms.
    if found.startswith(AND) and len(found) > LEAST + 1:
        found = found.removeprefix(AND)
        found = PLURALS.get(found, found)
    for ending in ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= LEAST:
            found = found.removesuffix(ending)
    return found


def is_long_enough(word: str, article: str) -> bool:
    """Whether a word begins with an article, and has something left without it."""
    return word.startswith(article) and len(word) - len(article) >= LEAST
