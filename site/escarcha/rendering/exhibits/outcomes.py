"""What happened when the Examples of a note ran, put into the places that are marked for it.

Code that stands right above what it did makes a pair with it; where there is room, they are side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec.json import encode

from escarcha import zips
from escarcha.examples.download import is_application, pack
from escarcha.examples.example import Kind, Waiting
from escarcha.examples.tryouts import make_exercise, make_tryout, obstacle
from escarcha.figures.variables import DownloadFigure, ExampleFigure, RowsFigure, StampFigure
from escarcha.rendering.exhibits.exchange import draw_exchanges, draw_output
from escarcha.rendering.exhibits.exercises import DOWNLOAD
from escarcha.rendering.exhibits.gathering import CODE_END, CODE_START, PLACE
from escarcha.rendering.exhibits.inside import draw_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Example, Failure, Outcome, StepOutcome
    from escarcha.figures import Figures
    from escarcha.rendering.exhibits.attachments import Attachments
    from escarcha.rendering.fragment import Exercise, Fragment

_NAMED = ("Flask", "Werkzeug", "Jinja2", "Django")
"""Packages worth naming; the first that was used is."""

_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):$", re.MULTILINE)
_FOREIGN_FRAME = re.compile(r'^  File "…/.*\n(?:    .*\n)*', re.MULTILINE)
"""Lines of a traceback that lead to an installed package, as ``examples/masks.py`` writes them."""


def show_outcomes(
    html: str,
    fragment: Fragment,
    outcomes: Sequence[Outcome],
    attachments: Attachments,
    figures: Figures,
    *,
    tries: bool = False,
) -> str:
    """Put what happened into the places that are marked for it, and take the marks away.

    Args:
        html: of the note.
        fragment: that it comes from.
        outcomes: one for each Example; none if nothing has run.
        attachments: take up what is published beside the page.
        figures: that draw it.
        tries: whether readers may run Examples on the page.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    if fragment.exhibits:
        text, *rest = html.split(PLACE)
        if outcomes:
            html = _Exhibition(fragment, outcomes, attachments, figures, tries).fill(text, rest)
        else:
            plain = zip(fragment.exhibits, rest, strict=True)
            html = "".join([text, *(f"{exhibit.plain}{following}" for exhibit, following in plain)])
    # Examples first, so that links to them keep their numbers.
    for exercise in fragment.exercises:
        drawn = _draw_tools(exercise, fragment, outcomes, attachments, figures, tries=tries)
        html = html.replace(DOWNLOAD, drawn, 1)
    return html.replace(CODE_START, "").replace(CODE_END, "")


def _draw_tools(
    exercise: Exercise,
    fragment: Fragment,
    outcomes: Sequence[Outcome],
    attachments: Attachments,
    figures: Figures,
    *,
    tries: bool,
) -> Markup:
    """Let readers take an exercise home, or solve it here: what they start from, and the tests."""
    name = "-".join(filter(None, [attachments.page_name, exercise.name]))
    files = {f"{name}/{path}": text for path, text in sorted(exercise.files.items())}
    if any("/" in path for path in exercise.tests):
        files.setdefault(f"{name}/conftest.py", _CONFTEST)
    tryout, reason = "", ""
    if tries and outcomes and exercise.example is not None:
        pair = slice(exercise.example, exercise.example + 2)
        runs = list(zip(fragment.examples[pair], outcomes[pair], strict=True))
        asked = runs[0][0].tries
        reason = next(filter(None, (obstacle(*run) for run in runs)), "")
        if not reason and asked is not False:
            made = make_exercise(exercise.files, exercise.tests, runs)
            tryout = attachments.add("probar", ".json", encode(made))
        reason = reason if asked else ""
    link = attachments.add(name, ".zip", zips.pack(files))
    return figures.draw(DownloadFigure(link, name, tryout, reason))


_CONFTEST = "# Con este archivo, las pruebas encuentran los de esta carpeta.\n"


