"""Whether what a step has done is what its note says: a StepOutcome, or the Failure of its Example."""

from __future__ import annotations

import difflib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.examples.example import Exchange, Failure, Kind, StepOutcome, Table
from escarcha.examples.masks import mask
from escarcha.examples.messages import compare
from escarcha.examples.traces import is_empty, listings_of, masked
from escarcha.problems import in_spanish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from escarcha.examples.child.moments import Trace
    from escarcha.examples.child.protocol import DifferenceReport, ErrorReport, ResponseReport, StepReport
    from escarcha.examples.example import Step
    from escarcha.examples.messages import Request

    Places = Mapping[str, Sequence[tuple[int, Step]]]
    """Which blocks a file was written from, and after how many lines each begins."""

MEMORY = 1000
"""Megabytes an Example may use, its Python included."""

LARGEST_FILE = 4_000_000
"""Bytes that a file of an Example may grow to, and what it writes as a whole."""


_SOLVED = (
    "el ejercicio ya está resuelto: lo que se da para empezar pasa las pruebas.",
    "Quítale lo que hay que escribir, o pide más en las pruebas.",
)
_NO_TESTS = (
    "las pruebas del ejercicio no se pueden ejecutar con su solución.",
    "Mira lo que importan y sus nombres: pytest busca funciones «test_…».",
)
_PYTEST = {
    None: ("", ""),
    "1": ("la solución del ejercicio no pasa las pruebas.", "Corrige la solución, o las pruebas."),
}
"""What the exit codes of pytest mean: https://docs.pytest.org/en/stable/reference/exit-codes.html."""


