"""Addresses of the outbox, below each language."""

from django.urls import path

from people.post.views import stop_letters

language_patterns = [path("stop/<str:token>/", stop_letters, name="stop_letters")]
