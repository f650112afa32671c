"""What the last build knew of the pages, so that the next redoes what has changed since."""

from __future__ import annotations

import hashlib
import importlib.metadata
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from escarcha.bundled import digest_of
from escarcha.search.document import Document, Whole
from escarcha.search.index import SearchIndex, number_documents, write_index
from escarcha.search.inverted import InvertedIndex
from escarcha.workers import chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from typing_extensions import Buffer

    from escarcha.shelf import Shelf

_LAST, _STATE = "indice", "invertido"
"""The keys of what is kept, one of each: with others for each state, the disk would fill with past days."""

WORTH_AN_UPDATE = 4
"""Where more than one page in four has changed, it costs less to begin with none."""

AT_ONCE = 64
"""How many pages are read at once."""

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
    documents: Sequence[Document],
    extracts_of: Callable[[Sequence[Document]], Iterable[bytes]],
    synonyms: Sequence[tuple[str, str]],
    shelf: Shelf,
) -> SearchIndex:
    """Return the SearchIndex of a site, the same as ``build_index``, in the time of what changed.

    Args:
        documents: the pages that can be found.
        extracts_of: gives the Extracts of the notes of some of them, packed, in their order.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
        shelf: where the index is kept, and what it was made from.
    """
    rules = (digest_of("search"), importlib.metadata.version("pystemmer"), unicodedata.unidata_version)
    made_by = _digest(msgspec.msgpack.encode(rules))
    ordered = number_documents(documents)
    pages = {slot: _page_digest(document) for slot, document in ordered}
    key = _digest(msgspec.msgpack.encode((made_by, synonyms, pages)))
    index = _unseal(shelf.get(_LAST), key, SearchIndex)
    if index:
        return index
    state, gone = _recall(shelf, made_by, pages)
    come = [pair for pair in ordered if state.pages.get(pair[0]) != pages[pair[0]]]
    state.inverted.update(gone, _read(come, extracts_of, shelf), synonyms)
    state.pages = pages
    index = write_index(state.inverted, ordered)
    shelf.put(_STATE, _seal(made_by, state))
    shelf.put(_LAST, _seal(key, index))
    return index


def _read(
    numbered: list[tuple[int, Document]],
    extracts_of: Callable[[Sequence[Document]], Iterable[bytes]],
    shelf: Shelf,
) -> Iterator[tuple[int, Whole]]:
    """Yield some pages with what their notes say, and keep them for the day when they have gone."""
    for part in chunks(numbered, 1, most=AT_ONCE):
        extracts = extracts_of([document for _, document in part])
        read = [
            (slot, Whole(document, extract)) for (slot, document), extract in zip(part, extracts, strict=True)
        ]
        shelf.put_all({_page_key(slot): _seal(_page_digest(page.document), page) for slot, page in read})
        yield from read


def _recall(shelf: Shelf, made_by: bytes, pages: dict[int, bytes]) -> tuple[_State, list[tuple[int, Whole]]]:
    """Return what is known of the pages, and those of them that there are no more, or not as they were.

    If these are too many, or not known to the byte, nothing is known of any.
    """
    state = _unseal(shelf.get(_STATE), made_by, _State) or _State()
    gone = {slot: digest for slot, digest in state.pages.items() if pages.get(slot) != digest}
    if len(gone) * WORTH_AN_UPDATE > len(pages):
        return _State(), []
    kept = shelf.get_all(map(_page_key, gone))
    known = [(slot, _unseal(kept.get(_page_key(slot)), digest, Whole)) for slot, digest in gone.items()]
    whole = [(slot, page) for slot, page in known if page]
    return (state, whole) if len(whole) == len(gone) else (_State(), [])


def _page_digest(document: Document) -> bytes:
    """Name what a page was made of."""
    return _digest(msgspec.msgpack.encode(document))


def _page_key(slot: int) -> str:
    return f"pagina-{slot}"


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
