"""Outcomes by the Examples they are of: in memory, on disk, and several made at once.

An Outcome is kept under everything the Example says, the version of Python and ours. It serves as long as
the packages that the Example imported are those that are installed, so a new Flask runs again what uses
Flask, and nothing else.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from escarcha.examples.example import Example, Outcome
from escarcha.examples.runner import VERSION, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class OutcomeStore:
    """Every Outcome asked for.

    Args:
        folder: where Outcomes outlive the process; None keeps them in memory alone.
        fresh: whether Examples run even if their Outcome is on disk.
    """

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        self._folder = folder
        self._fresh = fresh
        self._known: dict[str, Outcome] = {}

    def get(self, example: Example) -> Outcome:
        """Return the Outcome of an Example, running it if need be."""
        key = _key(example)
        return self._recall(key) or self._keep(key, run(example))

    def missing(self, examples: Iterable[Example]) -> list[Example]:
        """Return those of some Examples that have to run, each once."""
        return list({key: each for each in examples if not self._recall(key := _key(each))}.values())

    def fill(self, examples: Iterable[Example], jobs: int) -> Iterator[int]:
        """Make sure of the Outcomes of many Examples.

        Args:
            examples: in any order.
            jobs: how many to run at once, at most.

        Yields:
            How many have to run, once for each of them.
        """
        missing = {_key(each): each for each in self.missing(examples)}
        with ThreadPoolExecutor(max(1, jobs)) as pool:
            for key, outcome in zip(missing, pool.map(run, missing.values()), strict=True):
                self._keep(key, outcome)
                yield len(missing)

    def _file(self, key: str) -> Path | None:
        return self._folder / "ejemplos" / key[:2] / key[2:] if self._folder else None

    def _recall(self, key: str) -> Outcome | None:
        outcome = self._known.get(key)
        file = self._file(key)
        if outcome or not file or self._fresh:
            return outcome
        try:
            outcome = msgspec.msgpack.decode(file.read_bytes(), type=Outcome)
        except (OSError, msgspec.MsgspecError):
            return None
        if any(_installed(name) != version for name, version in outcome.versions.items()):
            return None
        self._known[key] = outcome
        return outcome

    def _keep(self, key: str, outcome: Outcome) -> Outcome:
        self._known[key] = outcome
        file = self._file(key)
        # What failed runs again: the cause may lie outside of it.
        if file and not outcome.failures:
            with contextlib.suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as part:
                    part.write(msgspec.msgpack.encode(outcome))
                Path(part.name).replace(file)
        return outcome


def _key(example: Example) -> str:
    text = f"{VERSION} {sys.version}\0".encode() + msgspec.json.encode(example)
    return hashlib.sha256(text).hexdigest()[:40]


@functools.cache
def _installed(name: str) -> str:
    if name == "Python":
        return ".".join(map(str, sys.version_info[:3]))
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
