"""Which code blocks of a note are examples, and where what happened is shown.

``run`` begins an Example, or goes on with the one of the same ``session``. ``file=`` puts a block into the
folder of the Example that comes next, ``context`` has values ready for its template, and an ``http`` block
is sent to the application of the one before. Here no code runs: the blocks become Examples, and marks stand
round their code and where their Outcomes will.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from escarcha.examples import Example, Step
from escarcha.examples.example import Kind
from escarcha.problems import Code, Remark, Severity
from escarcha.rendering.exhibits.exercises import Exercises
from escarcha.rendering.exhibits.run_options import read_run_options
from escarcha.rendering.fragment import Exhibit

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.figures import Figures
    from escarcha.markup import CodeBlock, Fence
    from escarcha.rendering.exhibits.run_options import RunOptions
    from escarcha.rendering.fragment import Exercise

PLACE = "<!--\ufdd1-->"
"""Where an Exhibit stands: a comment, which is no text, of a noncharacter, which nobody can write."""

CODE_START, CODE_END = "<!--\ufdda-->", "<!--\ufddb-->"
"""Round the figure of a block that belongs to an Example, whatever its template makes of it."""

_PROMPT = re.compile(r"[ \t]*(?:\([\w.-]+\)[ \t]+)?\$[ \t]+(?P<command>\S.*)")
_SUFFIXES = {
    Kind.PYTHON: (".py",),
    Kind.JINJA: (".html", ".txt", ".xml", ".jinja", ".j2"),
    Kind.SQL: (".sql",),
}
"""What a title ends in that is the name of a file."""


@dataclass(slots=True)
class _Draft:
    """An Example in the making."""

    steps: list[Step] = field(default_factory=list)
    settings: dict[str, float | int | None] = field(default_factory=dict)
    app: str = ""


class Exhibits:
    """Gathers the Examples of a note, block by block; ``remarks`` says what is wrong with their options.

    Args:
        figures: that draw the parts of exercises.
    """

    def __init__(self, figures: Figures) -> None:
        self.exercises = Exercises(figures)
        self._drafts: list[_Draft] = []
        self._sessions: dict[str, int] = {}
        self._waiting: list[Step] = []
        self.exhibits: list[Exhibit] = []
        self.remarks: list[Remark] = []

    @property
    def examples(self) -> tuple[Example, ...]:
        """What has been gathered; those of exercises come last."""
        made = (Example(tuple(draft.steps), **draft.settings) for draft in self._drafts)  # type: ignore[arg-type]
        return (*made, *self.exercises.examples())

    @property
    def finished_exercises(self) -> tuple[Exercise, ...]:
        """What readers get of each exercise."""
        return self.exercises.finished(len(self._drafts))

    def withhold(self, block: CodeBlock, fence: Fence, day: str) -> str:
        """Take up a solution that runs and is not shown before a day; return what stands in its place."""
        asked = read_run_options(fence, block.code, block.line, follows_example=False)
        return self.exercises.withhold(block, fence, asked, day)

    def add(self, block: CodeBlock, fence: Fence, draw: Callable[..., str], source: str = "") -> str:
        """Take a block up if it belongs to an Example.

        Args:
            block: any code block of the note, in order.
            fence: what stands after its opening marks.
            draw: returns the block as code; is told ``is_example``.
            source: the file that its text comes from, if it does not stand in the note.

        Returns:
            The HTML for its place: the code, nothing, or a mark for what it shows; or code and mark.
        """
        asked = read_run_options(fence, block.code, block.line, follows_example=bool(self._drafts))
        self.remarks += asked.remarks
        kind = asked.kind
        # What is not as it is meant must not run either.
        if kind is None or any(remark.severity is Severity.ERROR for remark in asked.remarks):
            return draw(is_example=False)
        if kind is Kind.TESTS:
            return self.exercises.add(block, fence, asked, draw(is_example=False))
        code = draw(is_example=True)
        drawn = f"{CODE_START}{code}{CODE_END}"
        steps = [replace(step, source=source) for step in self._steps(kind, block, fence)]
        if kind in {Kind.FILE, Kind.CONTEXT} or "context" in fence.options:
            self._let_wait(steps, asked.session)
            return "" if asked.show == "none" else drawn
        if not steps:
            return drawn
        number = self._draft_for(kind, asked.session)
        draft = self._drafts[number]
        self._settle(draft, asked, block.line)
        draft.app = fence.options.get("app") or draft.app
        first = len(draft.steps)
        draft.steps += [_for_app(step, draft.app) for step in steps]
        # A session shows what happens itself.
        if asked.show == "none" or (kind is Kind.DOCTEST and not asked.settings.get("tries")):
            return "" if asked.show == "none" else drawn
        replaces = kind in {Kind.HTTP, Kind.CONSOLE} or asked.show == "output"
        self.exhibits.append(Exhibit(number, first, len(draft.steps), code if replaces else ""))
        return PLACE if replaces else f"{drawn}{PLACE}"

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
        self._drafts[number].steps += self._waiting
        self._waiting = []
        return number

    def _let_wait(self, steps: list[Step], session: str) -> None:
        """Keep a file or values for the Example that comes next, or give them to a session that has begun."""
        if session in self._sessions:
            self._drafts[self._sessions[session]].steps += steps
        else:
            self._waiting += steps

    def _settle(self, draft: _Draft, asked: RunOptions, line: int) -> None:
        """Take up what a block says of the whole Example; two of its blocks cannot differ."""
        for name, value in asked.settings.items():
            if draft.settings.setdefault(name, value) != value:
                option = "try" if name == "tries" else f"{name}="
                cause = f"otro bloque de este ejemplo ya dice otra cosa con «{option}»."
                self._complain(line, cause, "Dilo en uno solo.")

    def _complain(self, line: int, cause: str, remedy: str) -> None:
        self.remarks.append(Remark(Code.EXAMPLE_OPTION, line, cause, remedy, Severity.ERROR))

    def _steps(self, kind: Kind, block: CodeBlock, fence: Fence) -> list[Step]:
        """Make the steps of a block: one, or one for each command."""
        options = fence.options
        error = options.get("error", "")
        if kind is Kind.CONSOLE:
            commands = _commands(block, fence)
            if not commands:
                cause = "el bloque no tiene ninguna orden que ejecutar."
                self._complain(block.line, cause, "Pon «$ » delante de cada orden.")
            return [
                Step(kind, command, line, error=error if number == len(commands) else "")
                for number, (line, command) in enumerate(commands, 1)
            ]
        path = options.get("file", "")
        if fence.title.endswith(_SUFFIXES.get(kind, ())):
            path = fence.title
        return [
            Step(
                kind,
                block.code,
                block.line,
                path=path,
                error=error,
                follows="follow" in options,
                database=options.get("database", ""),
                traced="trace" in options,
            )
        ]


def _commands(block: CodeBlock, fence: Fence) -> list[tuple[int, str]]:
    """Return the commands of a block with their lines: those after «$», or in a script without any, all."""
    lines = block.code.split("\n")
    is_script = fence.language.lower() != "console" and not any(map(_PROMPT.fullmatch, lines))
    commands: list[tuple[int, str]] = []
    goes_on = False
    for number, line in enumerate(lines, block.line + 1):
        found = _PROMPT.fullmatch(line)
        text = (found["command"] if found else line).strip()
        if goes_on:
            start, begun = commands.pop()
            commands.append((start, f"{begun} {text.removeprefix('> ').strip()}"))
        elif found or (is_script and text and not text.startswith("#")):
            commands.append((number, text))
        else:
            continue
        start, command = commands[-1]
        goes_on = command.endswith("\\")
        commands[-1] = (start, command.removesuffix("\\").rstrip())
    return commands


def _for_app(step: Step, app: str) -> Step:
    """Have requests sent to the application that the Example names."""
    return replace(step, app=app) if step.kind is Kind.HTTP else step