class NotTrueError(Exception):
    """An Example is not true, and to look at its other steps makes no sense; carries the Failure."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.cause)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Judge:
    """Hears what the child says of the steps of an Example.

    Args:
        folder: of the Example.
        places: of its files in the note.
        timeout: seconds that it has.
    """

    folder: Path
    places: Places
    timeout: float

    def hear(
        self, step: Step, report: StepReport, requests: Sequence[Request]
    ) -> tuple[StepOutcome, list[Failure]]:
        """Turn what the child says of a step into its outcome, and every difference from what its note shows.

        Raises:
            NotTrueError: if the step has failed.
        """
        if step.kind is Kind.TESTS:
            return StepOutcome(), self._judge_tests(step, report)
        output = self._mask(report.output) + self._mask(report.rendered)
        output += self._judge_error(step, report.error, output)
        chains = [
            [self._exchange(request, each, number) for number, each in enumerate(chain)]
            for request, chain in zip(requests, report.chains, strict=False)
        ]
        failures = [self._other_result(step, each) for each in report.differences]
        for request, chain in zip(requests, chains, strict=False):
            for expected, exchange in itertools.zip_longest(request.expected, chain):
                if expected and (diff := compare(expected, exchange)):
                    line = step.line + expected.line
                    remedy = "Corrige el ejemplo o, con «--update», la respuesta que espera."
                    failures.append(Failure(line, "la respuesta no es la esperada.", remedy, diff))
        exchanges = tuple(itertools.chain.from_iterable(chains))
        tables = tuple(
            Table(self._mask_all(each.columns), tuple(map(self._mask_all, each.rows)), each.total)
            for each in report.tables
        )
        trace = self._trace(report.trace)
        traces = [each for each in (trace, *(exchange.trace for exchange in exchanges)) if each]
        if step.traced and all(map(is_empty, traces)):
            cause = "«trace» no tiene nada que enseñar: no se ejecuta ninguna línea del ejemplo."
            failures.append(Failure(step.line, cause, "Quita «trace», o ponlo donde se ejecute algo."))
        return StepOutcome(output, exchanges, tables, trace, listings_of(traces, self.places)), failures

    def _judge_tests(self, step: Step, report: StepReport) -> list[Failure]:
        """Return why an exercise is none: its solution fails, its start passes, its tests are none."""
        error, detail = report.error, ""
        code = error.code if error else None
        if error and error.kinds[0] != "SystemExit":  # pytest has not come to its end
            may_say = not step.is_withheld or error.kinds[0] == "TimeIsUpError"
            (cause, remedy), detail = self._explain(step, error) if may_say else _NO_TESTS, error.traceback
        elif step.must_fail:
            cause, remedy = ("", "") if code else _SOLVED
        else:
            (cause, remedy), detail = _PYTEST.get(code, _NO_TESTS), report.output
        # The first file is one of the part that was tried, unless there is something wrong with the tests.
        (_, tried), *_ = next(iter(self.places.values()))
        line = step.line if cause == _NO_TESTS[0] else tried.line
        shown = "" if step.is_withheld else self._mask(detail).strip()
        return [Failure(line, cause, remedy, shown)] if cause else []

    def _judge_error(self, step: Step, error: ErrorReport | None, output: str) -> str:
        """Return the traceback of an expected exception; raises for any other."""
        if error is None or (error.kinds[0] == "SystemExit" and error.code is None):
            if step.error:
                cause = f"se esperaba {step.error} y no ha ocurrido."
                raise NotTrueError(Failure(step.line, cause, "Quita «error=», o corrige el ejemplo."))
            return ""
        told = self._mask(error.traceback)
        name = error.kinds[0]
        if step.error and name == "SystemExit" and step.error == error.code:
            return ""
        if step.error and step.error in error.kinds and name != "TimeIsUpError":
            return told
        line = line_in_note(step, self.places, error.file, error.line)
        if name == "SystemExit" and step.kind is Kind.CONSOLE:
            cause = f"«{step.text}» acaba con el código {error.code}."
            remedy = f"Corrige el ejemplo, o escribe «error={error.code}» si tiene que acabar así."
            raise NotTrueError(Failure(step.line, cause, remedy, output.strip()))
        cause, remedy = self._explain(step, error)
        if source := source_of(self.places, error.file):
            cause = f"en la línea {error.line} de «{source}», {cause}"
        raise NotTrueError(Failure(line, cause, remedy, "" if name == "TimeIsUpError" else told.rstrip()))

    def _explain(self, step: Step, error: ErrorReport) -> tuple[str, str]:
        """Say in Spanish what went wrong, and how to mend it."""
        name, message = error.kinds[0], self._mask(error.message)
        if name == "TimeIsUpError":
            return too_slow(self.timeout), "Acórtalo, o dale más tiempo: «timeout=30»."
        if name == "MemoryError":
            return f"el ejemplo necesita más de {MEMORY} MB de memoria (MemoryError).", "Hazlo más pequeño."
        if error.is_too_large:
            return f"el ejemplo escribe más de {LARGEST_FILE // 1_000_000} MB.", "Haz que escriba menos."
        if name == "NotAllowedError":
            return f"{message}.", "Los límites de los ejemplos están en el manual."
        wanted = f"se esperaba {step.error} y ha ocurrido " if step.error else "el ejemplo falla con "
        remedy = f"Corrígelo, o escribe «error={name}» si tiene que fallar."
        if name == "ModuleNotFoundError":
            message = in_spanish(message)
            remedy = f"Instálalo y añádelo a requirements.txt, o escribe «error={name}» si tiene que fallar."
        return f"{wanted}{name}: {message}".rstrip(".: ") + ".", remedy

    def _exchange(self, request: Request, response: ResponseReport, number: int) -> Exchange:
        raw = response.body
        is_whole = response.size == len(raw)
        headers = tuple((name, self._mask(value)) for name, value in response.headers)
        try:
            # A body that was cut may end in the middle of a character.
            body = raw.decode("utf-8", "strict" if is_whole else "ignore")
            is_binary = "\0" in body
        except UnicodeDecodeError:
            body, is_binary = "", True
        is_image = any(name.lower() == "content-type" and value[:6] == "image/" for name, value in headers)
        return Exchange(
            request=f"{' '.join(response.asked)} HTTP/1.1" if number else request.text,
            status=self._mask(response.status),
            headers=headers,
            body="" if is_binary else self._mask(body),
            size=response.size,
            is_binary=is_binary,
            chunks=response.chunks,
            followed=number > 0,
            image=raw if is_image and is_whole else b"",
            trace=self._trace(response.trace),
        )

    def _other_result(self, step: Step, difference: DifferenceReport) -> Failure:
        wanted, got = difference.wanted.rstrip(), self._mask(difference.got).rstrip()
        diff = "\n".join(line.rstrip("\n") for line in difflib.ndiff(wanted.split("\n"), got.split("\n")))
        remedy = "Corrige el código, o lo que muestra."
        return Failure(step.line + difference.line, "la sesión no da lo que muestra.", remedy, diff)

    def _trace(self, trace: Trace | None) -> Trace | None:
        return trace and masked(trace, self._mask)

    def _mask_all(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self._mask, texts))

    def _mask(self, text: str) -> str:
        return mask(text, str(self.folder))


def line_in_note(step: Step, places: Places, file: str, line: int) -> int:
    """Return the line of the note that a line of a file was written from; else that of the step's block."""
    for offset, written in reversed(places.get(file, ())):
        if line > offset:
            if written.source:
                return written.line
            return written.line + min(line - offset, written.text.count("\n") + 1)
    return step.line


def source_of(places: Places, file: str) -> str:
    """Return the name of the file outside of the note that a file was copied from, if it was."""
    return next((step.source for _, step in places.get(file, ())), "")


def too_slow(seconds: float) -> str:
    """Say that an Example has run for too long."""
    shown = f"{seconds:g}".replace(".", ",")
    return f"el ejemplo no ha acabado en {shown} segundo{'' if shown == '1' else 's'}."
