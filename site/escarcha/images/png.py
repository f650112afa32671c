"""Images of sixteen colours as PNG, band by band, so that a band which many of them have is packed once.

https://www.w3.org/TR/png-3/. Runs of one colour alone are looked for: of what is mostly ground they are all
there is, and it takes a fraction of the time.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _INDEXED = 4, 3
_ZLIB_HEADER = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"
"""Of a stream whose other blocks have all been written: https://www.rfc-editor.org/rfc/rfc1951."""


class Band(NamedTuple):
    """Rows of an image.

    Args:
        width: pixels of a row, an even number.
        rows: as PNG has them before they are packed.
        packed: blocks that other blocks may follow.
    """

    width: int
    rows: bytes
    packed: bytes


def pack(image: Image.Image) -> Band:
    """Pack an image with a palette of at most sixteen colours, as a band of another."""
    pixels, step = image.tobytes("raw", "P;4"), image.width // 2
    rows = b"".join([b"\0" + pixels[at : at + step] for at in range(0, len(pixels), step)])
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    return Band(image.width, rows, packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH))


def write_png(palette: bytes, bands: Sequence[Band]) -> bytes:
    """Return an image as PNG.

    Args:
        palette: red, green and blue of each colour.
        bands: from the top down, all of one width.
    """
    rows = b"".join(band.rows for band in bands)
    width, height = bands[0].width, len(rows) // (bands[0].width // 2 + 1)
    header = struct.pack(">2I5B", width, height, _BITS, _INDEXED, 0, 0, 0)
    checksum = struct.pack(">I", zlib.adler32(rows))
    stream = b"".join([_ZLIB_HEADER, *(band.packed for band in bands), _LAST_BLOCK, checksum])
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", stream), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
