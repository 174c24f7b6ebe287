"""The tests of a package share the demonstration that is loaded for them."""
