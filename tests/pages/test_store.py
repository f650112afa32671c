"""Fragments kept: in memory, on disk, and made by several processes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha import shelf
from escarcha.notes.inclusions import Inclusion, Manuscript
from escarcha.pages.manner import Manner
from escarcha.pages.store import RECENT, WORTH_A_PROCESS, FragmentStore
from escarcha.rendering.fragment import Fragment
from escarcha.rendering.renderer import Renderer
from escarcha.shelf import KEEP_DAYS, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOTE = Manuscript("# Hola\n\n[a](b.md) `x` ñ\u00a0🎉\n\n```nadie\nx\n```\n")


def kept(folder: Path) -> list[Path]:
    """Return the files of a cache."""
    return [file for file in folder.rglob("*") if file.is_file()]


@given(st.text(st.sampled_from("ab\n#`[]()*ñ🎉\u00a0") | st.characters(codec="utf-8"), max_size=60))
def test_what_is_kept_is_what_was_rendered(body: str) -> None:
    """A Fragment comes back from the disk's format as it went in."""
    fragment = Renderer().render(body)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(fragment), type=Fragment) == fragment


def test_a_hit_is_what_was_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process takes from the disk what the first has made, and renders nothing."""
    made = FragmentStore(folder=tmp_path).get(NOTE)
    monkeypatch.setattr(Renderer, "render", lambda *_: pytest.fail("rendered again"))
    assert FragmentStore(folder=tmp_path).get(NOTE) == made
    assert made.remarks


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--no-cache`` keeps Fragments in memory alone."""
    monkeypatch.chdir(tmp_path)
    store = FragmentStore()
    assert store.get(NOTE) is store.get(NOTE)
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    "rubbish", [b"", b"\xc1", b"\x80", b"\x95\x90\x90\x90\xa0\x90", b"{}", b"\xff" * 100]
)
def test_a_corrupt_file_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rubbish: bytes) -> None:
    """Whatever happened to the cache, the page is right, and the file is put right."""
    made = FragmentStore(folder=tmp_path).get(NOTE)
    (file,) = kept(tmp_path)
    file.write_bytes(rubbish)
    assert FragmentStore(folder=tmp_path).get(NOTE) == made
    monkeypatch.setattr(Renderer, "render", lambda *_: pytest.fail("rendered again"))
    assert FragmentStore(folder=tmp_path).get(NOTE) == made


def test_a_truncated_file_is_a_miss(tmp_path: Path) -> None:
    """A disk that was full may have left half a file."""
    made = FragmentStore(folder=tmp_path).get(NOTE)
    (file,) = kept(tmp_path)
    file.write_bytes(file.read_bytes()[:-3])
    assert FragmentStore(folder=tmp_path).get(NOTE) == made


def test_a_byte_that_turned_is_a_miss(tmp_path: Path) -> None:
    """What still reads well, but is not what was kept under its key, does not pass for it."""
    other = Manuscript("# Otra\n\nHola.")
    made = [FragmentStore(folder=tmp_path).get(each) for each in (NOTE, other)]
    (file,) = kept(tmp_path)
    good = file.read_bytes()
    file.write_bytes(good.replace(b"Hola", b"Mala"))
    assert [FragmentStore(folder=tmp_path).get(each) for each in (NOTE, other)] == made
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE kept SET content = (SELECT content FROM kept AS k WHERE k.key <> kept.key)")
    assert [FragmentStore(folder=tmp_path).get(each) for each in (NOTE, other)] == made


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """Where the cache should be there is a file; the note is rendered all the same."""
    (tmp_path / "cache").write_text("x")
    assert FragmentStore(folder=tmp_path / "cache").get(NOTE).headings


