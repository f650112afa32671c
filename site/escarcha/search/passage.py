"""The text of a section, as far as it can be found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.search.words import is_stop_word, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAD, PROSE, CODE = 15, 10, 6
"""What a token weighs in the first paragraph of a section, in any other, and in a block of code."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The tokens of one section of a note; those of its heading are not among them.

    Args:
        heading: the number of its heading among the note's, or -1 for what comes before the first.
        weights: token → what its occurrences weigh together; without stop words.
        length: how many tokens there are.
    """

    heading: int
    weights: dict[str, int]
    length: int


def make_passage(heading: int, texts: Iterable[tuple[int, str]]) -> Passage:
    """Make a Passage of the texts of a section.

    Args:
        heading: its number, or -1.
        texts: what each weighs, and the text.
    """
    # Texts that weigh the same are cut at once: a call for each paragraph would take most of the time.
    alike: dict[int, list[str]] = {}
    for weight, text in texts:
        alike.setdefault(weight, []).append(text)
    weights: dict[str, int] = {}
    length = 0
    for weight, joined in alike.items():
        words = tokens("\n".join(joined))
        length += len(words)
        for token, times in Counter(words).items():
            if not is_stop_word(token):
                weights[token] = weights.get(token, 0) + weight * times
    return Passage(heading, weights, length)
