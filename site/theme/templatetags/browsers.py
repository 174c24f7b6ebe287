"""The browser that somebody came with, as people name it."""

from django import template

register = template.Library()

# The first that is found counts: each claims to be those below it too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
LONGEST = 80


@register.filter
def browser(said: str) -> str:
    """What a browser says of itself, in two words: `Firefox, Android`; else as it is, cut short."""
    found = [
        next((name for sign, name in names.items() if sign in said), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or said[:LONGEST]
