"""What the last build knew of the pages, so that the next redoes what has changed since."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import itertools
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from escarcha.bundled import digest_of
from escarcha.search.document import Document
from escarcha.search.index import SearchIndex, number_documents, write_index
from escarcha.search.inverted import InvertedIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer

    from escarcha.shelf import Shelf

_LAST, _STATE = "indice", "invertido"
"""The keys of what is kept, one of each: with others for each state, the disk would fill with past days."""

GROUP = 64
"""How many numbers of pages share a file of what they were."""

WORTH_AN_UPDATE = 4
"""Where more than one page in four has changed, it costs less to begin with none."""

_SIZE = 20

_Kind = TypeVar("_Kind")


@dataclass(slots=True)
class _State:
    """What an update starts from.

    Args:
        pages: the number of each page, and the digest of what it was.
        inverted: what was known of all of them.
    """

    pages: dict[int, bytes] = field(default_factory=dict)
    inverted: InvertedIndex = field(default_factory=InvertedIndex)


def keep_index(
    documents: Sequence[Document], synonyms: Sequence[tuple[str, str]], shelf: Shelf
) -> SearchIndex:
    """Return the SearchIndex of a site, the same as ``build_index``, in the time of what changed.

    Args:
        documents: the pages that can be found.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
        shelf: where the index is kept, and what it was made from.
    """
    rules = (digest_of("search"), importlib.metadata.version("pystemmer"), unicodedata.unidata_version)
    made_by = _digest(msgspec.msgpack.encode(rules))
    ordered = number_documents(documents)
    pages = {slot: _digest(msgspec.msgpack.encode(document)) for slot, document in ordered}
    key = _digest(msgspec.msgpack.encode((made_by, synonyms, pages)))
    index = _unseal(shelf.get(_LAST), key, SearchIndex)
    if index:
        return index
    state, gone = _recall(shelf, made_by, pages)
    come = [pair for pair in ordered if state.pages.get(pair[0]) != pages[pair[0]]]
    state.inverted.update(gone, come, synonyms)
    state.pages = pages
    index = write_index(state.inverted, ordered)
    changed = {slot // GROUP for slot, _ in come}
    for group, members in itertools.groupby(ordered, lambda pair: pair[0] // GROUP):
        if group in changed:
            shelf.put(_group_key(group), msgspec.msgpack.encode(dict(members)))
    shelf.put(_STATE, _seal(made_by, state))
    shelf.put(_LAST, _seal(key, index))
    return index


def _recall(
    shelf: Shelf, made_by: bytes, pages: dict[int, bytes]
) -> tuple[_State, list[tuple[int, Document]]]:
    """Return what is known of the pages, and those of them that there are no more, or not as they were.

    If these are too many, or not known to the byte, nothing is known of any.
    """
    state = _unseal(shelf.get(_STATE), made_by, _State) or _State()
    gone = {slot: digest for slot, digest in state.pages.items() if pages.get(slot) != digest}
    if len(gone) * WORTH_AN_UPDATE > len(pages):
        return _State(), []
    kept: dict[int, msgspec.Raw] = {}
    for group in {slot // GROUP for slot in gone}:
        with contextlib.suppress(msgspec.MsgspecError):
            packed = shelf.get(_group_key(group)) or b""
            kept |= msgspec.msgpack.decode(packed, type=dict[int, msgspec.Raw])
    if any(_digest(kept.get(slot, b"")) != digest for slot, digest in gone.items()):
        return _State(), []
    return state, [(slot, msgspec.msgpack.decode(kept[slot], type=Document)) for slot in gone]


def _group_key(group: int) -> str:
    return f"paginas{group}"


def _digest(*parts: Buffer) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()[:_SIZE]


def _seal(key: bytes, value: object) -> bytes:
    """Pack something with what it depends on, and put a digest before it."""
    content = msgspec.msgpack.encode(value)
    return b"".join((_digest(key, content), key, content))


def _unseal(sealed: bytes | None, key: bytes, kind: type[_Kind]) -> _Kind | None:
    """Return what was sealed; nothing if a byte is missing or another, or if it depends on something else."""
    if not sealed or sealed[_SIZE : 2 * _SIZE] != key:
        return None
    content = memoryview(sealed)[2 * _SIZE :]
    return msgspec.msgpack.decode(content, type=kind) if _digest(key, content) == sealed[:_SIZE] else None
