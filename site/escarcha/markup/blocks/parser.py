"""The blocks of a note, found by markdown-it-py as GitHub finds them; hardly a rule is tried in vain.

Where the two part ways the rules are those of cmark-gfm, GitHub's own parser: what a line may begin that its
container does not go on with (here), paragraphs and raw HTML (``text.py``), tables (``tables.py``).
"""

from __future__ import annotations

import functools
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt, rules_block
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from escarcha.markup.blocks.callouts import callouts_plugin, hinted
from escarcha.markup.blocks.names import MARK, name_blocks
from escarcha.markup.blocks.state import DIALECT, GITHUB, MATERIAL
from escarcha.markup.blocks.tab_groups import tab_groups_plugin
from escarcha.markup.blocks.tables import table
from escarcha.markup.blocks.text import CODE_INDENT, code, definitions, html, quote, text
from escarcha.markup.comments import comments_plugin
from escarcha.markup.fences import START, read_info
from escarcha.markup.formulas import formulas_plugin
from escarcha.markup.material.captions import captions
from escarcha.markup.material.elements import elements
from escarcha.markup.material.formulas import bracketed_formulas
from escarcha.markup.material.html import markdown_in_html
from escarcha.markup.material.snippets import named_snippets, snippets

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.ruler import Rule
    from markdown_it.token import Token


MAX_NESTING = 60
"""Levels of lists, items and quotes; what lies deeper would be dropped."""


def find_blocks(text: str, dialect: str = GITHUB) -> tuple[list[Token], dict[str, Any]]:
    """Find the blocks of a text, in time linear in its length.

    Args:
        text: the text.
        dialect: in which it is written.

    Returns:
        The tokens, which count lines from 0; and the reference definitions by their labels, each with
        ``href``, ``title`` and ``map``, the lines of the first that has this label, and ``others``, those of
        the others.
    """
    env: dict[str, Any] = {DIALECT: dialect}
    tokens = _block_parser(dialect).parse(text, env)
    references = env.get("references", {})
    for other in env.get("duplicate_refs", ()):
        references[other["label"]].setdefault("others", []).append(other["map"])
    if START in text:
        hinted(tokens)
    return name_blocks(tokens) if MARK in text else tokens, references


def included_files(body: str) -> tuple[str, ...]:
    """Return the names of the files that a note shows, each once: by fences, and as pymdownx has them.

    Args:
        body: the note's text.
    """
    named = tuple(dict.fromkeys(named_snippets(body)))
    if "include=" not in body:  # most notes: without the word there is no fence that could
        return named
    fences = (read_info(token.info) for token in find_blocks(body)[0] if token.type == "fence")
    names = (fence.options.get("include", "") for fence in fences)
    return tuple(dict.fromkeys(filter(None, [*names, *named])))


