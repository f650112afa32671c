"""What is left in a note of another tool, which reads it where Escarcha does not: it is told, and stays text.

Each kind is told once a note, on its first line. Code is never looked at: it may be about these very tools.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import GITHUB, MATERIAL
from escarcha.markup.lines import without_code
from escarcha.problems import Code, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_AS_CODE = "Si es un ejemplo, ponlo entre acentos graves."


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of things that another tool reads.

    Args:
        tool: whose it is.
        sign: that stands in each of them.
        pattern: of what is told.
        remedy: what to do.
        dialect: in which alone it is told; in every one, if it is empty.
    """

    tool: str
    sign: str
    pattern: re.Pattern[str]
    remedy: str
    dialect: str = ""


def _kind(tool: str, sign: str, pattern: str, remedy: str, dialect: str = "") -> _Kind:
    return _Kind(tool, sign, re.compile(pattern, re.MULTILINE), remedy, dialect)


_KINDS = (
    _kind(
        "Hugo",
        "{{",
        r"\{\{[<%][ \t]+/?[ \t]*[\w/.-]+[^\n]{0,200}?[>%]\}\}",
        f"Cámbialo por Markdown: una imagen, un enlace, un recuadro. {_AS_CODE}",
    ),
    _kind(
        "Jekyll o GitBook",
        "{%",
        r"\{%-?[ \t]*(?:include|include_relative|raw|highlight|link|post_url|gist|hint|tabs|tab|embed)"
        r"\b[^\n%]{0,200}%\}",
        f"Cámbialo por Markdown. {_AS_CODE}",
        GITHUB,
    ),
    _kind(
        "un complemento de MkDocs",
        "{",
        r"\{\*[ \t]+[./\w][^\n]{1,200}[ \t]\*\}|\{![ \t]*[./\w][^\n]{1,200}!\}",
        "Pon un bloque de código con «include=» y la ruta del archivo.",
    ),
    _kind(
        "mkdocs-macros",
        "{",
        r"\{\{(?![<%])[^\n{}]{1,200}\}\}|\{%-?[^\n%]{1,200}%\}",
        f"Escribe su valor, o genera la nota antes de congelar. {_AS_CODE}",
        MATERIAL,
    ),
    _kind(
        "mkdocstrings",
        ":::",
        r"^:::[ \t]+[A-Za-z_]\w*(?:\.\w+)+[ \t]*$",
        "Escarcha no importa código: copia aquí lo que se tenga que leer, o enlaza a su referencia.",
    ),
    _kind(
        "pymdownx (MkDocs, Zensical)",
        "8<",
        r"^-+8<-+[ \t]+[\"'][^\n]{1,200}",
        'Pon «dialect = "material"» en site.toml, o un bloque con «include=» y la ruta del archivo.',
        GITHUB,
    ),
    _kind(
        "MDX (Docusaurus, Starlight)",
        "port ",
        r"^(?:import[ \t]+[\w{][^\n]{0,200}?[ \t]from[ \t]+[\"'][^\n]{1,200}"
        r"|import[ \t]+[\"'][./@][^\n]{1,200}"
        r"|export[ \t]+(?:const|default|function|let)[ \t][^\n]{0,200})",
        "Bórralo: aquí no se ejecuta nada al ver la página. Si es código, ponlo en un bloque.",
    ),
    _kind(
        "MDX (Docusaurus, Starlight)",
        "<",
        r"<(?:Admonition|Aside|Card|CardGrid|CodeBlock|Columns?|DocCardList|FileTree|Icon|Image|LinkButton|LinkCard"
        r"|Steps|Tab|TabItem|BrowserWindow|Accordion|Callout)\b[^<>]{0,300}>",
        "Escríbelo en Markdown: lo que lleva entre comillas no se publica.",
    ),
    _kind(
        "VitePress",
        "<<<",
        r"^<<<[ \t]+[@./][^\n]{1,200}",
        "Pon un bloque de código con «include=» y la ruta del archivo.",
    ),
    _kind(
        "Templater (Obsidian)",
        "<%",
        r"<%[-_*]?[ \t]*tp\.[^\n]{1,200}",
        "Aplica la plantilla en Obsidian antes de congelar.",
    ),
)


def leftovers(tokens: Sequence[Token], lines: Sequence[str], dialect: str) -> Iterator[Remark]:
    """Yield a remark for each kind of thing in a note that another tool reads and nobody does here.

    Args:
        tokens: the blocks of the note, as markdown-it has found them.
        lines: of its text.
        dialect: in which it is written.
    """
    text = "\n".join(lines)
    waiting = [
        kind
        for kind in _KINDS
        if kind.sign in text and kind.dialect in {"", dialect} and kind.pattern.search(text)
    ]
    for number, token in enumerate(tokens if waiting else ()):
        if token.type == "inline":
            above = tokens[number - 1]
            line = above.map[0] + 1 if above.map else 1
        elif token.type in {"html_block", "table"} and token.map:
            line = token.map[0] + 1
        else:
            continue
        shown = without_code(token.content)
        for kind in list(waiting):
            if found := kind.pattern.search(shown):
                waiting.remove(kind)
                cause = f"«{_short(found[0])}» es de {kind.tool}, y aquí se queda en texto."
                at = line + shown.count("\n", 0, found.start())
                yield Remark(Code.FOREIGN_SYNTAX, at, cause, kind.remedy)
        if not waiting:
            return


_SHORT = 50


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1]}…"
