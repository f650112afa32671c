"""The title of a note: header, else first H1, else file name. And Markdown as plain words."""

from __future__ import annotations

import html
import re
import unicodedata

from escarcha.problems import printable

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_ATX = re.compile(r" {0,3}#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}=+[ \t]*$")
_NUMBER = re.compile(r"^(?!\d{4}-\d\d(?!\d))\d+(?:\.\d+)*(?:[-_ )]|\.(?!\d))[-_. )]*(?=\S)")
"""``02-`` or ``1. `` at the start of a name, there for its place in the order; dates and versions stay."""

_GAP = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")

_LITERAL = re.compile(r"(?P<mark>`+)(?P<code>.+?)(?P=mark)(?!`)|\\(?P<sign>[!-/:-@\[-`{-~])")
_KEPT = re.compile(r"\0(\d+)\0")
_INLINE = (
    (re.compile(r"<!--.*?-->"), ""),
    (re.compile(r"[ \t]*\{:?[ \t]*#[\w-]+[ \t]*\}$"), ""),  # an explicit id, as MkDocs authors write it
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
)


MAX_TITLE = 500
"""Characters of a line that may become a title; the expressions above need time in the square of them."""


def first_heading(body: str) -> str | None:
    """Return the text of the first level-one heading outside of code, without its markup."""
    fence = ""
    previous = ""
    for line in body.split("\n"):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif not fence:
            heading = _ATX.match(line[:MAX_TITLE])
            text = heading[1] if heading else previous if _SETEXT.match(line) else ""
            if words := plain(text):
                return words
        previous = "" if fence else line.strip()
    return None


def plain(markdown: str) -> str:
    """Strip the inline markup from one line of Markdown."""
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        literals.append(found["code"] or found["sign"])
        return f"\0{len(literals) - 1}\0"

    # Code and escaped signs are taken out first, so that ``__init__`` in a heading keeps its lines.
    text = _LITERAL.sub(keep, markdown[:MAX_TITLE].replace("\0", ""))
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    text = _KEPT.sub(lambda found: literals[int(found[1])], html.unescape(text))
    return " ".join(printable(text).split())


def name_title(name: str) -> str:
    """Make a title of a file or folder name: ``02-bucles_for`` → ``Bucles for``."""
    text = unicodedata.normalize("NFC", name)
    text = _NUMBER.sub("", text) or text
    words = " ".join(printable(text).split() if " " in text else _GAP.split(printable(text)))
    words = words.strip() or printable(name)
    return words[:1].upper() + words[1:]
