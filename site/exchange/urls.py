"""Addresses of feeds and of what machines read."""

from django.urls import include, path, re_path

from exchange.account import show_own_feeds
from exchange.calendars import show_calendar
from exchange.feeds import show_feed
from exchange.personal import show_personal_calendar, show_personal_feed
from exchange.robots import show_robots
from exchange.sitemap import show_sitemap

urlpatterns = [
    path("robots.txt", show_robots, name="robots"),
    path("sitemap.xml", show_sitemap, name="sitemap"),
    path("api/", include("exchange.api.urls")),
]

language_patterns = [
    path("account/feeds/", show_own_feeds, name="own_feeds"),
    path("feeds/<str:token>.atom", show_personal_feed, name="personal_feed"),
    path("feeds/<str:token>.ics", show_personal_calendar, name="personal_calendar"),
    re_path(r"^(?P<path>.*[^/])\.atom$", show_feed, name="feed"),
    re_path(r"^(?P<path>.*[^/])\.ics$", show_calendar, name="calendar"),
]
