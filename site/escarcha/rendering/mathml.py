"""LaTeX to MathML at build time.

Browsers draw MathML Core themselves (https://w3c.github.io/mathml-core/), so readers load no script.
"""

from __future__ import annotations

import re

from math_core import LatexError, LatexToMathML

SPANISH_OPERATORS = {
    name: rf"\operatorname{{{name}}}"
    for name in (
        *("sen", "arcsen", "senh", "tg", "arctg", "cotg", "cosec", "tgh"),
        *("mcd", "mcm", "sgn", "rg", "adj", "traza", "Ker", "Im", "Hom"),
    )
}
"""What Spanish books call functions and operators; LaTeX has only the English names."""

_CONVERTER = LatexToMathML(macros=SPANISH_OPERATORS, fancy_error=False)
_STYLE = re.compile(r'(?: class="(?P<class>[^"]*)")? style="(?P<style>[^"]*)"')
_LOOKS = {
    "text-align: right": "math-right",
    "text-align: left": "math-left",
    "border-right": "math-bar",
    "border-top": "math-rule",
    "padding-left:1em": "math-gap",
}
_DROPPED = re.compile(r' id="[^"]*"| scriptlevel="0"(?=><mtr>)')
"""Ids, which two formulas may share, and what HTML's checker does not know of tables."""


_SPANISH = [
    (re.compile(english), spanish)
    for english, spanish in (
        (r'Unknown command "(.+)"', r"no se conoce la orden «\1»"),
        (r'Unknown environment "(.+)"', r"no se conoce el entorno «\1»"),
        (r'Unknown color "(.+)"', r"no se conoce el color «\1»"),
        (r'Expected closing token "(.+)", but', r"falta «\1» al final"),
        (r'Unmatched closing token: "(.+)"', r"«\1» no cierra nada"),
        (r"Expected argument but", "a una orden le falta lo que va detrás, entre llaves"),
        (r'(?:Found|Unexpected) "(.+?)"', r"«\1» no puede ir ahí"),
        (
            r"Duplicate subscript or superscript",
            "hay dos índices o dos exponentes seguidos; agrúpalos con llaves",
        ),
        (r'Expected length with units, found "(.+)"', r"«\1» no es una medida con su unidad"),
        (r"Too many expansions", "una orden propia se llama a sí misma"),
    )
]
"""What the library says, for authors; what is not here is rare, and shown as it is."""


MAX_DEPTH = 1000
"""Levels of a formula: the library calls itself for each, and overflows the stack at some thousands."""

_OPENS_OR_CLOSES = re.compile(r"\\[A-Za-z]+|\\.|[{}\[\]]", re.DOTALL)


class MathError(ValueError):
    """LaTeX that is none; the message is Spanish where the library's is known."""


def to_mathml(latex: str, *, is_display: bool) -> str:
    """Convert LaTeX to a MathML element without style attributes or ids.

    Args:
        latex: without its dollar signs.
        is_display: whether it stands on a line of its own.

    Raises:
        MathError: if it is no LaTeX, uses a command the library does not know, or is nested too deeply.
    """
    if _depth(latex) > MAX_DEPTH:
        raise MathError("tiene demasiadas órdenes o niveles; pártela en varias.")
    try:
        mathml = _CONVERTER.convert_with_local_state(latex, displaystyle=is_display)
    except LatexError as error:
        raise MathError(_in_spanish(str(error).partition(": ")[2] or str(error))) from error
    return _DROPPED.sub("", _STYLE.sub(_restyle, mathml))


def _depth(latex: str) -> int:
    """Return how deep a formula can be at most: any command may take all that follows into it."""
    deepest = depth = commands = 0
    for found in _OPENS_OR_CLOSES.finditer(latex):
        if found[0] in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in "}]":
            depth = max(0, depth - 1)
        else:
            commands += 1
    return deepest + commands


def _in_spanish(message: str) -> str:
    for english, spanish in _SPANISH:
        if found := english.match(message):
            return f"{found.expand(spanish)}."
    return message


def _restyle(found: re.Match[str]) -> str:
    """Write classes and attributes for styles, which a strict Content-Security-Policy forbids."""
    style = found["style"]
    names = [found["class"] or "", *(name for written, name in _LOOKS.items() if written in style)]
    classes = " ".join(filter(None, names))
    colour = style.partition("color:")[2].partition(";")[0] if style.startswith("color:") else ""
    return (f' class="{classes}"' if classes else "") + (f' mathcolor="{colour}"' if colour else "")