@functools.cache
def _block_parser(dialect: str) -> MarkdownIt:
    """Set up markdown-it for blocks alone: CommonMark's, GitHub's and our own, and those of a dialect."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.core.ruler.enableOnly(["block"])
    parser.block = GithubBlocks()
    parser.use(deflist_plugin).use(callouts_plugin).use(formulas_plugin).use(comments_plugin)
    parser.use(tab_groups_plugin)
    if dialect == MATERIAL:
        parser.use(markdown_in_html).use(captions).use(elements).use(bracketed_formulas).use(snippets)
    for rule in list(parser.block.ruler.__rules__):
        if rule.name in _CONTAINERS:
            rule.fn = _container(rule.fn)
        if rule.name == "deflist":
            rule.fn = definitions(rule.fn)
    return parser


class Lines(rules_block.StateBlock):
    """The lines of a note, and how far their reading has come."""

    def __init__(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> None:
        # Markdown-it finds the lines sign by sign, which takes a sixth of the time for all blocks.
        super().__init__("", md, env, tokens)
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        shifts = [len(line) - len(line.lstrip(" \t")) for line in lines]
        # Behind the last line there is one more, which is empty.
        self.src, self.lineMax = src, len(lines)
        self.bMarks = list(accumulate([len(line) + 1 for line in lines], initial=0))
        self.eMarks = [begin + len(line) for begin, line in zip(self.bMarks, lines, strict=False)]
        self.bMarks[-1] = len(src)
        self.eMarks.append(len(src))
        self.tShift = [*shifts, 0]
        self.sCount = [
            len(line[:shift].expandtabs(CODE_INDENT)) if shift and "\t" in line else shift
            for line, shift in zip(lines, shifts, strict=True)
        ]
        self.sCount.append(0)
        self.bsCount = [0] * (len(lines) + 1)
        # The indents of the containers around the innermost, up to a quote, which counts anew.
        self.outer: list[int] = []

    def is_code_block(self, line: int) -> bool:
        """Tell whether a line is too deep for anything but code, or for anything but going on a paragraph.

        In a line that the innermost container does not go on with, the depth is counted from the last one
        that does. A line that a quote has taken for its own has a negative indent, and begins nothing.
        """
        indent = self.sCount[line]
        if indent >= self.blkIndent:
            return indent - self.blkIndent >= CODE_INDENT
        reached = max((outer for outer in self.outer if outer <= indent), default=0)
        return indent < 0 or indent - reached >= CODE_INDENT


class GithubBlocks(ParserBlock):
    """Markdown-it's block parser with our rules."""

    def __init__(self) -> None:
        self.ruler = _Rules()
        interrupts = ["paragraph", "reference", "blockquote"]
        for name, rule, chains in (
            ("code", code, []),
            ("fence", rules_block.fence, [*interrupts, "list"]),
            ("blockquote", quote, [*interrupts, "list"]),
            ("hr", rules_block.hr, [*interrupts, "list"]),
            ("list", rules_block.list_block, interrupts),
            ("footnote_def", footnote_def, ["paragraph", "reference"]),
            ("reference", rules_block.reference, []),
            ("html_block", html, interrupts),
            ("heading", rules_block.heading, interrupts),
            ("table", table, ["paragraph", "reference"]),
            ("paragraph", text, []),
        ):
            self.ruler.push(name, rule, {"alt": chains})

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: MutableMapping[str, Any],
        outTokens: list[Token],  # noqa: N803 - markdown-it's name
    ) -> list[Token]:
        """Add the tokens of a text to a list, and return it."""
        state = Lines(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return outTokens


_BEGIN_WITH = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "footnote_def": "[",
    "callout_alert": "[",
    "callout_admonition": "!?=",
    "callout_fenced": ":/",
    "formula": "$",
    "comment": "%",
    "html_markdown": "<",
    "snippet": "-",
    "tab_items": "<",
    "code_group": ":",
    "caption": "/",
    "element": "/",
    "formula_bracketed": "\\",
}
"""The signs that blocks begin with. Each line of a paragraph is tried for each of them, mostly in vain."""

_SIGNS = frozenset("".join(_BEGIN_WITH.values()))
_CONTAINERS = (
    *("list", "footnote_def", "deflist", "callout_admonition", "callout_fenced"),
    *("html_markdown", "caption", "element", "tab_items", "code_group"),
)


class _Rules(Ruler["RuleFuncBlockType"]):
    """Rules for blocks, of which those alone are tried on a line that may begin as it does."""

    def __compile__(self) -> None:
        chains = {chain for rule in self.__rules__ for chain in rule.alt}
        self.__cache__ = {
            chain: [_any_of([rule for rule in self.__rules__ if not chain or chain in rule.alt])]
            for chain in ("", *chains)
        }


def _any_of(rules: list[Rule[RuleFuncBlockType]]) -> RuleFuncBlockType:
    """Make one rule of many."""
    others = tuple(rule.fn for rule in rules if rule.name not in _BEGIN_WITH)
    by_sign = {
        sign: tuple(rule.fn for rule in rules if sign in _BEGIN_WITH.get(rule.name, sign)) for sign in _SIGNS
    }

    def any_of(state: rules_block.StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
        at = state.bMarks[start] + state.tShift[start]
        sign = state.src[at] if at < state.eMarks[start] else ""
        for rule in by_sign.get(sign, others):  # noqa: SIM110 - a generator costs more than the rules
            if rule(state, start, end, silent):
                return True
        return False

    return any_of


def _container(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Have a rule tell the lines inside of what is around them."""

    def inside(state: rules_block.StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
        if silent or not isinstance(state, Lines):
            return rule(state, start, end, silent)
        outer = state.outer
        state.outer = [*([] if state.parentType == "blockquote" else outer), state.blkIndent]
        found = rule(state, start, end, silent)
        state.outer = outer
        return found

    return inside
