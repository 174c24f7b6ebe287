"""Addresses of the pages for translators."""

from django.urls import path

from languages.views.preview import show_preview
from languages.views.settle import settle_report
from languages.views.sheet import show_sheet
from languages.views.waiting import show_waiting

language_patterns = [
    path("translate/", show_waiting, name="translate"),
    path("translate/errors/<slug:language>/", settle_report, name="settle_report"),
    path("translate/<int:page>/<slug:target>/", show_sheet, name="translate_page"),
    path("translate/<int:page>/<slug:target>/preview/", show_preview, name="translate_preview"),
]
