"""Putting the site on a machine: what is missing there, and the files that its services need."""
