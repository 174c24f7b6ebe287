"""Addresses of feeds and of what machines read."""

urlpatterns: list = []
language_patterns: list = []
