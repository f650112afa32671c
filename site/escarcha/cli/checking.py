"""What ``check`` looks at beyond what a freeze does, and what of all that it tells."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from escarcha.beyond import check_external, check_spelling, gather
from escarcha.cli.terminal import follow
from escarcha.extras import EXTERNAL, SPELLING, demand
from escarcha.problems import (
    Baseline,
    Code,
    EscarchaError,
    Problem,
    Severity,
    has_errors,
    printable,
    unreadable,
)

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.freezing.report import FreezeReport

_MOST_GONE = 10
"""Known problems that are gone and that are named; of more it is said how many."""


class Beyond:
    """What a check does when all pages are checked.

    Args:
        baseline: file with the problems that are known; it is made where it is missing.
        external: whether other hosts are asked for what the notes link to.
        spelling: whether words are looked up in a dictionary.
        on_disk: whether what was found out on other days is used and kept.
    """

    def __init__(
        self, baseline: Path | None, *, external: bool = False, spelling: bool = False, on_disk: bool = True
    ) -> None:
        self._baseline, self._external, self._spelling = baseline, external, spelling
        self._on_disk = on_disk
        self.told: dict[str, object] = {}
        """What else there is to say to machines."""

    def __call__(self, project: Project, report: FreezeReport, *, strict: bool, quiet: bool) -> FreezeReport:
        """Return the report with what there is to tell.

        Args:
            project: that was checked.
            report: of what a freeze would say.
            strict: whether a warning counts as an error.
            quiet: whether nothing but problems is shown.

        Raises:
            EscarchaError: with all there is to tell, where some of it counts as an error.
        """
        problems = (*report.problems, *self._further(project, quiet=quiet))
        if self._baseline:
            problems = self._compared(self._baseline, project, problems, quiet=quiet)
        if has_errors(problems) or (strict and any(p.severity is Severity.WARNING for p in problems)):
            raise EscarchaError(*problems)
        return dataclasses.replace(report, problems=problems)

    def _further(self, project: Project, *, quiet: bool) -> list[Problem]:
        """Return what is wrong beyond the site, as far as it is asked for."""
        if not (self._external or self._spelling):
            return []
        if self._external:
            demand(EXTERNAL, "--external")
        if self._spelling:
            demand(SPELLING, "--spelling")
        material = gather(project, on_disk=self._on_disk)
        found: list[Problem] = []
        if self._spelling:
            found += follow(check_spelling(material), quiet=quiet)
        if self._external:
            found += follow(check_external(material, on_disk=self._on_disk), quiet=quiet)
        return material.judge(found)

    def _compared(
        self, file: Path, project: Project, problems: tuple[Problem, ...], *, quiet: bool
    ) -> tuple[Problem, ...]:
        """Return what is new, and tell what is gone; where there is no list yet, make it."""
        place = project.display(file.absolute())
        try:
            baseline = Baseline.parse(file.read_text("utf-8"))
        except FileNotFoundError:
            return self._made(file, place, problems, quiet=quiet)
        except OSError as error:
            raise EscarchaError(unreadable(error, place), exit_code=2) from error
        except ValueError as error:
            cause = "no es una lista de problemas conocidos."
            remedy = "Comprueba el nombre, o borra el archivo y repite la orden para hacer otra."
            raise EscarchaError(Problem(Code.UNREADABLE, place, None, cause, remedy), exit_code=2) from error
        new, gone = baseline.compare(problems)
        known = baseline.count - len(gone)
        self.told = {"known": known, "gone": [each._asdict() for each in gone]}
        if not quiet:
            click.echo(f"Conocidos, que no se repiten: {known}. Nuevos: {len(new)}.", err=True)
            for each in gone[:_MOST_GONE]:
                click.echo(f"Ya no está: {printable(str(each))}", err=True)
            if len(gone) > _MOST_GONE:
                click.echo(f"Y {len(gone) - _MOST_GONE} más que ya no están.", err=True)
            if gone:
                click.echo(f"Para que no vuelvan sin avisar, borra «{place}» y repite la orden.", err=True)
        return tuple(new)

    def _made(
        self, file: Path, place: str, problems: tuple[Problem, ...], *, quiet: bool
    ) -> tuple[Problem, ...]:
        baseline = Baseline.of(problems)
        try:
            file.write_text(baseline.dump(), "utf-8", newline="\n")
        except OSError as error:
            cause, remedy = "no se puede escribir.", "Comprueba la carpeta y sus permisos."
            raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause, remedy)) from error
        self.told = {"known": baseline.count, "gone": []}
        if not quiet:
            click.echo(f"Lista de problemas conocidos: «{place}», con {baseline.count}.", err=True)
        return tuple(baseline.compare(problems)[0])
