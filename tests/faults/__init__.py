"""Faults injected into the site while people write, and a ledger of what it said it had taken."""
