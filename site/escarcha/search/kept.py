"""The SearchIndex of the last build, for when nothing that it depends on has changed since."""

from __future__ import annotations

import hashlib
import importlib.metadata
from typing import TYPE_CHECKING

import msgspec

from escarcha.bundled import digest_of
from escarcha.search.index import SearchIndex, build_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.search.document import Document
    from escarcha.shelf import Shelf

_LAST = "indice"
"""The key of the one index kept: a key of its own for each would fill the disk with those of past days."""


def keep_index(
    documents: Sequence[Document], synonyms: Sequence[tuple[str, str]], shelf: Shelf
) -> SearchIndex:
    """Return the SearchIndex of a site: the last one if it would be the same, else a new one, which is kept.

    Args:
        documents: the pages that can be found.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
        shelf: where it is kept.
    """
    made_by = (digest_of("search"), importlib.metadata.version("pystemmer"))
    asked = msgspec.msgpack.encode((made_by, synonyms, documents))
    key = hashlib.blake2b(asked, digest_size=20).digest()
    kept = shelf.get(_LAST) or b""
    if kept.startswith(key):
        try:
            return msgspec.msgpack.decode(kept[len(key) :], type=SearchIndex)
        except msgspec.MsgspecError:  # cut short by a disk that was full
            pass
    index = build_index(documents, synonyms)
    shelf.put(_LAST, key + msgspec.msgpack.encode(index))
    return index
