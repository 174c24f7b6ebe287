"""Which variant of a subject suits which page: the order is that of the variants."""

CAST = {
    "well": ("puits-de-kaya", "grille-diagnostic-eau", "retour-de-kaya", ""),
    "river": ("campagne-eau-publique", "eau-et-gouvernance"),
    "field": ("rapport-puits-de-kaya", "retour-de-kaya"),
    "seeds": ("semences-hinche", "fa-fonds-amorcage", "fete-des-semences", "etude-semences"),
    "boat": ("radio-et-maree", "radio-des-pecheurs"),
    "road": ("bibliobus-bafoussam", "une-semaine-a-bafoussam"),
    "nursery": ("pepiniere-ala-velona", "pepiniere-apres-cyclone"),
    "bridge": ("charte-partenariat", "deux-rives-deux-langues"),
    "meeting": ("guide-premier-rendez-vous", "monter-un-jury"),
    "circle": ("comite-de-gestion-eau", "carnet-evaluation", "animer-une-reunion"),
    "roofs": ("petites-associations-grands-effets", "relais-rhone-alpes-reseau"),
    "clinic": ("vaccination-parakou", "note-vaccination-parakou", "sante-communautaire"),
    "hands": ("karite-dapaong", "etude-petites-associations", "salaires-et-benevoles"),
    "loom": ("tapis-azilal", "evaluer-sans-juger", "home"),
    "letters": ("fa-capitalisation", "appel-temoignages", "veille-bailleurs"),
    "map": ("fa-reseaux-regionaux", "eau-sahel-reseau", "rencontre-des-reseaux"),
    "notebook": (
        "ce-que-coute-un-rapport",
        "bibliotheque-sans-electricite",
        "modele-budget",
        "ecrire-une-fiche",
    ),
}


def variant_for(subject: str, page: str) -> int:
    """Return the variant whose scene fits the page's alternative text, 0 by default."""
    pages = CAST.get(subject, ())
    return pages.index(page) if page in pages else 0
