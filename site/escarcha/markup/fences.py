"""Code fences: what their info strings ask for.

GitHub lets anything follow the opening marks: ``rust,ignore``, ``js {1,3}``, ``python run title="app.py"``.
The first word is the language, whatever comes after it. Options are understood in the spellings of the
generators that authors come from (Material for MkDocs, Docusaurus, VitePress, Starlight, pandoc).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

_WORD = re.compile(r"\{?\.?(?P<language>[^\s,:{}=]*)(?P<rest>.*)")
_OPTION = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*)"""
    r"""(?:=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{(?P<braces>[^}]*)\}|(?P<bare>[^\s,}]+)))?"""
)
_LINES = re.compile(r"(?<!=)\{([\d,\s-]+)\}")
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_FILE_NAME = re.compile(r"[^\s:]*:(?P<name>[\w./@+-]*\.\w+)(?=\s|$)|[^\"'\[]*\s\[(?P<tab>[^\]]+)\]")

_NUMBERED = ("numbers", "linenums", "showLineNumbers", "line-numbers", "numberLines")
_FIRST_NUMBER = ("numbers", "linenums", "line-numbers", "start", "startFrom")

START, TESTS, SOLUTION = "exercise", "tests", "solution"
ROLES = (START, TESTS, SOLUTION)
"""The options by which a block is part of an exercise."""


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
        """What to show above it: ``title="app.py"``, ``python:app.py``, ``js [app.js]``, ``file=app.py``."""
        named = _FILE_NAME.match(self.info)
        written = named["name"] or named["tab"] if named else ""
        return self.options.get("title") or written or self.options.get("file", "")

    @property
    def role(self) -> str:
        """Which part of an exercise it is: ``exercise``, ``tests``, ``solution``; empty of other code."""
        return next((role for role in ROLES if role in self.options), "")

    @property
    def marked(self) -> frozenset[int]:
        """The lines to mark: ``hl="3-5,8"``, ``hl_lines="1 3"`` or ``{1,3}``."""
        braces = _LINES.search(self.info)
        return _numbers(
            self.options.get("hl") or self.options.get("hl_lines") or (braces[1] if braces else "")
        )

    @property
    def added(self) -> frozenset[int]:
        """The lines to show as added: ``ins="4-5"``."""
        return _numbers(self.options.get("ins", ""))

    @property
    def removed(self) -> frozenset[int]:
        """The lines to show as removed: ``del="3"``."""
        return _numbers(self.options.get("del", ""))

    @property
    def first_number(self) -> int | None:
        """The number to show beside the first line: ``numbers``, ``numbers=10``; None for no numbers."""
        if not any(key in self.options for key in _NUMBERED):
            return None
        asked = self._asked_numbers
        return int(asked[-1][:6]) if asked else 1

    @property
    def _asked_numbers(self) -> list[str]:
        return [self.options[key] for key in _FIRST_NUMBER if self.options.get(key, "").isdecimal()]

    def of_file(self, name: str, first_line: int, language: str) -> Fence:
        """Return this fence as it stands for an excerpt of a file.

        The file gives it the title, the language and the line numbers that nobody has asked otherwise.

        Args:
            name: of the file.
            first_line: of the excerpt, from 1.
            language: that such files are written in.
        """
        options = {"title": PurePosixPath(name).name, **self.options}
        named = replace(self, language=self.language or language, options=options)
        return named.starting_at(first_line)

    def starting_at(self, first_line: int) -> Fence:
        """Return this fence with its line numbers, if it has any, beginning there unless told otherwise."""
        if self.first_number is None or self._asked_numbers:
            return self
        return replace(self, options={**self.options, "start": str(first_line)})


def read_info(info: str) -> Fence:
    """Read an info string: a language, then options."""
    word = _WORD.match(info.strip())
    language, rest = (word["language"], word["rest"]) if word else ("", "")
    if rest.startswith("="):  # an option, and no language before it
        language, rest = "", info
    options = {
        option["key"]: option["double"] or option["single"] or option["braces"] or option["bare"] or ""
        for option in _OPTION.finditer(rest)
    }
    return Fence(info.strip(), language, options)


def option_span(info: str, key: str) -> tuple[int, int] | None:
    """Return where in an info string the value of an option is written; None if it has none.

    Args:
        info: the whole of it.
        key: of the option.
    """
    word = _WORD.match(info)
    found = None
    for option in _OPTION.finditer(info, word.start("rest") if word else 0):
        group = next((name for name in ("double", "single", "braces", "bare") if option[name]), None)
        if option["key"] == key and group:
            found = option.span(group)
    return found


def _numbers(ranges: str) -> frozenset[int]:
    lines: set[int] = set()
    for first, last in _RANGE.findall(ranges):
        lines.update(range(int(first), min(int(last or first), int(first) + 9999) + 1))
    return frozenset(lines)
