"""The Shelf: what is kept comes back to the byte, or not at all."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from escarcha import shelf
from escarcha.shelf import KEEP_DAYS, NAME, Shelf

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from pathlib import Path

THINGS = {f"k{number}": bytes([number]) * number * 500 for number in range(20)}


@pytest.fixture
def full(tmp_path: Path) -> Shelf:
    """Return a shelf with some things on it."""
    full = Shelf(tmp_path / "a" / "b")
    full.put_all(THINGS)
    return full


def test_what_is_kept_comes_back(full: Shelf, tmp_path: Path) -> None:
    """Another Shelf of the same folder has it; what nobody has kept is not there."""
    again = Shelf(tmp_path / "a" / "b")
    assert again.get_all([*THINGS, "none"]) == THINGS
    assert again.get("none") is None
    again.put("k3", b"other")
    assert full.get("k3") == b"other"


def test_without_a_folder_nothing_is_kept() -> None:
    """A Shelf without a folder takes everything and has nothing."""
    nothing = Shelf(None)
    nothing.put("k", b"x")
    nothing.clear_old()
    assert nothing.get("k") is None


@pytest.mark.parametrize("step", [1, 7])
def test_no_damage_passes_for_what_was_kept(full: Shelf, tmp_path: Path, step: int) -> None:
    """Whichever byte of the file turns, what comes back is right or missing, and can be kept again."""
    file = tmp_path / "a" / "b" / NAME
    good = file.read_bytes()
    for at in range(step, len(good), 997):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1 << step]) + good[at + 1 :])
        assert full.get_all(THINGS).items() <= THINGS.items()
        full.clear_old()
    for at in range(0, len(good), 4001):
        file.write_bytes(good[:at])
        assert full.get_all(THINGS).items() <= THINGS.items()
        full.put_all(THINGS)
        assert full.get_all(THINGS) == THINGS


@pytest.mark.parametrize("content", [None, "text", 7, b"foreign"])
def test_what_another_program_has_written_is_not_taken(full: Shelf, tmp_path: Path, content: object) -> None:
    """A row of another kind, or without its digest, is a thing that is not there."""
    with closing(sqlite3.connect(tmp_path / "a" / "b" / NAME)) as database, database:
        database.execute("UPDATE kept SET content = ? WHERE key = 'k5'", (content,))
    assert full.get_all(THINGS) == {key: value for key, value in THINGS.items() if key != "k5"}


def test_where_the_disk_does_not_take_it_nothing_is_kept(tmp_path: Path) -> None:
    """A file in place of the folder, or a folder in place of the file, stops nobody."""
    (tmp_path / "file").write_text("x")
    (tmp_path / NAME).mkdir()
    for stopped in (Shelf(tmp_path / "file"), Shelf(tmp_path)):
        stopped.put("k", b"x")
        stopped.clear_old()
        assert stopped.get("k") is None


def test_what_nobody_asks_for_is_thrown_away(
    full: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After a month without a question a thing goes, unless it is wanted; a question gives it another."""
    today = shelf._today()
    monkeypatch.setattr(shelf, "_today", lambda: today + KEEP_DAYS)
    assert full.get("k1") == THINGS["k1"]
    full.clear_old()
    assert len(full.get_all(["k1"])) == 1
    monkeypatch.setattr(shelf, "_today", lambda: today + KEEP_DAYS + 1)
    full.clear_old(["k2"])
    assert set(Shelf(tmp_path / "a" / "b").get_all(THINGS)) == {"k1", "k2"}


def _put(folder: Path, number: int) -> None:
    for each in range(20):
        Shelf(folder).put(f"{number}-{each}", bytes([number, each]))


def test_many_write_at_once(tmp_path: Path) -> None:
    """Processes and threads that write into one folder lose nothing of each other's."""
    context = get_context("fork")
    writers: list[ForkProcess | threading.Thread] = [
        context.Process(target=_put, args=(tmp_path, number)) for number in range(2)
    ]
    writers += [threading.Thread(target=_put, args=(tmp_path, number)) for number in (2, 3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = Shelf(tmp_path).get_all(f"{number}-{each}" for number in range(4) for each in range(20))
    assert len(found) == 80
