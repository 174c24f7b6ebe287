"""Addresses of files."""

from django.urls import path

from files.views import show_document, show_picture, show_thumbnail

urlpatterns = [
    path("media/<path:name>", show_thumbnail, name="thumbnail"),
    path("pictures/<int:picture_id>-<str:mark>/<str:name>", show_picture, name="picture"),
    path("documents/<int:document_id>/<path:filename>", show_document, name="wagtaildocs_serve"),
]
