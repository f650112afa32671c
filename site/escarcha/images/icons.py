"""A site's icon in the sizes that are asked for: as the mark of cards, in tabs, on home screens.

Pillow is loaded when one is drawn, which few freezes do.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PIL import Image

TOUCH_SIZE = 180
"""Of home screens: https://developer.apple.com/design/human-interface-guidelines/app-icons."""

_TAB_SIZES = (16, 32, 48)
_MARGIN = 18
"""Pixels around the icon of home screens, whose corners systems cut off."""

_WIDEST = 6000
"""Pixels of an image that is read at all; one of a few bytes may claim to be larger than any memory."""

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "ICO", "AVIF")
_ELSEWHERE = re.compile(rb"""href\s*=(?!\s*["'](?:#|data:image/))""")
"""In an SVG, a picture that is taken from elsewhere, which could be any of this machine."""


@dataclass(frozen=True, slots=True)
class Icon:
    """What icons are made of.

    Args:
        content: of the file.
        is_svg: whether it is a drawing, which is sharp in any size.
    """

    content: bytes
    is_svg: bool

    @property
    def digest(self) -> str:
        """Name its content."""
        return hashlib.blake2b(self.content, digest_size=16).hexdigest()

    def drawn(self, size: int) -> Image.Image | None:
        """Return it in a square of so many pixels, on nothing; None if it is no image that can be drawn."""
        from PIL import Image  # noqa: PLC0415 - see above

        try:
            with _whole_images():
                opened = self._open(size)
                opened = opened and opened.convert("RGBA")
        except (
            ValueError,
            OSError,
            SyntaxError,
            Image.DecompressionBombError,
        ):  # no image, or only half of one
            return None
        if opened is None:
            return None
        opened.thumbnail((size, size), Image.Resampling.LANCZOS)
        square = Image.new("RGBA", (size, size))
        square.paste(opened, ((size - opened.width) // 2, (size - opened.height) // 2))
        return square

    def _open(self, size: int) -> Image.Image | None:
        import resvg_py  # noqa: PLC0415 - see above
        from PIL import Image  # noqa: PLC0415 - see above

        if not self.is_svg:
            opened = Image.open(io.BytesIO(self.content), formats=_FORMATS)
            return opened if max(opened.size) <= _WIDEST else None
        if _ELSEWHERE.search(self.content):
            return None
        drawn = resvg_py.svg_to_bytes(self.content.decode(), width=size, skip_system_fonts=True)
        return Image.open(io.BytesIO(drawn), formats=("PNG",))


@contextlib.contextmanager
def _whole_images() -> Iterator[None]:
    """Have half an image be no image, whatever else in this process says of that: WeasyPrint takes any."""
    from PIL import ImageFile  # noqa: PLC0415 - see above

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def first_icon(files: Sequence[Path]) -> Icon:
    """Return the first of some files that icons can be made of; of the last one that is known."""
    icon = Icon(b"", is_svg=False)
    for file in files:
        try:
            icon = Icon(file.read_bytes(), file.suffix.lower() == ".svg")
        except OSError:  # it has vanished, which is told when it is copied
            continue
        if file is files[-1] or icon.drawn(_TAB_SIZES[0]):
            break
    return icon


@functools.lru_cache(maxsize=8)
def make_icon(icon: Icon, size: int, ground: str = "") -> bytes:
    """Return an icon as PNG.

    Args:
        icon: that can be drawn.
        size: of its sides, in pixels.
        ground: the colour behind it, as home screens want it; without one there is nothing.
    """
    from PIL import Image  # noqa: PLC0415 - see above

    margin = _MARGIN if ground else 0
    image = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    if drawn := icon.drawn(size - 2 * margin):
        image.alpha_composite(drawn, (margin, margin))
    return _as_png(image.convert("RGB") if ground else image)


@functools.lru_cache(maxsize=2)
def make_tab_icon(icon: Icon) -> bytes:
    """Return an icon as the file ``favicon.ico``, which is asked for by programs that read no page."""
    from PIL import IcoImagePlugin, Image  # noqa: PLC0415 - see above

    written = io.BytesIO()
    image = icon.drawn(max(_TAB_SIZES)) or Image.new("RGBA", (max(_TAB_SIZES),) * 2)
    # By the format of the plugin, which is loaded so: by its name alone Pillow would load all that it has.
    image.save(written, IcoImagePlugin.IcoImageFile.format, sizes=[(size, size) for size in _TAB_SIZES])
    return written.getvalue()


def _as_png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
