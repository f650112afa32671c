"""What people see: problems, progress, the closing summary."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from escarcha.problems import (
    MANUAL_URL,
    Code,
    EscarchaError,
    Problem,
    Severity,
    count_problems,
    in_brief,
    in_order,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from escarcha.cli.new_project import Plan
    from escarcha.freezing import FreezeReport, Progress

Result = TypeVar("Result")

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def prepare() -> None:
    """Keep a terminal that cannot show «ñ» from ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


MOST_LINES = 30
"""Lines of a list of problems that is not asked for as a whole: what fits on a screen."""


def show_problems(problems: Iterable[Problem], *, every: bool = False) -> None:
    """List problems on standard error, coloured where the terminal allows; the worst come last.

    Args:
        problems: in any order.
        every: whether each has a line of its own; else those that say the same share one, and of a long
            list the end is counted.
    """
    found = list(problems)
    if every:
        ranks = list(Severity)
        for problem in sorted(in_order(found), key=lambda problem: -ranks.index(problem.severity)):
            _show(problem)
        return
    brief = in_brief(found, MOST_LINES)
    if brief.rest:
        counts = ", ".join(f"{count} de «{code.value}»" for code, count in brief.rest.items())
        click.echo(f"Hay {sum(brief.rest.values())} más: {counts}. Para verlos todos, --all.", err=True)
    for line in brief.lines:
        _show(line.problem, f" (y {line.others} más)" if line.others else "")


def _show(problem: Problem, more: str = "") -> None:
    """Show a problem, with its detail below."""
    label = click.style(problem.severity.value, fg=_COLOURS[problem.severity], bold=True)
    text = str(problem)
    if problem.path:
        text = click.style(problem.place, bold=True) + text.removeprefix(problem.place)
    code = f"[{problem.code.value}]"
    text = text.removesuffix(code) + _linked(code, problem.code.address) + more
    click.echo(f"{label} {text}", err=True, color=colour())
    for line in problem.detail.split("\n") if problem.detail else ():
        click.echo(f"    {printable(line)}".rstrip(), err=True)


def colour() -> bool | None:
    """Return what click does about colours: none if the environment asks for that; None leaves it to click.

    https://no-color.org
    """
    return False if os.environ.get("NO_COLOR") else None


