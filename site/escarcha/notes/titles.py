"""The title of a note: its header's, else its heading's, else its file name's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from escarcha.problems import printable

if TYPE_CHECKING:
    from escarcha.notes.note import Note

TitleSource = Literal["auto", "heading", "file"]

_NUMBER = re.compile(r"^(?!\d{4}-\d\d(?!\d))\d+(?:\.\d+)*(?:[-_ )]|\.(?!\d))[-_. )]*(?=\S)")
"""``02-`` or ``1. `` at the start of a name, there for its place in the order; dates and versions stay."""

_GAP = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")


class OutlineHeading(NamedTuple):
    """A heading that may be a note's title: its level, and its text without markup."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What rendering a note shows of its headings, as far as the site has to know.

    Args:
        headings: in order, without those in quotations and boxes.
        is_opened: whether the first of them stands above everything else and is the note's only H1, or any
            where there is no H1.
        marked_ids: anchors that an author has chosen and that are not in small letters.
        tags: that stand in the text.
    """

    headings: tuple[OutlineHeading, ...] = ()
    is_opened: bool = False
    marked_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def title(self, source: TitleSource) -> str:
        """Return the text of the heading that is the note's title; empty if none is.

        Args:
            source: with ``auto``, a note's only H1, or the heading that a note without H1 opens with: of
                several H1s none is the title of all, as in Obsidian. With ``heading``, the first H1 or else
                the first heading. With ``file``, none.
        """
        if source == "file":
            return ""
        top = [heading.text for heading in self.headings if heading.level == 1]
        if source == "heading" or self.is_opened:
            top = top or [heading.text for heading in self.headings]
            return top[0] if top else ""
        return top[0] if len(top) == 1 else ""


def note_title(note: Note, outline: Outline, source: TitleSource) -> str:
    """Return the title of a note; empty if neither its header nor a heading gives it one."""
    return note.header.title or outline.title(source)


def name_title(name: str) -> str:
    """Make a title of a file or folder name: ``02-bucles_for`` → ``Bucles for``."""
    text = unicodedata.normalize("NFC", name)
    text = _NUMBER.sub("", text) or text
    words = " ".join(printable(text).split() if " " in text else _GAP.split(printable(text)))
    words = words.strip() or printable(name)
    return words[:1].upper() + words[1:]
