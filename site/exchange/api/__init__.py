"""The one API: pages, documents and pictures, to be read as JSON by whoever may see them."""
