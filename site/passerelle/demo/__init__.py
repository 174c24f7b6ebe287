"""The demonstration: an invented federation, its pages, its accounts, and how they are loaded."""
