"""What language a passage is in, by its commonest words; as sure as it has to be to ask an author.

Those that are told apart are the ones that a note in Spanish is likely to quote. A dictionary would know
more, and weigh more than all of this package.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SPANISH = "es"
_PASSAGE = 25
"""Words from which a passage is long."""
_DENSE = 0.2
"""The part of a passage that the commonest words of its language make up, at least."""
_SURE = 1.4
"""How many times as many of them it has as of the Spanish ones, which its neighbours share in part."""
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\b(?:https?://|www\.)\S+")
"""Tags, targets of links and addresses."""


class Language(NamedTuple):
    """A language: how it is called in Spanish, and its commonest words, with blanks between them."""

    name: str
    words: str


LANGUAGES = {
    "es": Language(
        "español",
        "a al como con de del el en es está la las lo los más no o para pero por que se si su un una y",
    ),
    "ca": Language(
        "catalán",
        "a al amb als aquest com de del dels el els en és per que i la les més no o perquè seva són un "
        "una va",
    ),
    "de": Language(
        "alemán",
        "als auch auf das dem den der des die ein eine es für im ist mit nicht sich sie und von zu",
    ),
    "en": Language(
        "inglés",
        "a an and are as at be by can for from have in is it not of on or that the this to was which "
        "with you",
    ),
    "eu": Language(
        "euskera",
        "ala baina bat beste bere da dira du dute egin ere eta ez hau izan den dela duen",
    ),
    "fr": Language(
        "francés",
        "au aux avec ce dans de des du elle en est et il la le les ne ou par pas pour que qui se sont "
        "sur un une",
    ),
    "gl": Language(
        "gallego",
        "a ao as con da das de do dos e é en máis mais na no non o os para pola polo por que se súa un unha",
    ),
    "it": Language(
        "italiano",
        "alla che con da dei del della di e è gli i il in la le nel non per più si sono su un una",
    ),
    "pt": Language(
        "portugués",
        "a ao as com da das de do dos e é em foi mais na não no o os para pela por que se são sua um uma",
    ),
}
"""By their codes (ISO 639-1)."""
_CODES: dict[str, list[str]] = {}
"""The languages that a word is one of the commonest of."""
for _code, _language in LANGUAGES.items():
    for _word in _language.words.split():
        _CODES.setdefault(_word, []).append(_code)


class CommonWords(NamedTuple):
    """The words of a passage.

    Args:
        total: how many it has.
        common: how many of them are of the commonest of each language, by its code.
    """

    total: int
    common: Counter[str]


def common_words(text: str) -> CommonWords:
    """Count the words of a passage of a note, which may hold markup."""
    has_others = any(sign in text for sign in ("<", "](", "://", "www."))
    plain = _NO_WORDS.sub(" ", text) if has_others else text
    words = _WORD.findall(plain.lower())
    known = filter(_CODES.__contains__, words)
    return CommonWords(len(words), Counter(itertools.chain.from_iterable(map(_CODES.__getitem__, known))))


def language_of(passages: Iterable[CommonWords]) -> str | None:
    """Return the code of the language of some passages together; None if they are short or nothing tells."""
    count, common = 0, Counter[str]()
    for passage in passages:
        count += passage.total
        common.update(passage.common)
    if count < _PASSAGE:
        return None
    first = max(LANGUAGES, key=common.__getitem__)
    is_sure = first == SPANISH or common[first] >= _SURE * common[SPANISH]
    return first if is_sure and common[first] > _DENSE * count else None
