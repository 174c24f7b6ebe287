"""Wagtail's permission policies, answered by path prefix: the same answers, at any size."""
