"""Formulas: LaTeX between dollar signs, as GitHub and Obsidian write it.

``$x^2$`` and ``$`x^2`$`` in a line, ``$$…$$`` for a formula of its own.

When a dollar sign is money: the rules are GitHub's and pandoc's. No blank stands inside next to a sign, and
no letter or digit outside: «entre $5 y $10» holds no formula. Nor do they where an amount begins at the first
sign and words follow it up to another amount or currency: «de $100 a 90$», «$10 (unos 9 US$)».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor

from escarcha.markup.blocks.state import lines_inside, text_of
from escarcha.markup.lines import line_of
from escarcha.markup.stash import Formula

if TYPE_CHECKING:
    import re

    import markdown
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from escarcha.markup.stash import Stash


class FormulaPattern(InlineProcessor):
    """Stashes formulas, so that no other pattern sees what is in them.

    Args:
        pattern: whose group ``latex`` is the formula.
        md: the Markdown instance.
        stash: takes them up.
        needs: what stands in every match.
    """

    def __init__(self, pattern: str, md: markdown.Markdown, stash: Stash, needs: str = "$") -> None:
        super().__init__(pattern, md)
        self._stash, self.needs = stash, needs

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # as InlineProcessor has it
        """Return the mark that stands for a formula, and its place."""
        if m["latex"] is None:
            return None, None, None
        formula = Formula(m["latex"].strip(), is_display=m[0].startswith(("$$", "\\[")), line=line_of(m))
        return self._stash.add(formula), m.start(), m.end()


# A sign that is escaped opens nothing; without its alternative, each of \$$ \$$ would look for an end.
_DISPLAY = r"\\.|\$\$(?!\s*\$\$)(?P<latex>(?:[^$\\]|\\.|\$(?!\$))+?)\$\$"
_IN_CODE = r"(?<![\w\\$])\$`(?P<latex>[^`\n]+)`\$(?!\w)"

_WORDS = (
    r"(?:a|al|o|ó|y|e|u|de|del|en|el|la|los|las|un|una|uno|unos|unas|por|con|para|hasta|ni|que|es|son|más|menos|"
    r"or|to|and|the|per|is|are|cada|(?!(?:senh|cosh|tanh|sinh|coth|sech|arcsen|arcsin|arccos|arctan|arctg|"
    r"cotg|cosec|grad|traza|rank|argmin|argmax)\b)[a-záéíóúüñ]{4,})"
)
_CURRENCIES = "US|AU|CA|NZ|HK|SG|MX|AR|CO|CL|UY|RD|NT|BZ|TT|EC|CU"
_PROSE = rf"[^$\\^_{{}}]*?(?:[€£«»“”¿¡…]|(?<=[\s(\"'/,;.]){_WORDS}(?=[\s)\"',;:.?!/]))"
_AMOUNT = r"(?:[-−]?[.,]?\d)"
_ENDS = rf"[^$\\^_{{}}]*(?:(?<=[\d(«“\"'/¿¡])|(?<=\b[A-Z])|(?<=\b(?:{_CURRENCIES})))\$"
_WITH_CURRENCY = rf"[^$\\^_{{}}]*(?<=[\s(](?:{_CURRENCIES}))\$"
_CLOSED = r"[)»”’\"]"
_MONEY = rf"(?:(?:{_AMOUNT}|{_CLOSED})(?={_PROSE}){_ENDS}|{_AMOUNT}{_WITH_CURRENCY})"
"""What stands behind a sign that is money: an amount, or what closes the words that the sign ends; in the end
an amount again, a currency (``US$``, ``R$``) or what opens other words.
"""

_IN_LINE = (
    rf"(?<![\w\\$])\$(?![\s$])(?!{_MONEY})"
    r"(?P<latex>(?:[^$\\\n]|\\.|(?<!\n)\n(?!\n))+?)(?<![\s\\])\$(?![\w$])"
)


def add_formulas(made: markdown.Markdown, stash: Stash) -> None:
    """Teach a Markdown instance formulas inside paragraphs; they are stashed."""
    # Python-Markdown reads code at 190 and escapes at 180; only the first spelling has to come before code.
    for pattern, name, priority in (
        (_IN_CODE, "formula_in_code", 191),
        (_DISPLAY, "formula_on_display", 188),
        (_IN_LINE, "formula", 187),
    ):
        made.inlinePatterns.register(FormulaPattern(pattern, made, stash), name, priority)


def formulas_plugin(parser: MarkdownIt) -> None:
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
