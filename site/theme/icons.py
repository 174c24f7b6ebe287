"""The few signs of the site, drawn on a grid of 24 with a stroke of 2."""

TURNING = frozenset({"back", "out"})
"""Those that point along the line: they turn where it runs from right to left."""

ICONS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "download": '<path d="M12 3v12m-5-5 5 5 5-5M4 20h16"/>',
    "later": '<path d="M6 3h12v18l-6-5-6 5z"/>',
    "calendar": '<path d="M4 6h16v15H4zM4 11h16M8 3v5M16 3v5"/>',
    "back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "out": '<path d="M9 5h10v10M19 5 6 18"/>',
    "feed": '<path d="M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14"/><circle cx="6" cy="18" r="1"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "filter": '<path d="M3 6h18M7 12h10M10 18h4"/>',
    "edit": '<path d="m4 20 1-4L16 5l3 3L8 19z"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "eye": '<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "film": '<path d="M3 5h18v14H3zM10 9v6l5-3z"/>',
    "current": '<path d="m4 13 5 5L20 6"/>',
    "stale": '<path d="M20 11a8 8 0 1 0-2 6M20 4v7h-7"/>',
    "partial": '<circle cx="12" cy="12" r="9"/><path d="M12 3v18M12 8h8M12 12h9M12 16h8"/>',
    "unread": '<path d="M6 8h12v11H6zM12 8V4M9.5 12v2M14.5 12v2M3 12v4M21 12v4"/>',
}
