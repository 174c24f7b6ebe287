"""Names of themes from a table that was taken out at the thesaurus desk and filled in."""
