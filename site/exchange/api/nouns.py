"""The nouns of the API, in the order in which it describes them."""

from exchange.api.documents import Documents
from exchange.api.images import Images
from exchange.api.noun import Noun
from exchange.api.pages import Pages

NOUNS: tuple[Noun, ...] = (Pages(), Documents(), Images())
