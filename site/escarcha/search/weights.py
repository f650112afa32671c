"""How much the words of a page weigh."""

from __future__ import annotations

import bisect
import functools
import itertools
from typing import TYPE_CHECKING

from escarcha.search.words import file_key, fold, is_stop_word, stem, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TITLE, HEADING, EXTRA, TRAIL = 30.0, 5.0, 5.0, 4.0
"""What a word weighs alone in a title, a heading, tags or a description, and the title of a section above.

In prose it is 1.
"""

MOST = 9.0
"""What a word weighs at most, however often a text has it; in a short title it weighs more."""

USUAL_LENGTH = 120
"""Tokens of an ordinary section. Fixed, and no average, so that a new note changes no other's weights."""

QUESTION = "¿"
"""The term of every section whose heading is a question."""

LEVELS, LOWEST, RATIO = 16, 0.25, 1.4
"""A weight is one of 16 levels, each 1.4 times the one before."""

_BOUNDS = [LOWEST * RATIO ** (height + 0.5) for height in range(LEVELS - 1)]
"""Where one level ends and the next begins."""


class Weights(dict[str, float]):
    """How much each term weighs in a section."""

    def add(self, term: str, weight: float) -> None:
        """Let a term weigh more."""
        self[term] = self.get(term, 0.0) + weight

    def add_tokens(self, tokens: Mapping[str, float], each: float = 1.0) -> None:
        """Add the terms of tokens, each with what the token weighs, times what a point of it weighs."""
        known = self.get
        for token, points in tokens.items():
            weight = points * each
            for term in terms(token):
                self[term] = known(term, 0.0) + weight

    def add_extra(self, text: str, weight: float = EXTRA) -> None:
        """Add a tag, a description, or the title of a section above."""
        self.add_tokens({token: weight for token in tokens(text) if not is_stop_word(token)})

    def add_heading(self, text: str, weight: float = HEADING) -> None:
        """Add the words of a heading, its neighbours as pairs, and whether it asks something.

        The fewer words a heading has, the more each of them says; a name is as many as it has parts, as
        ``codigo-sin-cerrar`` is about neither code nor closing.
        """
        words = tokens(text)
        telling = [word for word in words if not is_stop_word(word)]
        said = sum(max(1, len(terms(word)) - 1) for word in telling)
        each = weight * 3 / (2 + max(1, said))
        self.add_tokens(dict.fromkeys(words, each))
        for term in pairs(telling):
            self.add(term, each)
        if text.lstrip().startswith(QUESTION) or text.rstrip().endswith("?"):
            self[QUESTION] = min(each, HEADING)


def share(length: int) -> float:
    """Return what a point of a token weighs in a section of so many tokens: the longer, the less each says.

    BM25's correction for length, https://doi.org/10.1561/1500000019, chapter 3.
    """
    return 0.1 / (0.7 + 0.3 * length / USUAL_LENGTH)


level: Callable[[float], int] = functools.partial(bisect.bisect, _BOUNDS)
"""Returns the level of a weight."""


def pairs(words: list[str]) -> Iterator[str]:
    """Yield the terms of neighbouring tokens, stop words left out."""
    stems = [stem(fold(word)) for word in words if not is_stop_word(word)]
    yield from itertools.starmap(pair, itertools.pairwise(stems))


def pair(one: str, other: str) -> str:
    """Return the term of two neighbouring stems: ``ruta dinámica`` has ``dinam rut``.

    Whichever comes first, and whatever form of its family it has: «ejemplos que se ejecutan» and
    «la ejecución de los ejemplos» have the same.
    """
    return " ".join(sorted((file_key(one), file_key(other))))
