"""How the text of documents becomes known, so that they are found by their words.

`queue` notes each new file and has it read; `apart` reads one in a process of its own, which runs
`extract`. What that process imports knows nothing of the site: neither settings nor database.
"""