def _linked(text: str, address: str) -> str:
    """Have a terminal lead from a text to an address; whatever else reads it gets the text alone.

    https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    if not sys.stderr.isatty() or colour() is False or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def show_where_explained(problems: Iterable[Problem]) -> None:
    """Say where the manual explains the codes of some problems, if there are any."""
    codes = sorted({problem.code.value for problem in problems})
    if codes:
        command = f"escarcha explica {codes[0] if len(codes) == 1 else 'CÓDIGO'}"
        click.echo(f"Qué significa cada código: «{command}», o {MANUAL_URL}problemas/", err=True)


def follow(work: Generator[Progress, None, Result], *, quiet: bool) -> Result:
    """Run a freeze, say, to its end; a progress bar shows how far it is, or a line a stage in a log."""
    shown = None if quiet else _Bar(sys.stderr) if sys.stderr.isatty() else _Log()
    try:
        while True:
            progress = next(work)
            if shown:
                shown.advance(progress.stage, progress.total)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        if shown:
            shown.close()
        work.close()


class _Log:
    """A line for each stage, for whoever reads afterwards how far it came."""

    def __init__(self) -> None:
        self._stage = ""

    def advance(self, stage: str, total: int) -> None:
        """Name a stage that begins."""
        if stage != self._stage:
            self._stage = stage
            click.echo(f"{stage}: {total}", err=True)

    def close(self) -> None:
        """End; nothing is left to write."""


class _Bar:
    """One progress bar after another, one for each stage."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""
        self._bar: Any = None  # click does not export its type

    def advance(self, stage: str, total: int) -> None:
        """Show one more piece of a stage as done."""
        if stage != self._stage:
            self.close()
            self._stage = stage
            hundredth = max(1, total // 100)
            self._bar = click.progressbar(
                length=total, label=stage, file=self._stream, update_min_steps=hundredth, show_eta=False
            )
        self._bar.update(1)

    def close(self) -> None:
        """End the bar that is showing, if any."""
        if self._bar:
            self._bar.render_finish()
            self._bar = None


def show_plan(plan: Plan) -> None:
    """Say what ``init`` does, file by file, and what of the folder will be read by others."""
    for change in plan.changes:
        added = "".join(f"\n          + {line}" for line in change.added)
        what = f"{printable(change.path)} (ya existe; se le añade)" if added else printable(change.path)
        click.echo(f"{'línea' if added else 'nuevo':<9} {what}{added}")
    if plan.sources:
        notes = sum(source.is_note for source in plan.sources)
        others = len(plan.sources) - notes
        front = f"; la portada es «{printable(str(plan.front))}»" if plan.front else ""
        click.echo(f"Notas que se publicarán: {notes}{front}. Otros archivos que hay: {others}.")
    if plan.origin.wheel and any(change.path in plan.origin.wheel for change in plan.changes):
        (wheel,) = plan.origin.wheel
        click.echo(
            "Esta Escarcha no se instaló de un sitio público, así que el proyecto la lleva consigo en "
            f"«{wheel}». Publica también ese archivo con tu repositorio."
        )


def ask_to_add(paths: list[str]) -> None:
    """Ask whether files that are there may get further lines.

    Raises:
        EscarchaError: if nobody can be asked.
        SystemExit: if the answer is no.
    """
    if not sys.stdin.isatty():
        cause, remedy = (
            "el archivo ya existe y necesita más líneas.",
            "Míralas con --dry-run; con --yes, se añaden.",
        )
        raise EscarchaError(*(Problem(Code.ALREADY_EXISTS, path, None, cause, remedy) for path in paths))
    if not _says_yes():
        click.echo("No se ha escrito nada.")
        sys.exit(1)


def agreed(otherwise: str) -> bool:
    """Ask whether to go on; where nobody can be asked, say how it goes otherwise, and take that for a no."""
    if sys.stdin.isatty():
        return _says_yes()
    click.echo(otherwise)
    return False


def _says_yes() -> bool:
    answer: str = click.prompt("¿Sigo? [s/N]", default="n", show_default=False)
    return answer.strip().lower() in {"s", "si", "sí"}


def show_updates(updates: list[str], *, quiet: bool) -> None:
    """Say which lines of the notes have been written anew, on standard error."""
    for told in () if quiet else updates:
        click.echo("\n".join(map(printable, told.split("\n"))), err=True)


def show_report(report: FreezeReport, where: str) -> None:
    """Close with one line: pages, changes, warnings, seconds, size, and where the site is."""
    size = _size(report.size)
    pages = f"{report.pages} página" if report.pages == 1 else f"{report.pages} páginas"
    changed = f"{report.changed} archivos con cambios" if report.changed != 1 else "1 archivo con cambios"
    seconds = f"{report.seconds:.1f} s".replace(".", ",")
    click.echo(f"{pages}, {changed}, {count_problems(report.problems)}. {seconds}, {size}. {where}")


def show_json(
    problems: Iterable[Problem], report: FreezeReport | None, *, published: bool, **further: object
) -> None:
    """Print one JSON object for machines; ``further`` is what else there is in it."""
    ordered = in_order(problems)
    result: dict[str, object] = {"published": published, "problems": [found.record() for found in ordered]}
    if report:
        result |= {
            "pages": report.pages,
            "files": report.files,
            "changed": report.changed,
            "bytes": report.size,
            "seconds": round(report.seconds, 3),
        }
    result |= further
    # JSON is UTF-8 wherever it is read (RFC 8259), so other encodings get nothing beyond ASCII.
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(result, ensure_ascii=not is_utf8, indent=2))


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:  # noqa: PLR2004 - SI prefixes go by thousands
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}".replace(".", ",")
        size /= 1000
    return f"{size:.1f} GB".replace(".", ",")
