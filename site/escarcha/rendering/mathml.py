"""LaTeX to MathML at build time.

Browsers draw MathML Core themselves (https://w3c.github.io/mathml-core/), so readers load no script.
"""

from __future__ import annotations

import re
import unicodedata

from math_core import LatexError, LatexToMathML

from escarcha.rendering.latex import prepare
from escarcha.rendering.math_errors import MathError, in_spanish

MACROS = {
    name: rf"\operatorname{{{name}}}"
    for name in (
        *("sen", "arcsen", "senh", "tg", "arctg", "cotg", "cosec", "tgh"),
        *("mcd", "mcm", "sgn", "rg", "adj", "traza", "Ker", "Im", "Hom"),
    )
} | {"substack": r"\begin{subarray}{c}#1\end{subarray}", "mbox": r"\text{#1}"}
"""What Spanish books call functions and operators, of which LaTeX has only the English names; and what of
LaTeX the library lacks.
"""

PREFIX = "formula-"
"""What the id of a formula that has a name begins with."""

_STYLE = re.compile(r'(?: class="(?P<class>[^"]*)")? style="(?P<style>[^"]*)"')
_LOOKS = {
    "text-align: right": "math-right",
    "text-align: left": "math-left",
    "border-left": "math-edge",
    "border-right": "math-bar",
    "border-top": "math-rule",
    "border-bottom": "math-foot",
    "dashed": "math-dashed",
    "padding-left: 0;": "math-after",
    "padding-right: 0;": "math-before",
    "padding-left:1em": "math-gap",
    "padding-top: 0;": "math-tight",
}
_DROPPED = re.compile(r' scriptlevel="\d"(?=[^<>]*><mtr>)')
"""What HTML's checker does not know of tables."""

_ENCLOSED = re.compile(
    r'<menclose notation="(?P<kinds>[^"]*)">|</menclose>|<mrow class="menclose-\w+"></mrow>'
)
_STRIKES = {
    "updiagonalstrike": "math-up",
    "downdiagonalstrike": "math-down",
    "horizontalstrike": "math-through",
}
"""MathML Core has no ``menclose``, so Chromium draws none; style sheets can."""

_SPACE = '<mspace width="0.3em"></mspace>'
"""Between a box and what stands beside it: it is drawn around the row, and takes no room."""

_LAST_RULE = re.compile(
    r'<mtable(?P<style> style="[^"]*")?(?P<rest>[^<>]*)>(?P<rows>(?:(?!</?mtable).)*)'
    r'<mtr><mtd style="border-top: (?P<line>[^;]*);[^"]*"></mtd></mtr></mtable>'
)
"""A rule below the last row, which the library writes as one row more."""

_REFERENCE = re.compile(rf'<a href="#{PREFIX}(?P<label>[^"]*)">\(\?\?\)</a>')
_LABELLED = re.compile(rf' id="{PREFIX}(?P<label>[^"]*)"><mtext>(?P<number>[^<]*)</mtext>')

MAX_DEPTH = 1000
"""Levels of a formula: the library calls itself for each, and overflows the stack at some thousands."""

_OPENS_OR_CLOSES = re.compile(r"\\[A-Za-z]+|\\.|[{}\[\]]", re.DOTALL)


MAX_OPEN = 16
"""Parentheses that a row may leave open: each doubles the time in which the library looks for their ends."""

_FENCES = "paren|brack|brace|angle|floor|ceil|vert|Vert|group|moustache|lbracket|rbracket|corner|Angle|Brace"
_FENCE = re.compile(
    rf"(?P<opens>\\\{{|\\(?:l|ul|ll)(?:{_FENCES})(?![A-Za-z]))"
    rf"|(?P<closes>\\\}}|\\(?:r|ur|lr)(?:{_FENCES})(?![A-Za-z]))"
    r"|(?P<begins>\{|\\begin(?![A-Za-z]))|(?P<ends>\}|\\end(?![A-Za-z]))|(?P<row>&|\\\\)"
    r"|\\(?:left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)|\\[A-Za-z]+|\\.|(?P<sign>[^\w\s])",
    re.DOTALL,
)


