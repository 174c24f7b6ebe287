"""Words that tell nothing, and words that no rule of a language explains; all folded."""

STOP_WORDS = frozenset(
    """
    au aux avec ce ces cet cette comme dans de des dont du elle en entre et etre eux fait il ils je
    la le les leur leurs lui ma mais me meme mes moi mon ne nos notre nous on ont ou par pas plus
    pour qu que qui sa sans se ses son sont sous sur ta te tes toi ton tous tout toute toutes tu un
    une vos votre vous est aussi afin chez selon tres lors
    a about all also an and any are as at be been but by each every for from has have he her his if
    in into is it its more no not of on only or other our she some such than that the their them
    then there these they this to was we were which who will with you your
    el los las una unos unas del por para con que como mas pero porque cuando donde este esta
    estos estas ese esa esos esas muy sus fue fueron ser hasta desde nuestro nuestra
    nuestros nuestras tambien ya lo se su
    em um uma uns umas com nao da das do dos ao aos na nas no nos pelo pela pelos pelas seu sua
    seus suas foi isso esse essa esses essas aquele aquela tambem quando onde sao eles elas
    في من الى على عن مع هذا هذه ذلك تلك هناك التي الذي الذين اللذين ما لا لم لن ان او ثم قد كان
    كانت يكون تكون كل بعد قبل بين هو هي هم نحن عند منذ حتى كما لكن ايضا اي غير بها به لها له
    """.split()  # noqa: SIM905 - a list of two hundred lines reads worse
)
"""Too common to tell one text from another; single letters (l', d') are dropped by their length."""

QUESTION_WORDS = frozenset(
    """
    comment pourquoi quand quel quelle quels quelles combien faire peut faut doit
    how what why when where whom whose can could should do does did my me us use get
    quien quienes cual cuales cuanto cuantos quem qual quais quanto quantos
    كيف لماذا متى اين هل ماذا كم
    """.split()  # noqa: SIM905 - likewise
)
"""In a question they tell nothing of what is looked for; in a text they may."""

IRREGULAR = {
    "fr": {
        "yeux": "oeil",
        "travaux": "travail",
        "baux": "bail",
        "vitraux": "vitrail",
        "coraux": "corail",
        "emaux": "email",
        "aieux": "aieul",
        "cieux": "ciel",
    },
    "es": {
        "luces": "luz",
        "veces": "vez",
        "voces": "voz",
        "raices": "raiz",
        "cruces": "cruz",
        "peces": "pez",
        "felices": "feliz",
        "capaces": "capaz",
        "eficaces": "eficaz",
    },
    "pt": {"paes": "pao", "caes": "cao", "alemaes": "alemao", "maes": "mae"},
    "en": {
        "children": "child",
        "women": "woman",
        "men": "man",
        "feet": "foot",
        "teeth": "tooth",
        "mice": "mouse",
        "geese": "goose",
        "oxen": "ox",
        "wives": "wife",
        "midwives": "midwife",
        "lives": "life",
        "knives": "knife",
        "leaves": "leaf",
        "loaves": "loaf",
        "halves": "half",
        "calves": "calf",
        "thieves": "thief",
        "crises": "crisis",
        "analyses": "analysis",
        "criteria": "criterion",
        "taught": "teach",
        "dying": "die",
        "lying": "lie",
        "tying": "tie",
        "bought": "buy",
        "brought": "bring",
        "built": "build",
        "written": "write",
        "wrote": "write",
        "given": "give",
        "gave": "give",
        "grew": "grow",
        "grown": "grow",
        "made": "make",
        "led": "lead",
        "ran": "run",
        "sold": "sell",
        "paid": "pay",
        "held": "hold",
        "met": "meet",
        "kept": "keep",
        "lent": "lend",
        "spent": "spend",
        "won": "win",
        "fed": "feed",
        "began": "begin",
        "begun": "begin",
        "chosen": "choose",
        "chose": "choose",
        "driven": "drive",
        "drove": "drive",
        "spoken": "speak",
        "spoke": "speak",
        "taken": "take",
        "took": "take",
        "dug": "dig",
        "sent": "send",
        "lost": "lose",
        "left": "leave",
        "found": "find",
        "woven": "weave",
        "wove": "weave",
        "sown": "sow",
        "sewn": "sew",
        "caught": "catch",
        "fought": "fight",
        "sought": "seek",
        "told": "tell",
        "stolen": "steal",
        "eaten": "eat",
        "worn": "wear",
    },
}
"""Forms whose stem no stemmer finds, with the form that it knows."""
