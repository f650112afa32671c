"""A preview that follows what is saved, in this process, for tests."""

from __future__ import annotations

import inspect
import threading
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from escarcha import create_app
from escarcha.preview.server import listen
from escarcha.preview.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from conftest import SiteTest
    from escarcha.problems import Problem


class Heard:
    """Takes down what a preview would say in the terminal."""

    def __init__(self) -> None:
        self.rebuilds: list[list[str]] = []
        self.problems: list[list[str]] = []

    def rebuilt(self, files: Sequence[str], _: float) -> None:
        """Take down which files have changed."""
        self.rebuilds.append([*files])

    def checked(self, problems: Sequence[Problem]) -> None:
        """Take down what is wrong."""
        self.problems.append([str(problem) for problem in problems])

    def restarts(self) -> None:
        """Take down nothing: a test's process does not start anew."""


class LiveTest:
    """A preview of the project of a test.

    Args:
        site: the project.
    """

    def __init__(self, site: SiteTest) -> None:
        self.site, self.heard = site, Heard()
        self.session = Session(site.project, create_app(site.root), self.heard, ["localhost", "127.0.0.1"])
        self.server = listen(self.session.site, None)
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://{self.server.host}:{self.server.port}"

    def start(self) -> None:
        """Start it."""
        self.session.start()
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self.session.stop()
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


def ask(address: str) -> str:
    """Return what a server answers."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail(f"{inspect.getsource(is_so).strip()} has not come true")


@pytest.fixture
def live(site: SiteTest) -> Iterator[LiveTest]:
    """Return a preview of the test's project; the test starts it when its notes are written."""
    session = LiveTest(site)
    yield session
    session.stop()
