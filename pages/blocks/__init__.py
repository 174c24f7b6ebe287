"""The pieces a text is made of, and the streams that pages build from them."""

from pages.blocks.body import (
    BodyBlock,
    ClaimsBlock,
    HistoryBlock,
    PointsBlock,
)
from pages.blocks.programme import SpeakersBlock

__all__ = [
    "BodyBlock",
    "ClaimsBlock",
    "HistoryBlock",
    "PointsBlock",
    "SpeakersBlock",
]
