"""Addresses of the thesaurus, below the language."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import never_cache

from pages.views.term_proposals import propose_term, show_own_terms
from pages.views.themes import show_theme, show_themes
from pages.views.thesaurus_desk import answer_proposal, merge_themes, show_desk

language_patterns: list[URLPattern | URLResolver] = [
    path("themes/", show_themes, name="themes"),
    path("themes/<slug:code>/", show_theme, name="theme"),
    path("thesaurus/", never_cache(show_desk), name="thesaurus_desk"),
    path("thesaurus/propose/", never_cache(propose_term), name="propose_term"),
    path("thesaurus/mine/", never_cache(show_own_terms), name="own_terms"),
    path("thesaurus/proposals/<int:key>/", never_cache(answer_proposal), name="term_proposal"),
    path("thesaurus/merge/<slug:code>/", never_cache(merge_themes), name="merge_themes"),
]
