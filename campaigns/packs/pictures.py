"""Pictures for paper: cut to their place, without what the camera knew, grey for a copier."""

import io
from functools import lru_cache
from typing import Any

from PIL import Image
from wagtail.images.models import SourceImageIOError

from campaigns.letters.sheets import Picture

QUALITY = 82


def picture_for_paper(image: Any, width: int, height: int, *, grey: bool) -> Picture | None:
    """The image filling so many pixels; None where its file cannot be read."""
    try:
        rendition = image.get_rendition(f"fill-{width}x{height}|format-jpeg")
        with rendition.get_willow_image() as willow:
            return _pressed(_bytes(willow), grey)
    except (OSError, SourceImageIOError):
        return None


def _bytes(willow: Any) -> bytes:
    willow.f.seek(0)
    return bytes(willow.f.read())


@lru_cache(maxsize=32)
def _pressed(file: bytes, grey: bool) -> Picture:
    """Drawn anew: nothing of the file is left but what can be seen."""
    with Image.open(io.BytesIO(file)) as opened:
        plain = opened.convert("L" if grey else "RGB")
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), plain.width, plain.height, grey)
