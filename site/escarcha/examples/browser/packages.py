"""The packages that Examples import, as a browser gets them: the very files that are installed here.

So what runs on a page is what ran when it was built, and nothing has to be got from anywhere. A package must
be Python alone, or do without what it has in C.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
from typing import TYPE_CHECKING

from escarcha.examples.browser import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_C = (".so", ".pyd", ".dylib")
_DO_WITHOUT = frozenset(["markupsafe", "pyyaml"])
"""Packages whose part in C only makes them faster."""
_SENT = (".py", ".html", ".txt", ".json", "METADATA", "LICENSE", "COPYING")
"""How files end that programs read, and the licences, which go wherever a package goes."""


@functools.cache
def is_portable(name: str) -> bool:
    """Tell whether a package that is installed runs where nothing that was compiled does."""
    files = list(_files(name))
    has_code = any(file.suffix == ".py" for file in files)  # an editable install only says where it is
    needs_c = name.lower() not in _DO_WITHOUT and any(file.name.endswith(_IN_C) for file in files)
    return has_code and not needs_c


def bundle(name: str = "") -> bytes:
    """Return a package as JSON: path below ``site-packages`` → text; the same on any day.

    Args:
        name: of a package that is installed; without it, what of our own code runs there.
    """
    files = {} if name else sources()
    for file in _files(name) if name else ():
        if file.name.endswith(_SENT):
            text = file.read_binary().decode("utf-8", "replace")
            files[file.as_posix()] = text.replace("\r\n", "\n")
    return json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":")).encode()


def _files(name: str) -> Iterator[importlib.metadata.PackagePath]:
    """Yield the files of a package that lie where Python looks for modules."""
    try:
        files = importlib.metadata.files(name) or []
    except importlib.metadata.PackageNotFoundError:
        return
    yield from (file for file in files if ".." not in file.parts and "__pycache__" not in file.parts)
