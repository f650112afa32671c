"""Words that no dictionary has, in the prose of notes alone: not in code, formulas or addresses.

Italics are for words of other languages (https://www.rae.es/dpd/extranjerismos), so they are left aside.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from escarcha.freezing.report import Progress
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from selectolax.lexbor import LexborNode

    from escarcha.beyond.material import Material
    from escarcha.notes import Note

_NO_PROSE = "pre, code, kbd, samp, var, svg, math, em, i, cite, script, style, [lang], [aria-hidden=true]"
_BLOCKS = (
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"),
    *("summary", "figcaption", "caption", "blockquote", "div", "section"),
)

_WORD = re.compile(r"(?<![\w@/\\.#$&_-])[^\W\d_]{2,}(?![\w@/\\_]|\.\w|-\w|://)")
"""A word that is no part of a name of files, hosts or programs."""

_BLANK = "\ufffc"
"""Stands for what is no prose: the object replacement character, which is no letter."""

_BEGINS = re.compile(r"(?:^|[.:;!?…»”)\ufffc]|[¿¡«“(—–-])[\s*\"'¿¡«“(—–]*\Z")
"""What stands before a word that begins a sentence, and has a capital for that."""

MOST_REMEDIES = 100
"""Words for which another is proposed; it takes long."""


def check_spelling(material: Material) -> Generator[Progress, None, list[Problem]]:
    """Look up every word of the notes' prose.

    Args:
        material: the notes.

    Yields:
        A Progress for each note.

    Returns:
        The words that are in no dictionary, each once for a note.

    Raises:
        EscarchaError: if there is no dictionary of the site's language.
    """
    from escarcha.beyond.dictionary import open_dictionary  # noqa: PLC0415 - needs packages that may not be there

    dictionary = open_dictionary(material.settings.language, material.project.root)
    words: dict[Note, list[Word]] = {}
    for note in material.notes:
        parts = material.store.get(note.manuscript).parts
        prose, marked = prose_of("".join(parts))
        words[note] = [
            *(word for text in header_texts(note) for word in words_of(text) if word.text not in marked),
            *(word for text in prose for word in words_of(text)),
        ]
        yield Progress("Ortografía", len(material.notes))
    # What is a name within a sentence is one where a sentence begins, too.
    names = {word.text for some in words.values() for word in some if word.is_name}
    found: list[Problem] = []
    for note, some in words.items():
        asked = dict.fromkeys(word.text for word in some if word.text not in names)
        unknown = [word for word in asked if not dictionary.knows(word)]
        for word, line in lines_of(unknown, note, material):
            near = dictionary.nearest(word) if len(found) < MOST_REMEDIES else ""
            found.append(_problem(note, line, word, near))
    return found


def header_texts(note: Note) -> Iterator[str]:
    """Yield what of a header people read."""
    yield from filter(None, (note.header.title, note.header.description))


def prose_of(html: str) -> tuple[list[str], frozenset[str]]:
    """Take the prose of a page apart.

    Args:
        html: of a note.

    Returns:
        The texts, block by block, with a sign in the place of what is no prose; and the words of that, which
        a header has without italics.
    """
    tree = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True)
    marked: set[str] = set()
    for node in tree.css(_NO_PROSE):
        if node.parent is not None:
            marked.update(re.findall(r"[^\W\d_]+", node.text()))
            node.replace_with(_BLANK)
    return ["".join(_own_text(node)) for node in tree.css(", ".join(_BLOCKS))], frozenset(marked)


def _own_text(block: LexborNode) -> Iterator[str]:
    """Yield the text of a block without that of the blocks in it."""
    for child in block.iter(include_text=True, skip_empty=False):
        if child.tag == "-text":
            yield child.text(deep=False)
        elif child.tag in _BLOCKS or child.tag == "br":
            yield "\n"
        else:
            yield from _own_text(child)


class Word(NamedTuple):
    """A word, and whether it has a capital where no sentence begins."""

    text: str
    is_name: bool


def words_of(text: str) -> Iterator[Word]:
    """Yield the words that a dictionary should have, and names; no acronyms."""
    for found in _WORD.finditer(text):
        word = found[0]
        if not any(map(str.isupper, word[1:])):
            yield Word(word, word[0].isupper() and not _BEGINS.search(text, 0, found.start()))


def lines_of(words: list[str], note: Note, material: Material) -> Iterator[tuple[str, int]]:
    """Yield some words, each with the line of the note's file on which it first stands in its prose.

    A word that is not of the author, as the name of a language above a block of code, has none.
    """
    if not words:
        return
    texts = [(text.line_at, text, note.body_line - 1) for text in material.reader.texts(note.manuscript.body)]
    for word in words:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        in_header = (
            note.header_lines.get(key, 1)
            for key in ("title", "description")
            if pattern.search(getattr(note.header, key) or "")
        )
        in_body = (
            line_at(found.start()) + lead for line_at, text, lead in texts if (found := pattern.search(text))
        )
        if (line := next(itertools.chain(in_header, in_body), None)) is not None:
            yield word, line


def _problem(note: Note, line: int, word: str, near: str) -> Problem:
    cause = f"«{word}» no está en el diccionario."
    add = "añádela a palabras.txt si está bien, o ponla en cursiva si es de otro idioma."
    remedy = f"¿Querías «{near}»? Si no, {add}" if near else f"{add[0].upper()}{add[1:]}"
    return Problem(Code.MISSPELT, note.place, line, cause, remedy, Severity.HINT, subject=word)