@dataclass(frozen=True, slots=True)
class _Exhibition:
    """What happened in the Examples of one note."""

    fragment: Fragment
    outcomes: Sequence[Outcome]
    attachments: Attachments
    figures: Figures
    tries: bool

    def fill(self, text: str, rest: Sequence[str]) -> str:
        """Return the HTML of the note: ``text`` stands before the first place, ``rest`` behind each."""
        pieces: list[str] = []
        group: list[int] = []
        for number, following in enumerate(rest):
            group.append(number)
            if following.strip() or number == len(rest) - 1:
                pieces.append(self._pair(text, self._draw_group(group)))
                text, group = following, []
        return "".join([*pieces, text])

    def _pair(self, before: str, shown: Markup) -> str:
        """Put what happened below the code that did it."""
        if not shown:
            return before
        start = end = len(before.rstrip())
        while before[:start].rstrip().endswith(CODE_END):
            start = before.rindex(CODE_START, 0, start)
        code = Markup(before[start:end])  # noqa: S704 - written by the renderer
        kept = before[:start] if code else before
        return f"{kept}{self.figures.draw(ExampleFigure(code, shown))}"

    def _draw_group(self, group: Sequence[int]) -> Markup:
        """Draw exhibits that follow each other, and below them what they ran with."""
        exhibits = self.fragment.exhibits
        drawn = Markup().join(self._draw_exhibit(number) for number in group)
        last = {exhibit.example: number for number, exhibit in enumerate(exhibits)}
        ended = [exhibits[number].example for number in group if last[exhibits[number].example] == number]
        stamps = [
            self._draw_stamp(self.fragment.examples[each], self.outcomes[each])
            for each in ended
            if not (self.outcomes[each].failures or isinstance(self.outcomes[each], Waiting))
        ]
        is_asked_for = self.tries and any(self.fragment.examples[each].tries for each in ended)
        return Markup().join([drawn, *stamps]) if drawn or is_asked_for else Markup()

    def _draw_exhibit(self, number: int) -> Markup:
        exhibit = self.fragment.exhibits[number]
        example, outcome = self.fragment.examples[exhibit.example], self.outcomes[exhibit.example]
        if isinstance(outcome, Waiting):
            waits = draw_output(self.figures, "Ejecutándose…", "text", "…\n", "output")
            # A page that has one asks for its style sheet, which what arrives later needs.
            is_traced = any(step.traced for step in example.steps[exhibit.first : exhibit.end])
            return waits + draw_inside((), {}, "", self.figures) if is_traced else waits
        steps = list(zip(example.steps, outcome.steps, strict=True))[exhibit.first : exhibit.end]
        shown: list[Markup] = []
        session = ""
        for step, happened in steps:
            if step.kind is Kind.CONSOLE:
                session += f"$ {step.text}\n{happened.output}"
                continue
            if happened.exchanges:
                shown.append(draw_exchanges(happened, number + 1, example, self.attachments, self.figures))
            if step.kind is Kind.JINJA:
                text = f"{happened.output.rstrip()}\n"
                shown.append(draw_output(self.figures, "Resultado", "html", text, "output"))
                continue
            shown += self._draw_written(happened)
            shown += [
                self.figures.draw(RowsFigure(table.columns, table.rows, table.total - len(table.rows)))
                for table in happened.tables
            ]
            if happened.trace:
                traces = [("", happened.trace)]
                shown.append(draw_inside(traces, happened.listings, str(number + 1), self.figures))
        if session:
            shown.append(draw_output(self.figures, "Consola", "console", session, "output"))
        shown += [self._draw_failure(failure) for failure in self._failures_at(number)]
        return Markup().join(shown)

    def _failures_at(self, number: int) -> list[Failure]:
        """Return the failures of an Example that are shown at an exhibit: the last before the line at fault.

        Nothing that fails is published; whoever mends it sees it in its place.
        """
        exhibits, failures = (
            self.fragment.exhibits,
            self.outcomes[self.fragment.exhibits[number].example].failures,
        )
        if not failures:
            return []
        example = exhibits[number].example
        lines = {
            place: self.fragment.examples[example].steps[exhibit.first].line
            for place, exhibit in enumerate(exhibits)
            if exhibit.example == example
        }
        first = min(lines)
        return [
            failure
            for failure in failures
            if max((place for place, line in lines.items() if line <= failure.line), default=first) == number
        ]

    def _draw_failure(self, failure: Failure) -> Markup:
        text = f"{failure.detail}\n" if failure.detail else f"{failure.cause}\n"
        language = "pytb" if _TRACEBACK.search(text) else "diff"
        title = f"Falla: {failure.cause.rstrip('.')}" if failure.detail else "Falla"
        return draw_output(self.figures, title, language, text, "raised", note=failure.remedy)

    def _draw_written(self, happened: StepOutcome) -> list[Markup]:
        """Draw what a step wrote; a traceback apart, with the example's own lines alone."""
        found = _TRACEBACK.search(happened.output)
        written = happened.output[: found.start()] if found else happened.output
        drawn = []
        if written.strip():
            title = "Terminal" if happened.exchanges else "Resultado"
            drawn.append(draw_output(self.figures, title, "text", f"{written.rstrip()}\n", "output"))
        if found:
            told = _FOREIGN_FRAME.sub("", happened.output[found.start() :])
            drawn.append(draw_output(self.figures, "Excepción", "pytb", told, "raised"))
        return drawn

    def _draw_stamp(self, example: Example, outcome: Outcome) -> Markup:
        """Say with what it ran and what that means, and let readers take it home, or run it here."""
        package = next((name for name in _NAMED if name in outcome.versions), "")
        python = ".".join(outcome.versions.get("Python", "").split(".")[:2])
        link = name = ""
        if is_application(example):
            kind = self.attachments.page_name or "ejemplo"
            name = f"{kind}-{self.attachments.count(kind) + 1}"
            link = self.attachments.add(kind, ".zip", pack(example, outcome.versions, name))
        tryout = reason = ""
        if self.tries and example.tries is not False:
            reason = obstacle(example, outcome)
            if not reason:
                tryout = self.attachments.add("probar", ".json", encode(make_tryout(example, outcome)))
        return self.figures.draw(
            StampFigure(
                package,
                outcome.versions.get(package, ""),
                python,
                link,
                name,
                tryout=tryout,
                obstacle=reason if example.tries else "",
            )
        )
