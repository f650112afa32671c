"""Mathematics: LaTeX between dollar signs, as GitHub and Obsidian write it, to MathML at build time.

``$x^2$`` and ``$`x^2`$`` in a line, ``$$…$$`` for a formula of its own, or a ```` ```math ```` fence.
Browsers draw MathML Core themselves (https://w3c.github.io/mathml-core/), so readers load no script.

When a dollar sign is money: the rules are GitHub's and pandoc's. No blank stands inside next to a sign, and
no letter or digit outside: «entre $5 y $10» holds no formula.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from math_core import LatexError, LatexToMathML

from escarcha.rendering.aside import Formula
from escarcha.rendering.blocks import lines_inside, text_of

if TYPE_CHECKING:
    import markdown
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from escarcha.rendering.aside import Aside

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


class _FormulaPattern(InlineProcessor):
    """Sets formulas aside, so that no other pattern sees what is in them."""

    needs = "$"

    def __init__(self, pattern: str, md: markdown.Markdown, aside: Aside) -> None:
        super().__init__(pattern, md)
        self._aside = aside

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # as InlineProcessor has it
        if m["latex"] is None:
            return None, None, None
        formula = Formula(m["latex"].strip(), is_display=m[0].startswith("$$"), line=None)
        return self._aside.add(formula), m.start(), m.end()


# A sign that is escaped opens nothing; without its alternative, each of \$$ \$$ would look for an end.
_DISPLAY = r"\\.|\$\$(?!\s*\$\$)(?P<latex>(?:[^$\\]|\\.|\$(?!\$))+?)\$\$"
_IN_CODE = r"(?<![\w\\$])\$`(?P<latex>[^`\n]+)`\$(?!\w)"
_IN_LINE = r"(?<![\w\\$])\$(?![\s$])(?P<latex>(?:[^$\\\n]|\\.|(?<!\n)\n(?!\n))+?)(?<![\s\\])\$(?![\w$])"


def add_mathematics(made: markdown.Markdown, aside: Aside) -> None:
    """Teach a Markdown instance formulas inside paragraphs; they are set aside in ``aside``."""
    # Python-Markdown reads code at 190 and escapes at 180; only the first spelling has to come before code.
    for pattern, name, priority in (
        (_IN_CODE, "formula_in_code", 191),
        (_DISPLAY, "formula_on_display", 188),
        (_IN_LINE, "formula", 187),
    ):
        made.inlinePatterns.register(_FormulaPattern(pattern, made, aside), name, priority)


def mathematics_plugin(parser: MarkdownIt) -> None:
    """Teach markdown-it formulas that are blocks, so that blank lines and signs in them are no Markdown."""
    parser.block.ruler.before("table", "formula", _formula_block)


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a paragraph that begins with ``$$`` and ends with it; what has text behind it is no block."""
    if silent or state.is_code_block(start) or not text_of(state, start).startswith("$$"):
        return False
    first = text_of(state, start)[2:]
    closing = start
    if not first.rstrip().endswith("$$"):
        if "$$" in first:
            return False
        closing = next(
            (line for line in lines_inside(state, start + 1, end) if "$$" in text_of(state, line)), end
        )
    # A line right behind it goes on with the paragraph, wherever it is indented.
    goes_on = closing + 1 < end and not state.isEmpty(closing + 1)
    if closing >= end or goes_on:
        return False
    lines = state.getLines(start, closing + 1, state.blkIndent, keepLastLF=False).strip()
    latex = lines[2:-2].strip()
    if not lines.endswith("$$") or not latex or "$$" in latex:
        return False
    token = state.push("formula", "math", 0)
    token.map, token.content = [start, closing + 1], latex
    state.line = closing + 1
    return True
