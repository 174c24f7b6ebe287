"""Addresses of files."""

from django.urls import path

from files.views.give import show_document, show_picture, show_thumbnail
from files.views.shelf import change_file, remove_file, show_files

urlpatterns = [
    path("media/<path:name>", show_thumbnail, name="thumbnail"),
    path("pictures/<int:picture_id>-<str:mark>/<str:name>", show_picture, name="picture"),
    path("documents/<int:document_id>/<path:filename>", show_document, name="wagtaildocs_serve"),
]

language_patterns = [
    path("spaces/<slug:slug>/files/", show_files, name="space_files"),
    path("spaces/<slug:slug>/files/<str:kind>/<int:file_id>/", change_file, name="space_file"),
    path(
        "spaces/<slug:slug>/files/<str:kind>/<int:file_id>/remove/",
        remove_file,
        name="space_file_remove",
    ),
]
