"""The index that Wagtail's own screens search: titles of pages, pictures and documents."""
