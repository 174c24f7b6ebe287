"""Pictures for the demonstration: flat scenes of cut paper and woven cloth, drawn by script."""

from io import BytesIO

from PIL import Image

from . import (
    scenes_fields,
    scenes_hands,
    scenes_land,
    scenes_notebook,
    scenes_paper,
    scenes_people,
    scenes_places,
    scenes_seeds,
    scenes_shore,
    scenes_things,
)
from .strip import strip

SCENES = {
    **scenes_land.SCENES,
    **scenes_fields.SCENES,
    **scenes_shore.SCENES,
    **scenes_places.SCENES,
    **scenes_people.SCENES,
    **scenes_hands.SCENES,
    **scenes_seeds.SCENES,
    **scenes_things.SCENES,
    **scenes_notebook.SCENES,
    **scenes_paper.SCENES,
}
SUBJECTS = tuple(SCENES)
VARIANTS = 4
MOTIFS = ("diamonds", "stripes", "checks", "chevrons", "steps")
WEFTS = ("night", "earth", "leaf", "sand")


def draw(subject: str, variant: int = 0) -> Image.Image:
    """Return the picture of a subject; its four variants differ in light, place and number."""
    variant %= VARIANTS
    place = SUBJECTS.index(subject)
    canvas = SCENES[subject](variant)
    side = "left" if (place + variant) % 5 == 4 else "bottom"
    strip(canvas, MOTIFS[(place + variant) % len(MOTIFS)], WEFTS[(place + variant) % 4], side)
    return canvas.finished(mirrored=variant in (1, 2))


def save(image: Image.Image) -> bytes:
    """Return the picture as a PNG of 128 colours, which flat paper hardly needs."""
    file = BytesIO()
    image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        file, "PNG", compress_level=6
    )
    return file.getvalue()
