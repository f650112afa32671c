"""Which code blocks of a note are examples, and where what happened is shown.

``run`` begins an Example with a block of Python, or goes on with the one of the same ``session``. ``file=``
puts a block into the folder of the Example that comes next, and an ``http`` block is sent to the application
of the one before. Here no code runs: the blocks become Examples, and marks stand where their Outcomes will.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.examples import Example, Step
from escarcha.examples.example import Kind
from escarcha.rendering.fragment import Exhibit

if TYPE_CHECKING:
    from escarcha.rendering.aside import CodeBlock
    from escarcha.rendering.fences import Fence

PLACE = "\ufdd1"
"""Where an Exhibit stands; a noncharacter, as in ``aside.py``."""

RAN = '<figure class="code ran"'
"""How the figure of a block begins that belongs to an Example."""

_RUN = {
    "python": Kind.PYTHON,
    "py": Kind.PYTHON,
    "python3": Kind.PYTHON,
    "pycon": Kind.DOCTEST,
    "doctest": Kind.DOCTEST,
    "console": Kind.CONSOLE,
    "sh": Kind.CONSOLE,
    "bash": Kind.CONSOLE,
    "shell": Kind.CONSOLE,
}
"""Languages of blocks that can run."""

_PROMPT = re.compile(r"^[ \t]*\$[ \t]+(?P<command>\S.*)$")


@dataclass(slots=True)
class _Draft:
    """An Example in the making."""

    steps: list[Step] = field(default_factory=list)
    timeout: float = 10.0


class Exhibits:
    """Gathers the Examples of a note, block by block."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._sessions: dict[str, int] = {}
        self._files: list[Step] = []
        self.exhibits: list[Exhibit] = []

    @property
    def examples(self) -> tuple[Example, ...]:
        """What has been gathered."""
        return tuple(Example(tuple(draft.steps), draft.timeout) for draft in self._drafts)

    def take(self, block: CodeBlock, fence: Fence, drawn: str) -> str:
        """Take a block up if it belongs to an Example.

        Args:
            block: any code block of the note, in order.
            fence: what stands after its opening marks.
            drawn: the block as code.

        Returns:
            The HTML for its place: as it was, without it, or with a mark for what it shows.
        """
        options = fence.options
        ran = drawn.replace('<figure class="code"', RAN, 1)
        kind = _RUN.get(fence.language.lower()) if "run" in options else None
        if kind is None and fence.language.lower() == "http" and (self._drafts or "run" in options):
            kind = Kind.HTTP
        if path := options.get("file", ""):
            self._add_file(Step(Kind.FILE, block.code, block.line, path=path), options.get("session", ""))
            return "" if options.get("show") == "none" else ran
        if kind is None:
            return drawn
        number = self._draft_for(kind, options.get("session", ""))
        draft = self._drafts[number]
        first = len(draft.steps)
        draft.steps += _steps(kind, block, fence)
        if re.fullmatch(r"\d{1,3}(?:\.\d+)?", options.get("timeout", "")):
            draft.timeout = float(options["timeout"])
        return self._show(kind, number, (first, len(draft.steps)), options.get("show", ""), ran)

    def _draft_for(self, kind: Kind, session: str) -> int:
        """Return the number of the Example that a block belongs to; begin one if need be."""
        number = self._sessions.get(session) if session else None
        if number is None and not session and self._drafts and kind in {Kind.HTTP, Kind.CONSOLE}:
            number = len(self._drafts) - 1
        if number is None:
            self._drafts.append(_Draft())
            number = len(self._drafts) - 1
            if session:
                self._sessions[session] = number
        self._drafts[number].steps += self._files
        self._files = []
        return number

    def _add_file(self, step: Step, session: str) -> None:
        if session in self._sessions:
            self._drafts[self._sessions[session]].steps.append(step)
        else:
            self._files.append(step)

    def _show(self, kind: Kind, number: int, steps: tuple[int, int], show: str, drawn: str) -> str:
        if show == "none":
            return ""
        if kind is Kind.DOCTEST:  # it shows what happens itself
            return drawn
        replaces = kind is not Kind.PYTHON or show == "output"
        self.exhibits.append(Exhibit(number, *steps, drawn if replaces and kind is not Kind.PYTHON else ""))
        return PLACE if replaces else f"{drawn}{PLACE}"


def _steps(kind: Kind, block: CodeBlock, fence: Fence) -> list[Step]:
    """Make the steps of a block: one, or one for each command."""
    options = fence.options
    if kind is Kind.CONSOLE:
        lines = enumerate(block.code.split("\n"), block.line + 1)
        prompted = [(_PROMPT.match(line), number) for number, line in lines]
        return [Step(kind, found["command"], number) for found, number in prompted if found]
    path = fence.title if kind is Kind.PYTHON and fence.title.endswith(".py") else ""
    return [
        Step(
            kind,
            block.code,
            block.line,
            path=path,
            error=options.get("error", "") if kind is Kind.PYTHON else "",
            app=options.get("app", "") if kind is Kind.HTTP else "",
            follows=kind is Kind.HTTP and "follow" in options,
        )
    ]
