"""The SearchIndex: small files, of which a browser fetches the few that a query needs.

* ``/_search.json`` says what there is: it is fetched first and changes with every note.
* A file of terms holds the postings of neighbours in the alphabet.
* A file of cards holds what results show of some pages: address, title, trail, headings.
* A file of words holds the words of the site with an initial, to tell what a mistyped one may have meant.
* Where there are very many files, lists of their names are files too.

All but the first are named by what is in them, so browsers keep them for ever; see ``docs/design``.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.search.inverted import InvertedIndex
from escarcha.search.postings import assign_slots
from escarcha.search.shards import cut, digest_of_file, place_of
from escarcha.search.writing import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escarcha.search.document import Document, Whole
    from escarcha.search.shards import Shard

LIST = 800
"""Characters of a file that lists others."""

EVERYWHERE = 8_000
"""Characters of a line; a term with a longer one is so common that beside others it decides nothing."""

MOST_LISTED = 256
"""Files that the overview names; where there are more, it names lists of them."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What the search box reads.

    Args:
        overview: the content of ``/_search.json``.
        files: by name.
    """

    overview: bytes
    files: dict[str, bytes]


def build_index(pages: Iterable[Whole], synonyms: Iterable[tuple[str, str]] = ()) -> SearchIndex:
    """Build the SearchIndex of a site.

    Args:
        pages: that can be found.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
    """
    by_url, inverted = {page.document.url: page for page in pages}, InvertedIndex()
    ordered = number_documents(page.document for page in by_url.values())
    inverted.update((), ((slot, by_url[document.url]) for slot, document in ordered), synonyms)
    return write_index(inverted, ordered)


def number_documents(documents: Iterable[Document]) -> list[tuple[int, Document]]:
    """Return each page with its number, in the order of these."""
    by_url = {document.url: document for document in documents}
    slots, _ = assign_slots(by_url)
    return [(slot, by_url[url]) for url, slot in slots.items()]


def write_index(inverted: InvertedIndex, ordered: Sequence[tuple[int, Document]]) -> SearchIndex:
    """Name the files, and say what there is.

    Args:
        inverted: what is known of the pages.
        ordered: the pages with their numbers, in the order of these.
    """
    files: dict[str, bytes] = {}
    terms = inverted.terms
    is_long = map(EVERYWHERE.__lt__, map(len, terms.texts))
    common = itertools.compress(zip(map(len, terms.texts), terms.keys, strict=True), is_long)
    overview = {
        "pages": len(ordered),
        "terms": _tree(terms.shards, files),
        "cards": _tree(inverted.cards.shards, files),
        "words": _tree(inverted.words.shards, files),
        "everywhere": [term for _, term in sorted(common)],
        "boosts": {slot: document.boost for slot, document in ordered if document.boost != 1},
    }
    return SearchIndex(_encode(write_json(overview)), files)


def _tree(shards: Iterable[Shard], files: dict[str, bytes]) -> list[object]:
    """Name files, and return what there is: how deep the tree is, then the start and name of each.

    Where there are many files, these lists are files themselves, of which the overview names the few.
    """
    depth = 0
    listed = {_text(shard.start): _name(shard.content, shard.digest, files) for shard in shards}
    while len(listed) > MOST_LISTED:
        depth += 1
        keys, names = list(listed), list(listed.values())
        listed = {
            _text(start): _name_list([*zip(keys[first:end], names[first:end], strict=True)], files)
            for start, first, end in cut(keys, names, list(map(place_of, keys)), LIST)
        }
    return [depth, *(each for pair in listed.items() for each in pair)]


def _text(place: bytes) -> str:
    return place.decode("utf-16-be", "surrogatepass")


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _name_list(part: Iterable[tuple[str, str]], files: dict[str, bytes]) -> str:
    content = _encode(write_json(list(itertools.chain.from_iterable(part))))
    return _name(content, digest_of_file(content), files)


def _name(content: bytes, digest: str, files: dict[str, bytes]) -> str:
    """Keep a file under a name made of its content, and return the name without its ending."""
    # Names cost readers bytes: 35 bits, and more should ever two files of a site agree in them.
    size = next(size for size in range(7, 50) if files.get(f"{digest[:size]}.txt", content) == content)
    files[f"{digest[:size]}.txt"] = content
    return digest[:size]
