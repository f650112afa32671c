"""A plugin of pytest that notes what it finds of each test; PYTEST_DONT_REWRITE, as nothing is asserted here.

https://docs.pytest.org/en/stable/reference/reference.html#test-running-runtest-hooks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pytest


class Verdict(TypedDict):
    """What is said of a test.

    Args:
        name: of the test; of a file, if its tests could not even be found.
        outcome: ``passed``, ``failed`` or ``skipped``.
        detail: why it has failed.
        output: what it has written.
    """

    name: str
    outcome: str
    detail: str
    output: str


_verdicts: dict[str, Verdict] = {}


def take() -> list[Verdict]:
    """Return what was noted since this was last asked, in the order of the tests."""
    found = [*_verdicts.values()]
    _verdicts.clear()
    return found


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a test; that it could not be prepared, or tidied up after, is a failure of its own."""
    if report.when == "call" or not report.passed:
        output = f"{report.capstdout}{report.capstderr}"
        _note(report.nodeid, report.outcome, report.longreprtext, output)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Note a file that could not be read: of what is said of it, what concerns its author."""
    if report.failed:
        marked = [line[1:] for line in report.longreprtext.split("\n") if line.startswith("E")]
        _note(report.nodeid, report.outcome, "\n".join(marked), "")


def _note(identity: str, outcome: str, detail: str, output: str) -> None:
    name = identity.partition("::")[2] or identity
    _verdicts[identity] = Verdict(name=name, outcome=outcome, detail=detail, output=output)
