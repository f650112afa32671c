"""Pygments: code to coloured HTML.

Only short class names are written, never styles; ``static/css/50-code.css`` gives them their colours.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pygments
from markupsafe import escape
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from pygments.lexer import Lexer

PLAIN = frozenset(
    [
        "",
        "txt",
        "text",
        "plain",
        "plaintext",
        "none",
        "output",
        "csv",
        "git",
        "gitignore",
        "log",
        "regex",
        "mermaid",
    ]
)
"""Words for «no colours»; nobody is told that these have no lexer."""

ALIASES = {
    "jinja2": "jinja",
    "html+jinja2": "html+jinja",
    "jinja+html": "html+jinja",
    "htmlj": "html+jinja",
    "cmd": "bat",
    "ps": "powershell",
    "cli": "console",
    "dotnetcli": "console",
    "terminal": "console",
    "sh-session": "console",
    "jsonc": "json5",
    "env": "ini",
    "dotenv": "ini",
    "svelte": "html",
    "xaml": "xml",
    "curl": "bash",
}
"""Names people give languages that Pygments calls otherwise."""


def knows(language: str) -> bool:
    """Tell whether a language has a lexer or needs none."""
    return language.lower() in PLAIN or _lexer(language.lower()) is not None


def highlight(code: str, language: str, marked: frozenset[int] = frozenset()) -> str:
    """Colour code; what no lexer knows is escaped and left plain.

    Args:
        code: as it stands in the note; ends in a newline, as HTML's ``pre`` and CommonMark have it.
        language: as it stands in the note.
        marked: numbers of the lines to mark, from 1.

    Returns:
        HTML for the inside of ``<code>``.
    """
    name = language.lower()
    lexer = _lexer("text" if name in PLAIN else name) or _lexer("text")
    if lexer is None or not code or (not marked and lexer.name == "Text only"):
        return str(escape(code))
    tokens = lexer.get_tokens(code)
    return str(pygments.format(tokens, _formatter(marked)))


@functools.cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(ALIASES.get(name, name), stripnl=False)
    except ClassNotFound:
        return None


@functools.lru_cache(maxsize=64)
def _formatter(marked: frozenset[int]) -> HtmlFormatter[str]:
    # Kept, because each new formatter works out a whole style sheet.
    return HtmlFormatter(nowrap=True, hl_lines=sorted(marked))
