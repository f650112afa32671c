"""Code fences: their info strings, and the HTML of a code block.

GitHub lets anything follow the opening marks: ``rust,ignore``, ``js {1,3}``, ``python run title="app.py"``.
The first word is the language, whatever comes after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from escarcha.rendering.highlight import highlight

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
        language: its first word, as written.
        options: every ``key=value`` and bare word after it; bare words have an empty value.
    """

    info: str
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


def read_info(info: str) -> Fence:
    """Read an info string: a language, then options."""
    word = _WORD.match(info.strip())
    language, rest = (word["language"], word["rest"]) if word else ("", "")
    if rest.startswith("="):  # an option, and no language before it
        language, rest = "", info
    options = {
        option["key"]: option["double"] or option["single"] or option["bare"] or ""
        for option in _OPTION.finditer(rest)
    }
    return Fence(info.strip(), language, options)


def draw(code: str, fence: Fence) -> str:
    """Return the HTML of a code block.

    Args:
        code: its text; ends in a newline unless empty.
        fence: what stands after its opening marks.
    """
    language = fence.language
    caption = f"<figcaption>{escape(fence.title)}</figcaption>" if fence.title else ""
    kind = f' class="language-{escape(language)}"' if language else ""
    coloured = highlight(code, language, fence.marked)
    return f'<figure class="code">{caption}<pre tabindex="0"><code{kind}>{coloured}</code></pre></figure>'