def test_other_extensions_are_another_cache(tmp_path: Path) -> None:
    """A Fragment depends on the extensions, so its name on disk does too."""
    body = "Un «texto» 'citado'"
    plain = FragmentStore(folder=tmp_path).get(Manuscript(body))
    extended = FragmentStore(Manner({"markdown.extensions.smarty": {}}), tmp_path).get(Manuscript(body))
    assert plain != extended
    assert FragmentStore(folder=tmp_path).get(Manuscript(body)) == plain


def test_an_included_file_is_part_of_the_key(tmp_path: Path) -> None:
    """A note is rendered again when a file it shows has changed, and only then."""
    body = '```text include="a.txt"\n```\n'
    store = FragmentStore(folder=tmp_path)
    first = store.get(Manuscript(body, (Inclusion("a.txt", "uno\n"),)))
    assert "uno" in first.parts[0]
    assert "dos" in store.get(Manuscript(body, (Inclusion("a.txt", "dos\n"),))).parts[0]
    assert store.get(Manuscript(body, (Inclusion("a.txt", "uno\n"),))) is first


def test_progress_is_one_step_a_note(tmp_path: Path) -> None:
    """Known, new or given twice: each note is one step."""
    store = FragmentStore(folder=tmp_path)
    store.get(Manuscript("a"))
    assert len(list(store.fill(list(map(Manuscript, "abbc")), jobs=1))) == 4


def test_two_processes_give_what_one_gives() -> None:
    """The number of processes is never seen in the result."""
    bodies = [
        Manuscript(f"# Nota {number}\n\n[a](b.md)\n\n```nadie\n{number}\n```")
        for number in range(2 * WORTH_A_PROCESS)
    ]
    one, two = FragmentStore(), FragmentStore()
    assert len(list(one.fill(bodies, jobs=1))) == len(list(two.fill(bodies, jobs=2))) == len(bodies)
    assert [two.get(body) for body in bodies] == [one.get(body) for body in bodies]


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From memory at once; from disk after a month, unless it is still in use."""
    store = FragmentStore(folder=tmp_path)
    keys = {body: store.key(Manuscript(body)) for body in "abc"}
    for body in keys:
        store.get(Manuscript(body))
    store.forget_others(map(Manuscript, "abc"))
    assert len(Shelf(tmp_path).get_all(keys.values())) == 3
    later = shelf._today() + KEEP_DAYS + 1
    monkeypatch.setattr(shelf, "_today", lambda: later)
    FragmentStore(folder=tmp_path).forget_others([Manuscript("a")])
    assert set(Shelf(tmp_path).get_all(keys.values())) == {keys["a"]}


def test_of_most_notes_the_gist_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a site asks of every note is read without its HTML, and memory holds few Fragments at a time."""
    bodies = [Manuscript(f"# Nota {number}\n\n[a](b.md)") for number in range(2 * RECENT)]
    store = FragmentStore(folder=tmp_path)
    assert len(list(store.fill(bodies, jobs=1))) == len(bodies)
    later = FragmentStore(folder=tmp_path)
    asked: list[str] = []
    get_all = Shelf.get_all

    def noted(shelf: Shelf, keys: Iterable[str]) -> dict[str, bytes]:
        found = get_all(shelf, keys)
        asked.extend(found)
        return found

    monkeypatch.setattr(Shelf, "get_all", noted)
    assert len(list(later.fill(bodies, jobs=1))) == len(bodies)
    assert [later.gist(body).headings[0].text for body in bodies] == [f"Nota {n}" for n in range(len(bodies))]
    assert not {*asked} & {later.key(body) for body in bodies}
    assert [later.get(body).parts for body in bodies] == [store.get(body).parts for body in bodies]
    assert len(later._recent) <= RECENT


def test_a_fragment_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    """Where the disk has lost the Fragment and not its Gist, the page is right all the same."""
    made = FragmentStore(folder=tmp_path).get(NOTE)
    store = FragmentStore(folder=tmp_path)
    (file,) = kept(tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM kept WHERE key = ?", (store.key(NOTE),))
    assert store.gist(NOTE).headings == made.headings
    assert store.get(NOTE) == made
