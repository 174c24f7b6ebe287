"""Acts on the thesaurus, each whole or not at all."""
