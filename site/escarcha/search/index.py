"""The SearchIndex: small files, of which a browser fetches the few that a query needs.

* ``/_search.json`` says what there is: it is fetched first and changes with every note.
* A file of terms holds the postings of neighbours in the alphabet.
* A file of cards holds what results show of some pages: address, title, trail, headings.
* One file holds the words of the site, to tell what a mistyped one may have meant.

All but the first are named by what is in them, so browsers keep them for ever; see ``docs/design``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.search.postings import Postings, assign_slots
from escarcha.search.shards import write_shards
from escarcha.search.spelling import Spellings
from escarcha.search.synonyms import SYNONYMS, equivalents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escarcha.search.document import Document

CARDS, MOST_CARD_FILES = 16, 512
"""Numbers of pages in a file of cards: at least this many, and more where there would be too many files."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What the search box reads.

    Args:
        overview: the content of ``/_search.json``.
        files: by name.
    """

    overview: bytes
    files: dict[str, bytes]


def build_index(documents: Iterable[Document], synonyms: Iterable[tuple[str, str]] = ()) -> SearchIndex:
    """Build the SearchIndex of a site.

    Args:
        documents: the pages that can be found.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
    """
    by_url = {document.url: document for document in documents}
    slots, size = assign_slots(by_url)
    ordered = sorted(slots.items(), key=lambda pair: pair[1])
    postings, spellings = Postings(), Spellings()
    for url, slot in ordered:
        postings.add(slot, by_url[url])
        spellings.add(by_url[url])
    same = equivalents([*SYNONYMS, *synonyms], postings.terms)
    lines = {
        term: "".join(postings.terms[term].text if term in postings.terms else ())
        + "".join(f"\t{other}" for other in same.get(term, ()))
        for term in {*postings.terms, *same}
    }
    files: dict[str, bytes] = {}
    shards = [part for start, text in write_shards(lines) for part in (start, _name(text.encode(), files))]
    step = CARDS
    while size > step * MOST_CARD_FILES:
        step *= 2
    overview = {
        "pages": len(by_url),
        "shards": shards,
        "step": step,
        "cards": [_name(part, files) for part in _cards(ordered, by_url, size, step)],
        "words": _name(spellings.text(postings.terms).encode(), files),
        "boosts": {slot: by_url[url].boost for url, slot in ordered if by_url[url].boost != 1},
    }
    return SearchIndex(_json(overview), files)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _name(content: bytes, files: dict[str, bytes]) -> str:
    """Keep a file under a name made of its content, and return the name without its ending."""
    name = base64.b32encode(hashlib.blake2s(content, digest_size=5).digest()).decode().lower()
    files[f"{name}.txt"] = content
    return name


def _cards(
    ordered: Sequence[tuple[str, int]], by_url: dict[str, Document], size: int, step: int
) -> Iterator[bytes]:
    chunks: list[dict[int, object]] = [{} for _ in range(0, size, step)]
    for url, slot in ordered:
        document = by_url[url]
        places = [part for place in document.places[1:] for part in (place.anchor, place.text)]
        chunks[slot // step][slot % step] = [url, document.title, " › ".join(document.trail), *places]
    yield from map(_json, chunks)
