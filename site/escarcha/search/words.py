"""Text to tokens to terms: what is the same word to a search.

``static/js/search/10-stems.js`` and ``20-words.js`` do the same to what a reader types, to the letter:
whoever changes one changes the other.
"""

from __future__ import annotations

import functools
import itertools
import re
import threading
import unicodedata
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = "!== === ..= != == <= >= => -> := |> <- += -= *= ** && || << >> ?? ?. {{ }} {% %} {# #}".split()  # noqa: SIM905 - as they are read
"""What code is written with besides words; of two that begin alike, the longer comes first."""

_TOKEN = re.compile(
    r"""(?:(?<![^\n\t ([{"'`«“‘¿¡=,|/])(?:--|[@.!])(?=[^\W\d]))?"""
    r"(?:(?<!\w)[A-Za-z](?:#|\+\+)(?![\w#+])|\w++(?:(?:[.-]|::)\w++)*)"
    rf"|{'|'.join(map(re.escape, _SIGNS))}"
)
"""A word; names joined as in ``request.args``, ``content-type`` and ``std::string``; a name and its
signs, as in ``--strict``, ``@app.route``, ``[!NOTE]`` and ``C++``; or signs alone, as ``?.`` and ``{{``."""
_FIRST_SIGNS = frozenset(signs[0] for signs in _SIGNS)
_MARK_OF_NAME = re.compile(r"\A(?:--|[@.!])|(?:#|\+\+)\Z")
_UNSPACED = re.compile(
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)"
)
"""A run of Chinese, Japanese or Korean, which are written without spaces between words."""
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+\Z")
"""Two words that may as well be written as one, as in «micro-framework»."""
_JOINT = re.compile(r"[.:-]+")
_MARK = re.compile("(?<!n)\u0303|[\u0300-\u0302\u0304-\u036f]")
"""Any accent but the tilde of ñ, which is no accent."""
_SHORT_PLURAL = re.compile(r"..[aeiou]s\Z")
_LOAN_PLURAL = re.compile(r"(?=.*[aeiou]).{2,}[b-df-hj-np-rtv-z]s\Z")
"""As in «tests», «headers» and «robots»: no Spanish word ends so. What has no vowel is no word: «https»."""
_HUMP = re.compile(r"_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where the words of ``snake_case`` and ``camelCase`` meet."""

_NOUN = ("acion", "aciones")

_SOUNDS = ((re.compile(r"(?:zc|qu|z)\Z"), "c"), (re.compile(r"(?:gu|j)\Z"), "g"))
"""How stems end that are spelled by ear: «conozco», «aplique», «realice», «pague», «protejo»."""
_BY_EAR = ("zc", "qu", "z", "gu", "j")
"""The same as strings: most words end otherwise, which is told faster so."""

_FAMILY = (
    re.compile(r"([a-zñ]+[aeo])(?:yend|er)\Z"),
    re.compile(r"([a-zñ]{5,})[aei]r[ist]?\Z"),
    re.compile(
        r"([a-zñ]{4,}?)(?:[aiu]cion|[pc]cion|[sx]ion|i?ent|nci|[aei]?dor|c?tor|sor|[tc]?tur|ct"
        r"|[ai]?bl|[ai]?bil|[ai]mient|ici|iv)\Z"
    ),
    re.compile(r"([a-zñ]{5,}?)(?:[tdgcbsiz]|[gq]u)\Z"),
)
"""Endings that stems of one family of words differ in, to be cut one after the other."""

LONGEST = 40
"""Characters of a term; what is longer is no word that anyone would type."""

STOP_WORDS = frozenset(
    """
        a al algo ante aquel aquella aquello as asi aun aunque bajo bien cada casi como con contra
    cual cuales     cualquier cuando cuanta cuantas cuanto cuantos de del desde donde dos e el ella
    ellas ello ellos en entre era     eran eres es esa esas ese eso esos esta estaba estan estar
    estas este esto estos fue fueron ha hace hacer hacia     han hasta hay la las le les lo los mas
    me mi mientras mis mucho muy ni no nos o os otra otras otro otros para     pero poco por porque
    pues que quien quienes se sea segun ser si sido sin sobre solo son soy su sus tal tambien
    tan tanto te tener tengo ti tiene tienen toda todas todo todos tu tus u un una unas uno unos
    usted va vez y ya yo     puede puedo pueden
    """.split()  # noqa: SIM905 - a hundred words in quotes are hard to read
)
"""Words, folded, that say nothing of what a text is about."""

_snowball, _turn = Stemmer.Stemmer("spanish", 0), threading.Lock()
"""It keeps no words, as ``stem`` does, and serves one thread at a time."""


def tokens(text: str) -> list[str]:
    """Cut a text into tokens, as it spells them.

    Args:
        text: plain.
    """
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


@functools.lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Write a word without capitals and accents; ñ stays."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _MARK.sub("", unicodedata.normalize("NFD", word.lower())))


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Cut a folded word down to what its forms have in common.

    Snowball's algorithm, https://snowballstem.org/algorithms/spanish/stemmer.html, which leaves as they
    are the plurals of short words, «años», «días», «apis», and English ones, «tests». Nouns in «-ación» keep
    it, as «paginación» is no «página»; they and their verbs are of one family all the same.
    """
    if _LOAN_PLURAL.match(word):
        word = word[:-1]
    with _turn:
        short = str(_snowball.stemWord(word))
    if word.endswith(_NOUN) and word.startswith(noun := f"{short}acion"):
        return noun
    return short[:-1] if short == word and _SHORT_PLURAL.search(word) else short


@functools.lru_cache(maxsize=200_000)
def file_key(term: str) -> str:
    """Return what a term is filed under: what its whole family begins with, and n for ñ.

    Stemmers leave apart what they cannot be sure of: «ejecución» and «ejecutar», «dependiente» and
    «dependencia», «extensión» and «extender». Filed together, they are found at no cost, and rank lower. A
    pair of words lies behind the first of them.
    """
    word, space, second = term.partition(" ")
    if word.endswith(_BY_EAR):
        for spelled, letter in _SOUNDS:
            word = spelled.sub(letter, word)
    for ending in _FAMILY:
        found = ending.match(word)
        if found:
            word = found[1]
    return f"{word}{space}{second}".replace("ñ", "n")


@functools.lru_cache(maxsize=200_000)
def terms(token: str) -> tuple[str, ...]:
    """Return the terms of a token: a word has one; a name has itself, its pairs and its parts.

    ``request.args`` has ``request.args``, ``request`` and ``args``; ``render_template`` has itself,
    ``render`` and ``template``; ``LoginManager`` has ``loginmanager``, ``login`` and ``manager``. All are
    stemmed, so that it does not matter which of them a reader takes for a word. Signs are kept as they are:
    ``--strict`` has itself, then what it has without them. ``日本語`` has ``日本``, ``本語`` and ``語``.
    """
    is_unspaced = not token.isascii() and _UNSPACED.search(token)
    if token.isalpha() and token.islower() and not is_unspaced:  # one word, as most are
        word = fold(token)
        return (stem(word),) if len(word) <= LONGEST else ()
    name = _MARK_OF_NAME.sub("", token)
    if name != token:
        return (fold(token), *terms(name)) if len(token) <= LONGEST else ()
    if token[0] in _FIRST_SIGNS:
        return (token,)
    if is_unspaced:
        return tuple(dict.fromkeys(itertools.chain.from_iterable(map(_terms_of_run, _UNSPACED.split(token)))))
    names = [name for name in _JOINT.split(token) if name]
    found = [f"{one}.{other}" for one, other in itertools.pairwise(names)]
    if _HYPHENATED.match(token):
        found.append("".join(names))
    for name in names:
        parts = [part for part in _HUMP.split(name) if part]
        if len(parts) > 1:
            found.append(name.strip("_"))
        found += parts
    return tuple(dict.fromkeys(stem(word) for each in found if 0 < len(word := fold(each)) <= LONGEST))


def has_terms(token: str) -> bool:
    """Tell whether a token has any term, without stemming most."""
    return (token.isascii() and token.isalpha() and len(token) <= LONGEST) or bool(terms(token))


def _terms_of_run(text: str) -> Iterable[str]:
    """Return the terms of what is all of it written without spaces, or none of it."""
    if _UNSPACED.match(text):
        return (text[at : at + 2] for at in range(len(text)))
    return terms(text.strip(".-:")) if text.strip(".-:") else ()


@functools.lru_cache(maxsize=200_000)
def is_stop_word(token: str) -> bool:
    """Tell whether a token says nothing of what a text is about."""
    return fold(token) in STOP_WORDS
