r"""LaTeX as MathJax takes it, from GitHub and Obsidian, written as the library wants it.

1. Definitions: of a name that is taken too (``\newcommand{\R}``), and ``\DeclareMathOperator``.
2. Environments that the library has by another name.
3. Numbers, by ``numbering.py``.
"""

from __future__ import annotations

import re

from escarcha.rendering.numbering import number

_NAME = r"(?:\{\s*(?P<name>\\(?:[A-Za-z]+|[^A-Za-z]))\s*\}|(?P<bare>\\(?:[A-Za-z]+|[^A-Za-z])))"
_COMMAND = re.compile(rf"\\(?:re)?newcommand\*?\s*{_NAME}\s*(?:\[(?P<many>[1-9])\]\s*)?(?=\{{)")
_OPERATOR = re.compile(rf"\\DeclareMathOperator(?P<star>\*?)\s*{_NAME}\s*(?P<text>\{{[^{{}}]*\}})")

_ALIASES = {
    "split": "aligned",
    "alignedat": "aligned",
    "alignat": "align",
    "alignat*": "align*",
    "flalign": "align",
    "flalign*": "align*",
    "smallmatrix": "matrix",
}
_ALIAS = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<name>split|smallmatrix|(?:flalign|alignat)\*?|alignedat)\}"
    r"(?:(?<=at\})\{\d+\}|(?<=at\*\})\{\d+\})?"
)
_RULES = re.compile(r"\\hline\s*(?:\\hline(?![A-Za-z])\s*)+")


def prepare(latex: str, *, is_display: bool) -> str:
    """Write a formula as the library wants it.

    Args:
        latex: without its dollar signs.
        is_display: whether it stands on a line of its own, so that it can have a number.
    """
    if "\\" not in latex:
        return latex
    latex = _OPERATOR.sub(_define_operator, _COMMAND.sub(_define_command, latex))
    latex = _RULES.sub(r"\\hline ", _ALIAS.sub(_rename, latex))
    return number(latex, is_display=is_display)


def _define_command(found: re.Match[str]) -> str:
    parameters = "".join(f"#{number}" for number in range(1, int(found["many"] or 0) + 1))
    return f"\\def{found['name'] or found['bare']}{parameters}"


def _define_operator(found: re.Match[str]) -> str:
    return f"\\def{found['name'] or found['bare']}{{\\operatorname{found['star']}{found['text']}}}"


def _rename(found: re.Match[str]) -> str:
    return f"\\{found['edge']}{{{_ALIASES[found['name']]}}}"
