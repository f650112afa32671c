"""Pygments: code to coloured HTML.

Only short class names are written, never styles; ``static/css/50-code.css`` gives them their colours.
"""

from __future__ import annotations

import functools
import html
import re
from typing import TYPE_CHECKING

from markupsafe import escape
from pygments.lexers import find_lexer_class_for_filename, get_lexer_by_name
from pygments.token import (
    STANDARD_TYPES,
    Comment,
    Error,
    Escape,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    Text,
    Token,
)
from pygments.util import ClassNotFound

from escarcha.highlighting.lexing import take_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.lexer import Lexer
    from pygments.token import _TokenType

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

MAX_COLOURED, MAX_LINE, MAX_STRETCH = 50_000, 5_000, 2_000
"""Characters of a code block, of one of its lines, and of what stands between two signs."""

_SIGN = re.compile(r"[^\w\s.\[\]$<>?*&@]")

_DRAWN = {
    Text: (Token,),
    Comment: (Comment, String.Doc),
    Keyword: (Keyword,),
    Keyword.Namespace: (
        *(Keyword.Constant, Keyword.Declaration, Keyword.Namespace, Keyword.Pseudo),
        *(Keyword.Reserved, Keyword.Type, Operator.Word, Name.Tag),
    ),
    Name.Function: (Name.Function, Name.Class),
    Name.Builtin: (Name.Function.Magic, Name.Builtin, Name.Exception, Name.Label),
    Name.Attribute: (Name.Attribute, Name.Decorator, Comment.Preproc),
    Number: (Number, Name.Constant, Name.Entity, String.Escape, String.Interpol, Escape),
    String: (String, Literal.Date),
    Error: (Error,),
    Generic.Subheading: (Generic.Subheading, Comment.PreprocFile),
}
_ITSELF = (
    *(Generic.Deleted, Generic.Inserted, Generic.Emph, Generic.Strong, Generic.EmphStrong),
    *(Generic.Heading, Generic.Prompt, Generic.Output, Generic.Error, Generic.Traceback),
)
_LOOKS = {kind: look for look, kinds in _DRAWN.items() for kind in kinds} | {kind: kind for kind in _ITSELF}
"""As what a kind of token is drawn, and every kind below it that has no line of its own.

Pygments tells some eighty kinds apart, and the style sheet a dozen. Plain names, signs and spaces, most of
all code, need no element: a page full of code has half the elements, and weighs less.
"""

_NAMES = {
    "Bash Session": "Consola",
    "Batchfile": "Batch",
    "Django/Jinja": "Jinja",
    "Docker": "Dockerfile",
    "HTML+Django/Jinja": "HTML + Jinja",
    "Nginx configuration file": "Nginx",
    "PowerShell Session": "PowerShell",
    "Python console session": "Python",
    "Text only": "",
}
"""What readers call a language where Pygments says otherwise."""


def knows(language: str) -> bool:
    """Tell whether a language has a lexer or needs none."""
    return language.lower() in PLAIN or _lexer(language.lower()) is not None


def language_name(language: str) -> str:
    """Return what readers call a language: Pygments' name for it, else the author's; empty for plain text."""
    name = language.lower()
    lexer = None if name in PLAIN else _lexer(name)
    return _NAMES.get(lexer.name, lexer.name) if lexer else language if name not in PLAIN else ""


def language_of_file(name: str) -> str:
    """Return the language of a file, by its name alone; empty if no lexer is made for such files."""
    lexer = find_lexer_class_for_filename(name)
    return str(lexer.aliases[0]) if lexer and lexer.aliases else ""


def highlight(code: str, language: str) -> str:
    """Colour code; what no lexer knows, or is too long, is escaped and left plain.

    Args:
        code: as it stands in the note; ends in a newline, as HTML's ``pre`` and CommonMark have it.
        language: as it stands in the note.

    Returns:
        HTML for the inside of ``<code>``; every element ends on the line on which it begins.
    """
    name = language.lower()
    lexer = None if name in PLAIN else _lexer(name)
    if lexer is None or not code or lexer.name == "Text only" or too_long(code):
        return str(escape(code))
    return _draw(lexer.get_tokens(code))


def too_long(code: str) -> str:
    """Say in what code is too long for colours, whatever its language; empty if it is not.

    The time of some lexers grows with the square of a text in which nothing stops them: C#, Java and C look
    from every word for the sign behind the words that follow, Make, YAML and TypeScript for the end of the
    line. What people write stops them soon, so that the whole may be long where its parts are not.
    """
    if len(code) > MAX_COLOURED:
        return f"pasa de {MAX_COLOURED // 1000} 000 caracteres"
    if len(code) > MAX_STRETCH:
        if max(map(len, code.split("\n"))) > MAX_LINE:
            return f"una línea pasa de {MAX_LINE} caracteres"
        if max(map(len, _SIGN.split(code))) > MAX_STRETCH:
            return f"tiene más de {MAX_STRETCH} caracteres seguidos sin un signo"
    return ""


def _draw(tokens: Iterable[tuple[_TokenType, str]]) -> str:
    """Draw tokens; neighbours that look alike are one."""
    drawn = []
    look = run = ""
    for kind, text in tokens:
        if _look(kind) == look:
            run += text
        elif text:
            drawn.append(_element(look, run))
            look, run = _look(kind), text
    return "".join([*drawn, _element(look, run)])


def _element(look: str, text: str) -> str:
    text = html.escape(text, quote=False)
    if not look:
        return text
    return "\n".join([line and f'<span class="{look}">{line}</span>' for line in text.split("\n")])


@functools.cache
def _look(kind: _TokenType) -> str:
    """Find the class name of a kind of token; empty for what needs no element."""
    return STANDARD_TYPES[_LOOKS[kind]] if kind in _LOOKS else _look(kind.parent)


@functools.cache
def _lexer(name: str) -> Lexer | None:
    take_over()
    try:
        return get_lexer_by_name(ALIASES.get(name, name), stripnl=False)
    except ClassNotFound:
        return None
