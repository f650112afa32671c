"""What the last build knew of the pages, so that the next redoes what has changed since."""

from __future__ import annotations

import hashlib
import importlib.metadata
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

_LAST, _STATE, _PAGES = "indice", "invertido", "paginas"
"""The keys of what is kept, one of each: with others for each state, the disk would fill with past days."""

WORTH_AN_UPDATE = 4
"""Where more than one page in four has changed, it costs less to begin with none."""

_SIZE = 20

_Kind = TypeVar("_Kind")


@dataclass(slots=True)
class _State:
    """What an update starts from.

    Args:
        made_by: the rules that it was made by.
        pages: the number of each page and the digest of what is kept of it, in the order of what is kept.
        inverted: what was known of all of them.
    """

    made_by: tuple[str, str]
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
    made_by = (digest_of("search"), importlib.metadata.version("pystemmer"))
    ordered = number_documents(documents)
    packed = [msgspec.Raw(msgspec.msgpack.encode(document)) for _, document in ordered]
    pages = {slot: _digest(page) for (slot, _), page in zip(ordered, packed, strict=True)}
    key = _digest(msgspec.msgpack.encode((made_by, synonyms, pages)))
    kept = _unseal(shelf.get(_LAST), tuple[bytes, SearchIndex])
    if kept and kept[0] == key:
        return kept[1]
    state = _unseal(shelf.get(_STATE), _State)
    gone = _gone(state, pages, shelf) if state and state.made_by == made_by else None
    if state is None or gone is None:
        state, gone = _State(made_by), []
    come = [pair for pair in ordered if state.pages.get(pair[0]) != pages[pair[0]]]
    state.inverted.update(gone, come, synonyms)
    state.pages = pages
    index = write_index(state.inverted, ordered)
    shelf.put(_PAGES, msgspec.msgpack.encode(packed))
    shelf.put(_STATE, _seal(state))
    shelf.put(_LAST, _seal((key, index)))
    return index


def _gone(state: _State, pages: dict[int, bytes], shelf: Shelf) -> list[tuple[int, Document]] | None:
    """Return the pages that there are no more, or not as they were; None if they are too many, or unknown."""
    gone = {slot: digest for slot, digest in state.pages.items() if pages.get(slot) != digest}
    if len(gone) * WORTH_AN_UPDATE > len(pages):
        return None
    try:
        kept = msgspec.msgpack.decode(shelf.get(_PAGES) or b"", type=list[msgspec.Raw])
    except msgspec.MsgspecError:
        return None
    found = [(slot, page) for slot, page in zip(state.pages, kept, strict=False) if slot in gone]
    if [_digest(page) for _, page in found] != list(gone.values()):
        return None
    return [(slot, msgspec.msgpack.decode(page, type=Document)) for slot, page in found]


def _digest(content: Buffer) -> bytes:
    return hashlib.blake2b(content, digest_size=_SIZE).digest()


def _seal(value: object) -> bytes:
    """Pack something, and put a digest before it."""
    content = msgspec.msgpack.encode(value)
    return _digest(content) + content


def _unseal(sealed: bytes | None, kind: type[_Kind]) -> _Kind | None:
    """Return what has been sealed; nothing if a byte of it is missing or another, or if it is of another kind."""
    if not sealed:
        return None
    content = memoryview(sealed)[_SIZE:]
    if _digest(content) != sealed[:_SIZE]:
        return None
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except msgspec.MsgspecError:
        return None
