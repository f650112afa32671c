"""On which line of a note something stands: texts that know their first line, elements that say theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LINE = "\ufdd8"
"""The attribute of an element that tells its line of the note's body, from 1.

A noncharacter, which no author can write; whoever finishes the HTML takes it out. In raw HTML, whose tags may
go on for many lines, the name of the attribute that is meant stands behind it.
"""

WRITTEN = re.compile(rf' {LINE}[a-z]*="\d+"|{LINE}[a-z]*=\d+ ')
"""The attribute as HTML has it, and as it stands where an author's HTML only looked like a tag."""

_REFERRING = ("a", "img", "audio", "video")
"""Elements of Markdown that refer to something, so that their lines are asked for."""

_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']++|"[^"]*"|'[^']*')*""")
_REFERENCE = re.compile(r"(?<=[\s\"'/])(href|src|srcset|poster|data)(?=\s*=)", re.IGNORECASE)


_CODE = re.compile(r"(?<!`)(`++).*?(?<!`)\1(?!`)", re.DOTALL)


def without_code(text: str) -> str:
    """Return the text of a paragraph without the code in it, and with all its lines."""
    return _CODE.sub(lambda code: "\n" * code[0].count("\n"), text) if "`" in text else text


class LocatedText(str):
    """A text of a note that knows its lines.

    To everybody else it is a text, as Python-Markdown's ``AtomicString`` is.
    """

    __slots__ = ("_at", "_line", "line")
    line: int
    """On which it begins, from 1."""
    _at: int
    _line: int

    @classmethod
    def at(cls, line: int, text: str) -> Self:
        """Make one of a text and its first line, from 1."""
        made = cls(text)
        made.line = made._line = line
        made._at = 0
        return made

    def line_at(self, place: int) -> int:
        """Return the line of a place in it; many are told in linear time if they are asked for in order."""
        if place < self._at:
            self._at, self._line = 0, self.line
        self._line += self.count("\n", self._at, place)
        self._at = place
        return self._line


def line_of(match: re.Match[str]) -> int:
    """Return the line on which a match begins; 1 if its text does not know."""
    text = match.string
    return text.line_at(match.start()) if isinstance(text, LocatedText) else 1


def note_line(element: Element, line: int) -> None:
    """Have an element, and those in it, say their line where they refer to something and say none."""
    for each in element.iter():
        if each.tag in _REFERRING and LINE not in each.attrib:
            each.set(LINE, str(line))


def note_lines_of_html(html: str, line: int) -> str:
    """Have the tags of some raw HTML say on which lines they refer to something.

    Args:
        html: as the author wrote it.
        line: on which it begins, from 1.
    """
    text = LocatedText.at(line, html)

    def note(tag: re.Match[str]) -> str:
        def mark(name: re.Match[str]) -> str:
            return f"{LINE}{name[1].lower()}={text.line_at(tag.start() + name.end())} {name[1]}"

        return _REFERENCE.sub(mark, tag[0])

    return _TAG.sub(note, html) if "=" in html else html
