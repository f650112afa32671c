"""In which order the tests were found, and in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

COLLECTED = pytest.StashKey[list[str]]()
"""The names of all tests as this process has found them, before any is put elsewhere or left out."""

KINDS = (("browser",), ("slow", "quality", "long"))
"""How tests are marked that are run first: in a browser, which then starts once; and what takes long."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> Iterator[None]:
    """Take down in which order the tests were found, before anybody else is asked about them."""
    session.stash[COLLECTED] = [item.nodeid for item in items]
    yield
    if not session.config.option.collectonly:
        items[:] = _dealt(items, _processes(session.config))


def _processes(config: pytest.Config) -> int:
    """Return how many processes share the tests out."""
    return int(getattr(config, "workerinput", {}).get("workercount", 1))


def _dealt(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """Give each process a share of each kind, in the order of kinds; what is in one file stays together.

    Each begins with one of as many equal parts, and at the end all wait for the last test:
    https://pytest-xdist.readthedocs.io/en/stable/distribution.html
    """
    kinds: list[list[pytest.Item]] = [[] for _ in range(len(KINDS) + 1)]
    for item in items:
        found = (number for number, marks in enumerate(KINDS) if any(map(item.get_closest_marker, marks)))
        kinds[next(found, -1)].append(item)
    return [
        item
        for number in range(processes)
        for kind in kinds
        for item in kind[len(kind) * number // processes : len(kind) * (number + 1) // processes]
    ]
