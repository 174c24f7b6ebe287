"""Addresses of feeds and of what machines read."""

from django.urls import include, path, re_path

from exchange.calendars import show_calendar
from exchange.feeds import show_feed
from exchange.robots import show_robots
from exchange.sitemap import show_sitemap

urlpatterns = [
    path("robots.txt", show_robots, name="robots"),
    path("sitemap.xml", show_sitemap, name="sitemap"),
    path("api/", include("exchange.api.urls")),
]

language_patterns = [
    re_path(r"^(?P<path>.*[^/])\.atom$", show_feed, name="feed"),
    re_path(r"^(?P<path>.*[^/])\.ics$", show_calendar, name="calendar"),
]
