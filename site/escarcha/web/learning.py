"""What templates receive to learn by: the steps of learning paths, and questions to review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class StepContext:
    """A step of a learning path.

    Args:
        number: from 1.
        title: of the note to read.
        href: link to it.
        marks: the addresses by which a browser remembers that it was read, the present one first.
    """

    number: int
    title: str
    href: str
    marks: str


@dataclass(frozen=True, slots=True)
class PathContext:
    """A learning path.

    Args:
        title: of its note.
        href: link to it.
        steps: in order.
        current: the number of the step that the page is; 0 on other pages.
    """

    title: str
    href: str
    steps: tuple[StepContext, ...]
    current: int = 0

    @property
    def step(self) -> StepContext:
        """The step that the page is, or the first."""
        return self.steps[max(self.current - 1, 0)]

    @property
    def previous(self) -> StepContext | None:
        """The step before, if the page is one that has one."""
        return self.steps[self.current - 2] if self.current > 1 else None

    @property
    def next(self) -> StepContext | None:
        """The step after, if the page is one that has one."""
        return self.steps[self.current] if 0 < self.current < len(self.steps) else None


@dataclass(frozen=True, slots=True)
class CardContext:
    """A question to review.

    Args:
        id: by which a browser remembers how well it was known.
        former: what it was called before, separated by spaces.
        question: in one line.
        answer: to it.
        title: of the note that it comes from.
        href: link to where it stands there.
    """

    id: str
    former: str
    question: Markup
    answer: Markup
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class DeckContext:
    """The questions of a section.

    Args:
        title: of the section, below those above it.
        id: the anchor of its heading.
        cards: in reading order.
    """

    title: str
    id: str
    cards: tuple[CardContext, ...]
