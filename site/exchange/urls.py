"""Addresses of feeds and of what machines read."""

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from exchange.account import show_own_feeds
from exchange.calendars import show_calendar
from exchange.feeds import show_feed
from exchange.paper.views import show_paper
from exchange.personal import show_personal_calendar, show_personal_feed
from exchange.robots import show_robots
from exchange.sitemap import show_sitemap
from exchange.skos import show_skos
from exchange.themes.views import show_form
from exchange.themes.views import show_report as show_names
from exchange.translations.views import send_file, show_files, show_report

urlpatterns = [
    path("robots.txt", show_robots, name="robots"),
    path("sitemap.xml", show_sitemap, name="sitemap"),
    path("themes.rdf", show_skos, name="themes_skos"),
    path("api/", include("exchange.api.urls")),
]

language_patterns = [
    path("account/feeds/", show_own_feeds, name="own_feeds"),
    path("translations/files/", show_files, name="translation_files"),
    path("translations/files/out/", send_file, name="translation_file"),
    path("translations/files/<str:mark>/", show_report, name="translation_report"),
    path("thesaurus/names/", never_cache(show_form), name="theme_names"),
    path("thesaurus/names/<str:mark>/", never_cache(show_names), name="theme_names_report"),
    path("feeds/<str:token>.atom", show_personal_feed, name="personal_feed"),
    path("feeds/<str:token>.ics", show_personal_calendar, name="personal_calendar"),
    re_path(r"^(?P<path>.*[^/])\.atom$", show_feed, name="feed"),
    re_path(r"^(?P<path>.*[^/])\.ics$", show_calendar, name="calendar"),
    re_path(r"^(?P<path>.*[^/])\.pdf$", show_paper, name="paper"),
]