class Mathematics:
    """Converts the formulas of one note after another: what one defines, those after it know.

    Args:
        macros: LaTeX that defines what every note may use.

    Raises:
        MathError: if they are no LaTeX.
    """

    def __init__(self, macros: str = "") -> None:
        self._macros = macros
        self._converter = LatexToMathML(macros=MACROS, fancy_error=False, global_group=True, id_prefix=PREFIX)
        self._is_new = False
        self.begin_note()
        self._begin()

    def begin_note(self) -> None:
        """Forget what the note before has defined and numbered."""
        self._is_new = True

    def _begin(self) -> None:
        if self._is_new:
            self._is_new = False
            self._converter.reset_global_state()
            if self._macros:
                self._convert(self._macros, is_display=False)

    def to_mathml(self, latex: str, *, is_display: bool) -> str:
        """Convert LaTeX to a MathML element without style attributes; an empty one if it only defines.

        Args:
            latex: without its dollar signs.
            is_display: whether it stands on a line of its own.

        Raises:
            MathError: if it is no LaTeX, uses a command the library does not know, or is nested too deeply.
        """
        if _depth(latex) > MAX_DEPTH:
            raise MathError("tiene demasiadas órdenes o niveles; pártela en varias.")
        if (many := _left_open(latex)) > MAX_OPEN:
            raise MathError(
                f"abre {many} paréntesis que no se cierran; ciérralos o parte la fórmula en varias."
            )
        self._begin()
        mathml = self._convert(latex, is_display=is_display)
        if "<menclose" in mathml:
            mathml = _enclose(mathml)
        return _STYLE.sub(_restyle, _LAST_RULE.sub(_close_table, _DROPPED.sub("", mathml)))

    def _convert(self, latex: str, *, is_display: bool) -> str:
        source = prepare(latex, is_display=is_display)
        try:
            return self._converter.convert_with_global_state(source, displaystyle=is_display)
        except LatexError as error:
            raise MathError(*in_spanish(str(error), source)) from error


def settle_references(html: str) -> str:
    """Write the numbers of formulas into the references that came before them.

    Args:
        html: of a note, with its formulas.
    """
    if "(??)" not in html:
        return html
    numbers = {found["label"]: found["number"] for found in _LABELLED.finditer(html)}

    def settle(reference: re.Match[str]) -> str:
        number = numbers.get(reference["label"])
        return reference[0].replace("(??)", number) if number else "(??)"

    return _REFERENCE.sub(settle, html)


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


def _left_open(latex: str) -> int:
    """Return how many parentheses, of whatever form, a row of a formula leaves open at most."""
    most, rows = 0, [0]
    for found in _FENCE.finditer(latex):
        kind = unicodedata.category(found["sign"]) if found["sign"] else ""
        if found["begins"]:
            rows.append(0)
        elif found["ends"] and len(rows) > 1:
            inside = rows.pop()
            rows[-1] = max(inside, rows[-1] + inside)
        elif found["row"]:
            rows[-1] = 0
        elif found["opens"] or kind in {"Ps", "Pi"}:
            rows[-1] = max(1, rows[-1] + 1)
        elif found["closes"] or kind in {"Pe", "Pf"}:
            rows[-1] -= 1
        most = max(most, rows[-1])
    return most


def _enclose(mathml: str) -> str:
    """Write rows, which the style sheet draws boxes around and strikes out, for what is enclosed."""
    ends = list[str]()

    def row(found: re.Match[str]) -> str:
        if found["kinds"] is None:
            return ends.pop() if found[0].startswith("</") else ""
        names = [_STRIKES[kind] for kind in found["kinds"].split() if kind in _STRIKES]
        if names:
            ends.append("</mrow>")
            return f'<mrow class="{" ".join(["math-struck", *names])}">'
        ends.append(f"</mrow>{_SPACE}</mrow>")
        return f'<mrow>{_SPACE}<mrow class="math-box">'

    return _ENCLOSED.sub(row, mathml)


def _close_table(found: re.Match[str]) -> str:
    style = (found["style"] or ' style=""')[:-1]
    return f'<mtable{style}border-bottom: {found["line"]};"{found["rest"]}>{found["rows"]}</mtable>'


def _restyle(found: re.Match[str]) -> str:
    """Write classes and attributes for styles, which a strict Content-Security-Policy forbids."""
    style = found["style"]
    names = [found["class"] or "", *(name for written, name in _LOOKS.items() if written in style)]
    classes = " ".join(filter(None, names))
    colour = style.partition("color:")[2].partition(";")[0] if style.startswith("color:") else ""
    return (f' class="{classes}"' if classes else "") + (f' mathcolor="{colour}"' if colour else "")
