"""How much a page may ask for while its PDF is drawn."""

MOST_MARKUP_BYTES = 250_000
"""Of HTML: about forty printed pages; a longer page is refused before anything is drawn."""

MOST_PICTURES = 60
MOST_PICTURE_BYTES = 6 * 1024 * 1024
"""All pictures of a page together, as they are sent to who draws."""

MOST_MEMORY_BYTES = 700 * 1024 * 1024
MOST_CPU_SECONDS = 30
MOST_SECONDS = 45
"""Time on the clock after which whoever started the process ends it."""

MOST_BYTES = 20 * 1024 * 1024
"""Of a PDF."""

MOST_OPEN_FILES = 64
PATIENT_SECONDS = 8
"""How long a reader waits for her turn while another PDF is drawn."""

KEPT_FOR_A_PAGE = 8
"""PDFs of one revision, for readers who see different things of it."""

REFUSED_SECONDS = 3600
"""For how long a page whose PDF could not be drawn is not tried again."""
