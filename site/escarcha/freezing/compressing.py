"""Compressed copies of files, for servers that send those as they lie: https://nginx.org/r/gzip_static.

The same file gives the same bytes. What has not changed since the last freeze is not compressed again.
"""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from escarcha.freezing.manifest import FrozenFile, content_digest
from escarcha.freezing.report import Options, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from escarcha.freezing.manifest import Manifest

_WORTH_IT = re.compile(
    r".+\.(?:bib|css|csv|html?|ico|ics|ipynb|js|json|md|mjs|otf|py|speculationrules|sql|svg|tex|toml|ttf|txt"
    r"|wasm|webmanifest|xml|ya?ml)",
    re.DOTALL,
)
"""Names of files that are worth it; images, sounds and archives are compressed as they are."""

_WORTHWHILE = 256
"""Bytes below which a copy spares nobody anything: it all goes in one packet."""


def compress(folder: Path, manifest: Manifest, options: Options) -> Iterator[Progress]:
    """Put compressed copies beside the files of a freeze, where they are smaller.

    Args:
        folder: that holds them.
        manifest: of the freeze; it learns of the copies.
        options: whether it is asked, and how many are made at once.

    Yields:
        A Progress for each file.
    """
    if not options.compress:
        return
    has_before = manifest.before(f"index.html{_FIRST}") is not None  # each site has a front page
    names = [name for name in manifest.files if _WORTH_IT.fullmatch(name)]
    changed = [name for name in names if not (has_before and _take_along(name, manifest, folder))]
    with ThreadPoolExecutor(options.jobs) as pool:  # the compressors let other threads work
        for name, copies in zip(changed, pool.map(lambda name: _copies(folder / name), changed), strict=True):
            yield Progress("Copias comprimidas", len(changed))
            for ending, content in copies.items():
                copy = f"{name}{ending}"
                if copy not in manifest.files:  # an author's own
                    (folder / copy).write_bytes(content)
                    manifest.files[copy] = FrozenFile(content_digest(content))


def _take_along(name: str, manifest: Manifest, folder: Path) -> bool:
    """Take along the copies of a file that is as it was."""
    before = manifest.before(name)
    if not (before and before.digest == manifest.files[name].digest):
        return False
    copies = (f"{name}{ending}" for ending in _COMPRESSORS)
    return all(manifest.take_along(copy, folder) for copy in copies if manifest.before(copy))


def _copies(file: Path) -> dict[str, bytes]:
    content = file.read_bytes()
    made = {ending: pack(content) for ending, pack in _COMPRESSORS.items() if len(content) >= _WORTHWHILE}
    return {ending: packed for ending, packed in made.items() if len(packed) < len(content)}


def _brotli(content: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - a package that may not be there

    packed: bytes = brotli.compress(content)
    return packed


def _gzip(content: bytes) -> bytes:
    packed = gzip.compress(content, mtime=0)
    unknown_system = b"\xff"  # in place of this one: https://www.rfc-editor.org/rfc/rfc1952#page-7
    return packed[:9] + unknown_system + packed[10:]


_FIRST = ".br"
_COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {_FIRST: _brotli, ".gz": _gzip}
