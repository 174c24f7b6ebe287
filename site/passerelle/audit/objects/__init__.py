"""Every class of object that is planted, in the order in which one needs another."""

from passerelle.audit.objects import files, pages, people, threads

__all__ = ["files", "pages", "people", "threads"]
