"""The blocks of a note, found by markdown-it-py as GitHub finds them; hardly a rule is tried in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import lheading
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from escarcha.rendering.callouts import callouts_plugin
from escarcha.rendering.comments import comments_plugin
from escarcha.rendering.dialect import MAX_NESTING
from escarcha.rendering.mathematics import mathematics_plugin

if TYPE_CHECKING:
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock


def make_block_parser() -> MarkdownIt:
    """Set up markdown-it for blocks alone: CommonMark's, GitHub's and our own."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.disable("inline")
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    parser.use(deflist_plugin)
    parser.use(callouts_plugin).use(mathematics_plugin).use(comments_plugin)
    for rule in list(parser.block.ruler.__rules__):
        if rule.name in _BEGIN_WITH:
            quick = _only_at(_BEGIN_WITH[rule.name], rule.fn)
            parser.block.ruler.at(rule.name, quick, {"alt": rule.alt})
    parser.block.ruler.at("lheading", _underlined_heading)
    return parser


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
}
"""The signs that blocks begin with. Each line of a paragraph is tried for each of them, mostly in vain."""


def _only_at(signs: str, rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Make of a rule one that does not look at lines which begin otherwise."""

    def quick(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
        at = state.bMarks[start] + state.tShift[start]
        return at < state.eMarks[start] and state.src[at] in signs and rule(state, start, end, silent)

    return quick


_LINES_AHEAD = 20
"""How far to look for an underline. To look on to the end would take time in the square of a hostile note."""


def _underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read a heading with a line of ``=`` or ``-`` under it; most paragraphs have no such line at all."""
    for line in range(start + 1, min(end, start + _LINES_AHEAD)):
        at = state.bMarks[line] + state.tShift[line]
        if at >= state.eMarks[line]:
            return False
        if state.src[at] in "=-":
            break
    return lheading(state, start, end, silent)
