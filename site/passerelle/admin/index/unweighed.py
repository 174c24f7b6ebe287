"""An index that does not know which titles are long."""


class Unweighed:
    """Does not weigh hits by the length of their titles.

    modelsearch 1.3 reads all rows after each save for the average length: a third of a second at
    100,000 pages. This can go when it keeps that number.
    """

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Leave the weight that every row begins with."""
