"""Outcomes by the Examples they are of: in memory, on disk, and several made at once.

An Outcome is kept under all that the Example says but its lines, the version of Python and ours. It serves
as long as the packages that the Example imported are those that are installed, so a new Flask runs again what
uses Flask, and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from escarcha.examples.example import Example, Kind, Outcome
from escarcha.examples.packages import installed
from escarcha.examples.processes import ForkServers, start_anew
from escarcha.examples.runner import VERSION, run
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from escarcha.examples.processes import Start


class OutcomeStore:
    """Every Outcome asked for.

    Args:
        folder: where Outcomes outlive the process; None keeps them in memory alone.
        fresh: whether Examples run even if their Outcome is on disk.
        stays_warm: whether a process waits for Examples that are asked for one by one, as long as this lives.
    """

    def __init__(self, folder: Path | None = None, *, fresh: bool = False, stays_warm: bool = False) -> None:
        self._shelf = Shelf(folder and folder / "ejemplos")
        self._fresh = fresh
        self._start: Start = start_anew
        if stays_warm:
            self._start = servers = ForkServers()
            weakref.finalize(self, servers.close)
        self._known: dict[str, Outcome] = {}
        self._failed: dict[Example, Outcome] = {}

    def get(self, example: Example) -> Outcome:
        """Return the Outcome of an Example, running it if need be."""
        return self._recall(example) or self._keep(example, run(example, self._start))

    def missing(self, examples: Iterable[Example]) -> list[Example]:
        """Return those of some Examples that have to run, each once."""
        by_key = {_key(each): each for each in examples}
        self._take_from_disk(by_key)
        return [each for key, each in by_key.items() if not (key in self._known or each in self._failed)]

    def fill(self, examples: Iterable[Example], jobs: int) -> Iterator[int]:
        """Make sure of the Outcomes of many Examples.

        Args:
            examples: in any order.
            jobs: how many to run at once, at most.

        Yields:
            How many have to run, once for each of them.
        """
        missing = self.missing(examples)
        # Whoever goes away in the middle ends the servers first, and waits for none of their examples.
        has_tests = any(step.kind is Kind.TESTS for example in missing for step in example.steps)
        servers = ForkServers(is_warm=len(missing) > jobs, ready=["pytest"] if has_tests else ())
        with ThreadPoolExecutor(max(1, jobs)) as pool, servers:
            for example, outcome in zip(missing, pool.map(run, missing, repeat(servers)), strict=True):
                self._keep(example, outcome)
                yield len(missing)

    def forget_others(self, examples: Iterable[Example]) -> None:
        """Drop from memory what belongs to none of these Examples, and from disk what is old."""
        wanted = {_key(each): each for each in examples}
        self._known = {key: outcome for key, outcome in self._known.items() if key in wanted}
        self._failed = {each: outcome for each, outcome in self._failed.items() if each in wanted.values()}
        self._shelf.clear_old(wanted)

    def _recall(self, example: Example) -> Outcome | None:
        key = _key(example)
        if key not in self._known:
            self._take_from_disk([key])
        return self._known.get(key) or self._failed.get(example)

    def _take_from_disk(self, keys: Iterable[str]) -> None:
        if self._fresh:
            return
        for key, kept in self._shelf.get_all(key for key in keys if key not in self._known).items():
            with contextlib.suppress(msgspec.MsgspecError):
                outcome = msgspec.msgpack.decode(kept, type=Outcome)
                if all(installed(name) == version for name, version in outcome.versions.items()):
                    self._known[key] = outcome

    def _keep(self, example: Example, outcome: Outcome) -> Outcome:
        if outcome.failures:
            # Its lines matter, and it runs again next time: the cause may lie outside of it.
            self._failed[example] = outcome
            return outcome
        key = _key(example)
        self._known[key] = outcome
        self._shelf.put(key, msgspec.msgpack.encode(outcome))
        return outcome


def _key(example: Example) -> str:
    """Name an Example, wherever it stands and whoever may see it: a line more above it runs nothing again."""
    steps = tuple(replace(step, line=0, is_withheld=False) for step in example.steps)
    placeless = replace(example, steps=steps, tries=None)
    text = f"{VERSION} {sys.version}\0".encode() + msgspec.json.encode(placeless)
    return hashlib.sha256(text).hexdigest()[:40]
