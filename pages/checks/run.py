"""All rules over a page."""

from typing import Any

from pages.checks import acronyms, gaps, headings, links, pictures, sentences, weights
from pages.checks.content import Content
from pages.checks.finding import Finding
from pages.checks.reading import read_page

FAMILIES = (pictures, gaps, headings, links, sentences, acronyms, weights)
RULES = tuple(rule for family in FAMILIES for rule in family.RULES)


def check(page: Any) -> list[Finding]:
    """What is to be said of a page before it is published: first what prevents that.

    Args:
        page: of one of our types, as its draft or its form has it.
    """
    return check_content(read_page(page))


def check_content(content: Content) -> list[Finding]:
    """The same, of what was read already."""
    found = [Finding(rule, one) for rule in RULES for one in rule.find(content)]
    return sorted(found, key=lambda finding: not finding.rule.prevents)


def preventing(page: Any) -> list[Finding]:
    """What prevents a page from being published."""
    return [finding for finding in check(page) if finding.rule.prevents]
