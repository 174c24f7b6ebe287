"""How much a file may ask for while its text is read."""

MOST_CHARACTERS = 400_000
"""Kept of a text: some 130 pages without a gap."""

MOST_PAGES = 500
MOST_SLIDES = 500
MOST_CELLS = 100_000
"""Read of a file; what comes after them is left."""

MOST_PAGES_HELD = 30_000
"""A PDF that says it has more is no honest one."""

MOST_INFLATED_BYTES = 100 * 1024 * 1024
"""Inflated of one file in all, archives and streams of PDFs alike."""

MOST_STREAM_BYTES = 20 * 1024 * 1024
"""Inflated of one stream of a PDF."""

MOST_COMMANDS = 200_000
"""Signs and what they belong to, in what draws one page of a PDF."""

MOST_RATIO = 200
FREE_BYTES = 4 * 1024 * 1024
"""How many times its size a member of an archive may inflate to, once it is larger than that."""

MOST_DEPTH = 256
"""Elements of XML within each other."""

MOST_MEMORY_BYTES = 300 * 1024 * 1024
PATIENT_SECONDS = 6
"""CPU time after which no further page is begun."""

MOST_CPU_SECONDS = 8
"""CPU time after which the system ends the process."""

MOST_SECONDS = 20
"""Time on the clock after which whoever started the process ends it."""
