"""Believable text without end: French and English words as frequent as in real texts."""

import random
from itertools import accumulate

FUNCTION_WORDS = {
    "fr": "de la le les des et à en un une du pour que qui dans sur par avec au ne pas ce sont",
    "en": "the of and to in a is that for it with as on are by this be from at have not which",
}
STEMS = {
    "fr": "form coopér évalu vaccin financ organis particip irrig cultiv réun accompagn "
    "transform négoci échang mobilis partag animat témoign plant recens",
    "en": "train cooperat evaluat vaccinat fund organis participat irrigat cultivat meet "
    "accompan transform negotiat exchang mobilis shar facilitat witness plant survey",
}
ENDINGS = {
    "fr": "ation ations er ée ées eur eurs euse ement ons",
    "en": "ion ions ing ed er ers ive able ment s",
}
NOUNS = {
    "fr": "association village projet eau santé école femmes jeunes semences agriculture "
    "territoire partenaire budget séminaire réseau commune puits forêt radio bibliothèque",
    "en": "association village project water health school women youth seeds agriculture "
    "territory partner budget seminar network council well forest radio library",
}
INVENTED = 6000


class Prose:
    """Writes texts in a language; the same seed writes the same texts."""

    def __init__(self, language: str, seed: int = 2026, invented: int = INVENTED) -> None:
        self.random = random.Random(f"{language}{seed}")
        self.words = vocabulary(language, self.random, invented)
        # Zipf: the tenth word is a tenth as frequent as the first.
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        start = len(FUNCTION_WORDS[language].split())
        self.telling = self.words[start:]
        self.telling_weights = [weight - self.weights[start - 1] for weight in self.weights[start:]]

    def text(self, length: int) -> str:
        """So many words, in sentences."""
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        pieces, start = [], 0
        while start < length:
            size = self.random.randint(8, 22)
            sentence = " ".join(words[start : start + size])
            pieces.append(sentence[:1].upper() + sentence[1:] + ".")
            start += size
        return " ".join(pieces)

    def title(self) -> str:
        """A few telling words, as frequent as in texts."""
        words = self.random.choices(self.telling, cum_weights=self.telling_weights, k=5)
        return " ".join(words).capitalize()


def vocabulary(language: str, chance: random.Random, invented: int) -> list[str]:
    """Words in order of frequency: function words, then known ones, then invented ones."""
    endings = ENDINGS[language].split()
    known = NOUNS[language].split()
    known += [stem + ending for stem in STEMS[language].split() for ending in endings]
    chance.shuffle(known)
    syllables = [c + v for c in "bcdfglmnprstv" for v in ("a", "e", "i", "o", "u", "é", "an", "on")]
    made_up = dict.fromkeys(  # in order: a set would be in another one each time
        "".join(chance.choices(syllables, k=chance.randint(2, 4))) for _number in range(invented)
    )
    return (
        FUNCTION_WORDS[language].split() + known + sorted(made_up, key=lambda word: chance.random())
    )
