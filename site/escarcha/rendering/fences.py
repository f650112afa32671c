"""Code fences: their info strings, and the HTML of a code block.

GitHub lets anything follow the opening marks (``rust,ignore``, ``js {1,3}``, ``python run title="app.py"``);
superfences reads a smaller language and takes the rest for prose. So the info strings are taken out
before Markdown sees them, and found again by number when the block is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from escarcha.notes.header import Remark
from escarcha.problems import Code, Severity
from escarcha.rendering.highlight import highlight, knows

OPEN, CLOSE = "\ufdd2", "\ufdd3"
"""Noncharacters: no text may hold them, so they mark our own places in it.

https://www.unicode.org/faq/private_use.html#nonchar1
"""

_FENCE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])(?=[ \t])[ \t>]*)*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$"
)
_WORD = re.compile(r"\{?\.?(?P<language>[^\s,:{}=]*)(?P<rest>.*)")
_OPTION = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*)(?:=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,}]+)))?"""
)
_LINES = re.compile(r"\{([\d,\s-]+)\}")
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Fence:
    """What stands after the opening marks of a code block.

    Args:
        info: the whole info string.
        line: of the note's body, from 1.
        language: its first word, as written.
        options: every ``key=value`` and bare word after it; bare words have an empty value.
    """

    info: str
    line: int
    language: str
    options: dict[str, str]

    @property
    def title(self) -> str:
        """The file name or caption to show above the code."""
        return self.options.get("title", "")

    @property
    def marked(self) -> frozenset[int]:
        """The lines to mark: ``hl="3-5,8"``, ``hl_lines="1 3"`` or ``{1,3}``."""
        braces = _LINES.search(self.info)
        asked = self.options.get("hl") or self.options.get("hl_lines") or (braces[1] if braces else "")
        lines: set[int] = set()
        for first, last in _RANGE.findall(asked):
            lines.update(range(int(first), min(int(last or first), int(first) + 9999) + 1))
        return frozenset(lines)


def read_info(info: str, line: int) -> Fence:
    """Read an info string: a language, then options."""
    word = _WORD.match(info.strip())
    language, rest = (word["language"], word["rest"]) if word else ("", "")
    if rest.startswith("="):  # an option, and no language before it
        language, rest = "", info
    options = {
        option["key"]: option["double"] or option["single"] or option["bare"] or ""
        for option in _OPTION.finditer(rest)
    }
    return Fence(info.strip(), line, language, options)


def take_infos(body: str) -> tuple[str, list[Fence]]:
    """Replace each opening fence's info string by a number that superfences accepts.

    Returns:
        The text, and the fences by that number.
    """
    fences: list[Fence] = []
    lines = body.split("\n")
    mark = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence is None:
            continue
        info = fence["info"].strip()
        if mark:
            if not info and fence["mark"].startswith(mark):
                lines[number] = f"{fence['before']}{mark}"  # it may be longer; superfences wants it alike
                mark = ""
        elif not (fence["mark"][0] == "`" and "`" in info):
            mark = fence["mark"]
            lines[number] = f'{fence["before"]}{mark}x n="{OPEN}{len(fences)}{CLOSE}"'
            fences.append(read_info(info, number + 1))
    return "\n".join(lines), fences


def give_back_infos(html: str, fences: list[Fence]) -> str:
    """Restore the info strings of what turned out to be no fence, as inside an indented code block."""

    def restore(found: re.Match[str]) -> str:
        number = int(found[1])
        return str(escape(fences[number].info)) if number < len(fences) else ""

    return re.sub(rf'x n=(?:"|&quot;){OPEN}(\d+){CLOSE}(?:"|&quot;)', restore, html)


class FenceDrawer:
    """Draws code blocks for superfences; one per Renderer, told of each new note's fences."""

    def __init__(self) -> None:
        self.fences: list[Fence] = []
        self.remarks: list[Remark] = []

    def begin(self, fences: list[Fence]) -> None:
        """Start a new note."""
        self.fences, self.remarks = fences, []

    def accept(self, language: str, inputs: dict[str, str], options: dict[str, Any], *_: object) -> bool:
        """Accept a fence; superfences calls this with what it read after the opening marks."""
        number = inputs.get("n", "").strip(OPEN + CLOSE)
        options["fence"] = self.fences[int(number)] if number.isdecimal() else read_info(language, 1)
        return True

    def draw(
        self, source: str, _language: str, _class: str, options: dict[str, Any], *_: object, **__: object
    ) -> str:
        """Return the HTML of a code block."""
        fence: Fence = options["fence"]
        language = fence.language
        if not knows(language) and not any(fence.language in remark.cause for remark in self.remarks):
            cause = f"no hay colores para el lenguaje «{language}»; el código se publica sin ellos."
            self.remarks.append(Remark(Code.UNKNOWN_LANGUAGE, fence.line, cause, "", Severity.HINT))
        coloured = highlight(f"{source}\n" if source else "", language, fence.marked)
        caption = f"<figcaption>{escape(fence.title)}</figcaption>" if fence.title else ""
        kind = f' class="language-{escape(language)}"' if language else ""
        return f'<figure class="code">{caption}<pre tabindex="0"><code{kind}>{coloured}</code></pre></figure>'
