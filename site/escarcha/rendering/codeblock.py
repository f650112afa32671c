"""Code blocks: their colours, and what is said of single lines.

Only class names are written, never styles; ``static/css/50-code.css`` gives them their looks. Line numbers
are an attribute that the style sheet shows, so nobody copies them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.figures.templates import HOLES
from escarcha.figures.variables import CodeFigure
from escarcha.highlighting import highlight, language_name
from escarcha.notes.slugs import slugify
from escarcha.rendering.notes import take_calls

if TYPE_CHECKING:
    from escarcha.figures.templates import Figures
    from escarcha.markup import Fence
    from escarcha.markup.stash import InlineCode, Notes

_NOTATION = re.compile(
    r"[ \t]*(?:#|//|--|;|%|<!--|/\*|\{#)[ \t]*\[!code (?P<what>\+\+|--|hl|highlight|focus)\]"
    r"[ \t]*(?:-->|\*/|#\})?[ \t]*$",
    re.MULTILINE,
)
_NOTE = re.compile(
    r"[ \t]*(?:#|//|--|;|%|<!--|/\*|\{#)[ \t]*\((?P<number>\d{1,2})\)[ \t]*(?:-->|\*/|#\})?[ \t]*$",
    re.MULTILINE,
)
_HIGHLIGHT = re.compile(
    r"[ \t]*(?:#|//|--|;|%|<!--|/\*|\{/\*|\{#)[ \t]*highlight-(?P<what>next-line|start|end)"
    r"[ \t]*(?:-->|\*/\}?|#\})?[ \t]*"
)
_CLASSES = {"++": "added", "--": "removed"}
_HIDDEN = re.compile(
    r"^[^\n]*?(?:#|//|--|;|%|<!--|/\*|\{#)[ \t]*\[!code hide\][ \t]*(?:-->|\*/|#\})?[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)


def draw_code(
    code: str, fence: Fence, figures: Figures, *, is_example: bool = False, notes: Notes | None = None
) -> str:
    """Return the HTML of a code block.

    Lines are marked by the fence's options or, as VitePress has it, by a comment at their end:
    ``# [!code ++]``, ``# [!code --]`` or ``# [!code hl]``, which is not shown; nor is a line that ends with
    ``# [!code hide]``, which an example needs and readers do not. Docusaurus's ``# highlight-next-line`` is
    read as well.

    With the option ``notes``, a comment that holds a number in brackets, ``# (1)``, is the call of a note: of
    the list below the block. With ``id=app`` and numbers, each line has an anchor, ``app-5``.

    Args:
        code: its text; ends in a newline unless empty.
        fence: what stands after its opening marks.
        figures: that draw what stands around it.
        is_example: whether it belongs to an Example.
        notes: the list of notes right below it, which any of its comments may call.

    Raises:
        EscarchaError: if the template of the figure fails.
    """
    code, noted = _take_notations(code)
    looks = {
        "marked": fence.marked | noted.get("marked", frozenset()),
        "added": fence.added | noted.get("added", frozenset()),
        "removed": fence.removed | noted.get("removed", frozenset()),
    }
    calls: dict[int, str] = {}
    if notes:
        code, calls = take_calls(code, notes, highlight(code, fence.language))
    elif "notes" in fence.options:
        code, calls = _take_notes(code)
    coloured = highlight(code, fence.language)
    if fence.first_number is not None or any(looks.values()) or (calls and not notes):
        coloured = _wrap_lines(coloured, looks, fence, calls)
    elif calls:
        lines = coloured.split("\n")
        coloured = "\n".join([f"{line}{calls.get(number, '')}" for number, line in enumerate(lines, 1)])
    language, count = fence.language, code.count("\n")
    figure = CodeFigure(HOLES[0], language, language_name(language), fence.title, count, is_example)
    before, after = figures.shell(figure)
    return f"{before}{coloured}{after}"


def _take_notations(code: str) -> tuple[str, dict[str, frozenset[int]]]:
    """Take the comments that mark lines out of the code; return it and the lines of each look."""
    noted: dict[str, set[int]] = {}
    if "highlight-" in code:
        code, noted["marked"] = _take_highlights(code)
    if "[!code " not in code:
        return code, {look: frozenset(lines) for look, lines in noted.items()}
    code = _HIDDEN.sub("", code)
    for found in _NOTATION.finditer(code):
        line = code.count("\n", 0, found.start("what")) + 1
        noted.setdefault(_CLASSES.get(found["what"], "marked"), set()).add(line)
    return _NOTATION.sub("", code), {look: frozenset(lines) for look, lines in noted.items()}


def shown_lines(code: str) -> tuple[str, frozenset[int]]:
    """Return code without the comments that mark lines, and the numbers of the lines that are not shown."""
    lines = code.split("\n")
    hidden = {
        number
        for number, line in enumerate(lines, 1)
        if _HIDDEN.fullmatch(line) or _HIGHLIGHT.fullmatch(line)
    }
    return _NOTATION.sub("", code), frozenset(hidden)


def _take_highlights(code: str) -> tuple[str, set[int]]:
    """Take the lines out that say, as Docusaurus has it, which others to mark; return the code and those."""
    left: list[str] = []
    marked: set[int] = set()
    is_open = False
    for line in code.split("\n"):
        if found := _HIGHLIGHT.fullmatch(line):
            if found["what"] == "next-line":
                marked.add(len(left) + 1)
            else:
                is_open = found["what"] == "start"
            continue
        left.append(line)
        if is_open:
            marked.add(len(left))
    return "\n".join(left), marked


def _take_notes(code: str) -> tuple[str, dict[int, str]]:
    """Take the calls of notes out of the code; return it and the mark of the note of each line."""
    notes = {
        code.count("\n", 0, found.start("number")) + 1: f'<b class="note" data-note="{found["number"]}"></b>'
        for found in _NOTE.finditer(code)
    }
    return _NOTE.sub("", code), notes


def _wrap_lines(coloured: str, looks: dict[str, frozenset[int]], fence: Fence, calls: dict[int, str]) -> str:
    """Put every line into an element of its own; no colour goes on from one line to the next."""
    wrapped = []
    first_number, name = fence.first_number, slugify(fence.options.get("id", ""))
    for number, line in enumerate(coloured.removesuffix("\n").split("\n"), 1):
        names = " ".join(["line", *(look for look, lines in looks.items() if number in lines)])
        shown, link = "", ""
        if first_number is not None:
            at = first_number + number - 1
            shown = f' data-line="{at}"'
            if name:
                # Who hears the page has no use for a link at each line.
                shown = f' id="{name}-{at}"'
                link = f'<a href="#{name}-{at}" data-line="{at}" tabindex="-1" aria-hidden="true"></a>'
        note = calls.get(number, "")
        tag = "del" if number in looks["removed"] else "ins" if number in looks["added"] else "span"
        wrapped.append(f'<{tag} class="{names}"{shown}>{link}{line}{note}\n</{tag}>')
    return "".join(wrapped)


def draw_inline(code: InlineCode) -> str:
    """Return the HTML of code in a line that names its language."""
    coloured = highlight(code.code, code.language).rstrip("\n")
    return f'<code class="language-{escape(code.language)}">{coloured}</code>'
