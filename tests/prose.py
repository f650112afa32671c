"""What a copy editor would mark in our own notes: spelling, signs, quotation marks, forms of address.

What is checked is prose. Code, formulas, HTML, addresses and the marks of Markdown are blanked out before, so
that places stay what they are. So are italics: they are for words of other languages, and for those alone.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from escarcha.beyond.dictionary import Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

WORDS = Path(__file__).with_name("words.txt")
"""What the dictionary lacks, one word a line; capitals matter in names and acronyms."""

_BLANK = "\ufffc"
"""Stands for what is no prose: the object replacement character, which is neither letter, sign nor space."""

_HEADER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_READ_IN_HEADER = re.compile(r"^(?:title|description): *(?P<text>.*)$", re.MULTILINE)
_FENCED = r"^(?P<before>[ \t>]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
_NO_PROSE = [
    re.compile(pattern, re.MULTILINE | re.DOTALL)
    for pattern in (
        _FENCED,
        r"<!--.*?-->",
        r"%%.*?%%",
        r"\$\$.*?\$\$",
        r"(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)",
        r"(?<![\\\w$])\$(?=\S)[^$\n]*?(?<=\S)\$(?![\w$])",
        r"<(?P<tag>\w+)[^>]*\blang=[^>]*>.*?</(?P=tag)>|<code>.*?</code>",
        r"</?[a-zA-Z][^>]*>",
        r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)",
        r"^[ \t>]*\[[^\]\n]+\]:[^\n]*$",
        r"!(?=\[)",
        r"\[\[[^\]|\n]*\||!?\[\[[^\]\n]*\]\]",
        r"\[\^[^\]\n]*\]|\[![^\]\n]*\]|\{[^{}\n]*\}",
        r"^[ \t]*(?:===|!!!|\?\?\?\+?|:::+|///)[^\n]*$",
        r"&#?\w+;",
        r"https?://[^\s)>\]]+",
        r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])",
        r"(?<![\w*])\*(?![\s*])[^*\n]+?(?<!\s)\*(?![\w*])",
        r"(?<![\w_])_(?![\s_])[^_\n]+?(?<!\s)_(?![\w_])",
        r"[\w./@-]*[\w@-][./@_]\w[\w./@_-]*|\w*\d\w*",  # names of files, hosts, versions
        r"\b[A-Z]\w+(?:-[A-Z]\w+)+",  # of packages and patterns: Flask-Login, Model-View-Controller
    )
]
_WORD = re.compile(r"[^\W\d_]+")

_SENTENCE_START = r"(?:^[ \t>]*(?:[-*+] |\d+\. |\|)?[ \t]*|[.:;!?»)|] )[¿¡«(*_]*"
_USTED = re.compile(
    r"\b(?i:usted(?:es)?|(?:asegúr|diríj|fíj|póng|recuérd)[ea]se)\b|\bsu (?:ordenador|equipo)\b|"
    + _SENTENCE_START
    + r"(?:Abra|Añada|Busque|Compruebe|Configure|Consulte|Copie|Cree|Descargue|Edite|Ejecute|Elija|Escriba|"
    r"Guarde|Haga|Inicie|Instale|Introduzca|Modifique|Observe|Ponga|Pruebe|Pulse|Recuerde|Reinicie|Seleccione|"
    r"Tenga|Utilice|Vaya|Vea|Vuelva)\b",
    re.MULTILINE,
)
_TYPOGRAPHY = [
    (re.compile(pattern, re.MULTILINE), said)
    for pattern, said in (
        (r"[\"“”]", "las comillas son «»"),
        (r"« | »(?!\w)", "«» van pegadas a lo que encierran"),
        (r"\.\.\.", "los puntos suspensivos son «…»"),
        (rf"(?<=[\w»){_BLANK}]) [,;:.?!](?=\s|$)", "sobra el espacio antes del signo"),
        (r"(?<=[^\W\d]) - (?=[^\W\d])", "la raya es «—», o mejor una coma"),
        (r"[¿¡] ", "sobra el espacio tras el signo"),
        (r"\b[Ee]tc\b(?!\.)", "«etc.» lleva punto"),
    )
]
_PAIRS = {"?": "¿", "!": "¡", "»": "«"}


def prose(markdown: str) -> str:
    """Blank out of a note what is no prose; every line keeps its number."""
    header = _HEADER.match(markdown)
    if header:
        kept = [" " if char != "\n" else char for char in header[0]]
        for found in _READ_IN_HEADER.finditer(header[0]):
            kept[found.start("text") : found.end("text")] = (
                found["text"].strip("\"'").center(len(found["text"]))
            )
        markdown = "".join(kept) + markdown[header.end() :]
    marked: set[str] = set()

    def blank(found: re.Match[str]) -> str:
        marked.update(_WORD.findall(found[0]))
        return re.sub(r"[^\n]", _BLANK, found[0])

    for pattern in _NO_PROSE:
        markdown = pattern.sub(blank, markdown)
    if not header:
        return markdown
    # A header has neither code nor italics: what the note below it marks so is meant there too.
    top = _WORD.sub(
        lambda word: _BLANK * len(word[0]) if {word[0], word[0].removesuffix("s")} & marked else word[0],
        markdown[: header.end()],
    )
    return top + markdown[header.end() :]


def length(markdown: str) -> int:
    """Count the words that a reader of the note meets, those of the header and of code blocks apart."""
    text = re.sub(_FENCED, "", _HEADER.sub("", markdown), flags=re.MULTILINE | re.DOTALL)
    return sum(any(map(str.isalnum, word)) for word in text.split())


def faults(place: str, markdown: str) -> Iterator[str]:
    """Yield what is wrong with a note, each as ``place:line: what``."""
    text = prose(markdown)
    for at, said in sorted([*_misspelt(text), *_signs(text), *_typography(text)]):
        yield f"{place}:{text.count(chr(10), 0, at) + 1}: {said}"


def _misspelt(text: str) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text):
        if not _is_known(found[0]):
            yield found.start(), f"«{found[0]}» no está en el diccionario ni en {WORDS.name}"


def _is_known(word: str) -> bool:
    return word in _own() or word.lower() in _own() or is_spanish(word)


def is_spanish(word: str) -> bool:
    """Tell whether a word is Spanish."""
    return _dictionary().knows(word)


@functools.cache
def _dictionary() -> Dictionary:
    return Dictionary("es_ES")


@functools.cache
def _own() -> frozenset[str]:
    return frozenset(WORDS.read_text("utf-8").split())


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Find questions, exclamations and quotations that are not opened, or not closed, in their paragraph."""
    start = 0
    for paragraph in re.split(r"(\n[ \t>]*\n|\n[ \t>]*(?:[-*+]|\d+\.) |\|)", text):
        opened: list[tuple[str, int]] = []
        for number, char in enumerate(paragraph):
            if char in _PAIRS.values():
                opened.append((char, start + number))
            elif char in _PAIRS and opened and opened[-1][0] == _PAIRS[char]:
                opened.pop()
            elif char in _PAIRS:
                yield start + number, f"«{char}» sin su «{_PAIRS[char]}»"
        yield from ((at, f"«{char}» sin cerrar") for char, at in opened)
        start += len(paragraph)


def _typography(text: str) -> Iterator[tuple[int, str]]:
    for pattern, said in (*_TYPOGRAPHY, (_USTED, "se trata de tú")):
        yield from ((found.start(), f"{said}: «{found[0].strip()}»") for found in pattern.finditer(text))


def upright_english(file: Path) -> Iterator[str]:
    """Yield the English terms of a frozen page that are not in italics where its text first says them.

    Headings, code and links do not count.
    """
    met = set()
    for node in LexborHTMLParser(file.read_bytes()).css('article [lang="en"]'):
        around = {above.tag for above in _ancestors(node)}
        word = node.text().casefold()
        if not around & _NO_TEXT and word not in met:
            met.add(word)
            if not around & {"em", "i"}:
                yield f"{file}: {word}"


_NO_TEXT = {"a", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
