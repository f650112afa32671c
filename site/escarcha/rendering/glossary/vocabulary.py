"""Names of terms, found in HTML: in the singular and the plural, with one look at each word.

The cost of a text does not depend on how many terms there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SILENT = {"audio", "button", "code", "iframe", "kbd", "math", "noscript", "object", "pre", "samp", "select"}
_SILENT |= {"svg", "template", "var", "video"}
"""Elements in which nothing is marked."""

_CLAIMED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "label", "dfn", "abbr"}
"""Elements in which no link may stand, or none should."""

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|textarea|xmp)\b.*?</(?P=raw)\b"
    r"""|<(?P<closes>/?)(?P<tag>[a-zA-Z][\w:-]*)(?:"[^"]*"|[^">])*>"""
    r"|(?<![\w./@#&-])\w+",
    re.DOTALL,
)
_AFTER = r"(?![\w/@-]|\.\w)"

_ACCENTED = {"a": "áàâä", "e": "éèêë", "i": "íìîï", "o": "óòôö", "u": "úùûü"}
"""Vowels with marks that do not count, as «imagen» has its plural in «imágenes»; ñ is a letter of its own."""

_ACCENTED |= {vowel.upper(): marked.upper() for vowel, marked in _ACCENTED.items()}
_FOLDED = {ord(char): vowel for vowel, marked in _ACCENTED.items() for char in marked}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a term.

    Args:
        text: as the glossary has it.
        term: the number of the term.
        is_english: whether it is English.
    """

    text: str
    term: int
    is_english: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text.

    Args:
        name: which.
        text: as it stands there.
        may_link: whether a link may stand there.
    """

    name: Name
    text: str
    may_link: bool


class Vocabulary:
    """Every name that is looked for.

    Args:
        names: of two that are spelt alike, the first counts.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._openings: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for name in sorted(names, key=lambda name: -len(name.text)):  # the longest that fits is meant
            first, *others = [_forms(word) for word in _fold(name.text).split()] or [[]]
            words = r"\s+".join(_alternatives(forms) for forms in (first, *others))
            for opening in {word[0].lower() for form in first if (word := re.match(r"\w+", form))}:
                self._openings[opening].append((words + _AFTER, name))
        self._patterns: dict[str, list[tuple[re.Pattern[str], Name]]] = {}

    def _opened_by(self, word: str) -> list[tuple[re.Pattern[str], Name]]:
        """Return the names that begin with a word; compiled when it is first met, as few of thousands are."""
        word = (word if word.isascii() else _fold(word)).lower()
        if word not in self._openings:
            return []
        if word not in self._patterns:
            sources = self._openings[word]
            self._patterns[word] = [(re.compile(source, re.IGNORECASE), name) for source, name in sources]
        return self._patterns[word]

    def mark(self, html: str, replace: Callable[[Found], str]) -> str:
        """Replace names in the text of some HTML.

        Args:
            html: well-formed, as lexbor writes it.
            replace: called for each name, in order; returns HTML.
        """
        pieces: list[str] = []
        done = silent = claimed = 0
        for token in _TOKEN.finditer(html):
            if token.lastgroup == "tag":
                step, tag = -1 if token["closes"] else 1, token["tag"]
                silent += step * (tag in _SILENT)
                claimed += step * (tag in _CLAIMED)
            elif not silent and token.start() >= done:
                for pattern, name in self._opened_by(token[0]):
                    if match := pattern.match(html, token.start()):
                        found = Found(name, match[0], may_link=not claimed)
                        pieces += (html[done : match.start()], replace(found))
                        done = match.end()
                        break
        return "".join([*pieces, html[done:]])


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def _forms(word: str) -> list[str]:
    """Return a word in the singular and, by the rules of Spanish and English, in the plural.

    https://www.rae.es/dpd/plural. One rule more than a language has finds no word that is not there.
    """
    if word[-1] in "aeiouAEIOU":
        return [word, f"{word}s"]
    if word.endswith("z"):
        return [word, f"{word[:-1]}ces"]
    if word.endswith("y"):
        return [word, f"{word}s", f"{word[:-1]}ies"]
    return [word, f"{word}s", f"{word}es"]


def _alternatives(forms: list[str]) -> str:
    written = "|".join(re.sub("[aeiou]", _any_accent, re.escape(form), flags=re.IGNORECASE) for form in forms)
    # «ORM» in capitals is never «orm».
    is_acronym = len(forms[0]) > 1 and forms[0].isupper() if forms else False
    return f"(?-i:{written})" if is_acronym else f"(?:{written})"


def _any_accent(vowel: re.Match[str]) -> str:
    return f"[{vowel[0]}{_ACCENTED[vowel[0]]}]"
