"""A search among what a list was narrowed to, whatever by."""


class Unchecked:
    """Does not ask whether conditions and orders of a list are in the index.

    A database joins the list to its index, and needs none of them there; Wagtail's own screens
    narrow and order by what is not (tags, sizes, how often a file is used), and broke. This can go
    when modelsearch asks only for engines apart from the database.
    """

    def check(self) -> None:
        """All can be searched."""
