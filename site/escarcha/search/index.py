"""The SearchIndex: small files, of which a browser fetches the few that a query needs.

* ``/_search.json`` says what there is: it is fetched first and changes with every note.
* A file of terms holds the postings of neighbours in the alphabet.
* A file of cards holds what results show of some pages: address, title, trail, headings.
* A file of words holds the words of the site with an initial, to tell what a mistyped one may have meant.
* Where there are very many files, lists of their names are files too.

All but the first are named by what is in them, so browsers keep them for ever; see ``docs/design``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.search.postings import Postings, assign_slots
from escarcha.search.shards import cut
from escarcha.search.spelling import Spellings
from escarcha.search.synonyms import SYNONYMS, equivalents
from escarcha.search.words import file_key, fold
from escarcha.search.writing import front_coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from escarcha.search.document import Document

TERMS, CARDS, WORDS, LIST = 4_000, 2_400, 4_000, 800
"""Characters of a file: of terms, of cards, of words, and of the names of other files."""

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


def build_index(documents: Iterable[Document], synonyms: Iterable[tuple[str, str]] = ()) -> SearchIndex:
    """Build the SearchIndex of a site.

    Args:
        documents: the pages that can be found.
        synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
    """
    by_url = {document.url: document for document in documents}
    slots, _ = assign_slots(by_url)
    ordered = sorted(slots.items(), key=lambda pair: pair[1])
    postings, spellings = Postings(), Spellings()
    for url, slot in ordered:
        postings.add(slot, by_url[url])
        by_url[url].spell(spellings)
    same = equivalents([*SYNONYMS, *synonyms], postings.terms)
    lines = {
        term: (postings.terms[term].text.decode() if term in postings.terms else "")
        + "".join(f"\t{other}" for other in same.get(term, ()))
        for term in {*postings.terms, *same}
    }
    files: dict[str, bytes] = {}
    overview = {
        "pages": len(by_url),
        "terms": _tree(lines, TERMS, files, file_key),
        "cards": _tree({str(slot): _card(by_url[url]) for url, slot in slots.items()}, CARDS, files),
        "words": _tree(spellings.lines(postings.terms), WORDS, files),
        "everywhere": sorted(
            (term for term, line in lines.items() if len(line) > EVERYWHERE),
            key=lambda term: (len(lines[term]), term),
        ),
        "boosts": {slot: by_url[url].boost for url, slot in ordered if by_url[url].boost != 1},
    }
    return SearchIndex(_json(overview).encode("utf-8", "backslashreplace"), files)


def _tree(
    lines: dict[str, str], limit: int, files: dict[str, bytes], file_key: Callable[[str], str] = str
) -> list[object]:
    """Write lines to files, and return what there is: how deep the tree is, then the start and name of each.

    Where there are many files, these lists are files themselves, of which the overview names the few.
    """
    depth = 0
    listed = {
        start: _name(front_coded((key, lines[key]) for key in part), files)
        for start, part in cut(lines, limit, file_key)
    }
    while len(listed) > MOST_LISTED:
        depth += 1
        listed = {
            start: _name(_json([each for key in part for each in (key, listed[key])]), files)
            for start, part in cut(listed, LIST)
        }
    return [depth, *(each for pair in listed.items() for each in pair)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _name(text: str, files: dict[str, bytes]) -> str:
    """Keep a file under a name made of its content, and return the name without its ending."""
    content = text.encode("utf-8", "backslashreplace")
    digest = base64.b32encode(hashlib.blake2s(content).digest()).decode().lower()
    # Names cost readers bytes: 35 bits, and more should ever two files of a site agree in them.
    size = next(size for size in range(7, 50) if files.get(f"{digest[:size]}.txt", content) == content)
    files[f"{digest[:size]}.txt"] = content
    return digest[:size]


def _card(document: Document) -> str:
    anchors = [
        part
        for anchor in document.anchors[1:]
        for part in ("" if anchor.id == _usual_anchor(anchor.text) else anchor.id, anchor.text)
    ]
    return _json([document.url, document.title, " › ".join(document.trail), *anchors])


def _usual_anchor(text: str) -> str:
    """Return the anchor that most headings with a text have: cards leave it out."""
    return re.sub("[^a-z0-9]+", "-", fold(text).replace("ñ", "n")).strip("-")
