"""In which order the tests were found, and in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

COLLECTED = pytest.StashKey[list[str]]()
"""The names of all tests as this process has found them, before any is put elsewhere or left out."""

LONG = ("slow", "quality", "long")
"""How tests are marked that take long."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> Iterator[None]:
    """Take down in which order the tests were found, before anybody else is asked about them."""
    session.stash[COLLECTED] = [item.nodeid for item in items]
    yield
    items[:] = _begun_early(items, _processes(session.config))


def _processes(config: pytest.Config) -> int:
    """Return how many processes share the tests out."""
    return int(getattr(config, "workerinput", {}).get("workercount", 1))


def _begun_early(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """Put what takes long before the rest, in the share of each process: at the end, all others wait for it.

    Each process begins with one of as many equal parts:
    https://pytest-xdist.readthedocs.io/en/stable/distribution.html
    """
    is_long = [any(map(item.get_closest_marker, LONG)) for item in items]
    long = [item for item, wanted in zip(items, is_long, strict=True) if wanted]
    others = [item for item, wanted in zip(items, is_long, strict=True) if not wanted]
    ordered: list[pytest.Item] = []
    for number in range(processes):
        share = long[number::processes]
        until = len(items) * (number + 1) // processes
        count = max(0, until - len(ordered) - len(share))
        ordered += [*share, *others[:count]]
        del others[:count]
    return ordered + others
