"""In which order the tests were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

COLLECTED = pytest.StashKey[list[str]]()
"""The names of all tests as this process has found them, before any is put elsewhere or left out."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> Iterator[None]:
    """Take down in which order the tests were found, before anybody else is asked about them."""
    session.stash[COLLECTED] = [item.nodeid for item in items]
    yield
