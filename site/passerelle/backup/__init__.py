"""Backups: everything that makes a site in one file, and that file made a site again."""
