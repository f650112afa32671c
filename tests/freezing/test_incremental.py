"""A freeze gives the files of a freeze from nothing, whatever has changed since the one before.

Each sequence begins with a site that has been frozen. Every step changes one thing and freezes twice: in
place, with the cache and the output of the freezes before, and in another folder, where nothing is known.
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from changing_site import IN_MEMORY, NOTES, OWN_APP, SOURCES, ChangingSite, Text, digests, png
from possible_changes import APPS, BODIES, CHANGE, CHANGES, MEDIA, PLACES, SITES, TEMPLATES, TEXTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

Thing = TypeVar("Thing", str, Path)

NUMBER = st.integers(0, 99)


def picked(things: Iterable[Thing], number: int) -> Thing:
    """Return one of some things, whatever number is given."""
    ordered = sorted(things)
    return ordered[number % len(ordered)]


class Changes(RuleBasedStateMachine):
    """Whatever an author, another program or a failing disk does between two freezes."""

    sources: ClassVar = SOURCES

    def __init__(self, frozen: Path) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="escarcha-", dir=IN_MEMORY)
        shutil.copytree(frozen, self.folder.name, dirs_exist_ok=True)
        self.site = ChangingSite(Path(self.folder.name))
        self.notes = dict(NOTES)
        self.has_begun = False

    def teardown(self) -> None:
        """Remove the folder."""
        self.folder.cleanup()

    @invariant()
    def is_as_from_nothing(self) -> None:
        """Freeze in place and from nothing: the same problems, and the same files or those of before."""
        if not self.has_begun:  # nothing has changed yet
            self.has_begun = True
            return
        output = self.site.root / "build"
        before = digests(output)
        here, anew = self.site.freeze(), self.site.freeze_from_nothing()
        assert here.problems == anew.problems
        if anew.files is None:
            assert here.files is None
            assert digests(output) == before
        else:
            assert {name for name, _ in (here.files or {}).items() ^ anew.files.items()} == set()
            assert here.report
            assert here.report.changed == len({name for name, _ in before.items() ^ anew.files.items()})

    def save(self, path: str, text: Text) -> None:
        """Write a note."""
        self.notes[path] = text
        self.site.write(f"content/{path}", text.at(path))

    @rule(path=st.sampled_from(PLACES), text=TEXTS)
    def write_note(self, path: str, text: Text) -> None:
        """A note is new, or says something else altogether."""
        self.save(path, text)

    @precondition(lambda self: self.notes)
    @rule(number=NUMBER, change=CHANGE)
    def revise_note(self, number: int, change: tuple[str, str]) -> None:
        """One thing in a note is another, such as its title or its date."""
        path = picked(self.notes, number)
        self.save(path, dataclasses.replace(self.notes[path], **dict([change])))

    @precondition(lambda self: self.notes)
    @rule(number=NUMBER, embed=st.sampled_from(CHANGES["embed"]), word=st.sampled_from(WORDS))
    def embed_and_revise(self, number: int, embed: str, word: str) -> None:
        """A note shows another, and what that one says is something else."""
        path = picked(self.notes, number)
        self.save(path, dataclasses.replace(self.notes[path], embed=embed))
        for other in ("flask/rutas.md", "flask/vistas.md", "jinja/filtros.md"):
            if other in self.notes:
                self.save(other, dataclasses.replace(self.notes[other], word=word))

    @precondition(lambda self: self.notes)
    @rule(number=NUMBER, link=st.sampled_from(CHANGES["link"]), word=st.sampled_from(WORDS))
    def link_and_revise(self, number: int, link: str, word: str) -> None:
        """A note links to another from a sentence that is new, and so do those that linked there before."""
        path = picked(self.notes, number)
        self.save(path, dataclasses.replace(self.notes[path], link=link, word=word))
        for other, text in list(self.notes.items()):
            if text.link == link:
                self.save(other, dataclasses.replace(text, word=word))

    @precondition(lambda self: self.notes)
    @rule(number=NUMBER, place=st.none() | st.sampled_from(PLACES))
    def move_note(self, number: int, place: str | None) -> None:
        """A note has another name, is in another folder, or is gone."""
        path = picked(self.notes, number)
        (self.site.root / "content" / path).unlink()
        text = self.notes.pop(path)
        if place:
            self.save(place, text)

    @rule(size=st.sampled_from([(30, 20), (20, 30), (300, 200)]))
    def draw_anew(self, size: tuple[int, int]) -> None:
        """An image has another size in pixels."""
        self.site.write("content/flask/foto.png", png(*size))

    @rule(text=st.sampled_from(BODIES))
    def change_included(self, text: str) -> None:
        """A file that notes show as their code is another."""
        self.change("content/flask/nombres.py", text)

    @rule(path=st.sampled_from(MEDIA), text=st.none() | st.sampled_from(BODIES))
    def change_media(self, path: str, text: str | None) -> None:
        """A file that is no note, which notes include, show or link to, is another, new or gone."""
        self.change(f"content/{path}", text)

    @rule(text=st.sampled_from(SITES))
    def change_settings(self, text: str) -> None:
        """A setting is another."""
        self.change("content/site.toml", text)

    @rule(
        change=st.sampled_from([(name, text) for name, texts in TEMPLATES.items() for text in (*texts, None)])
    )
    def change_template(self, change: tuple[str, str | None]) -> None:
        """A template of the project is new, another or gone."""
        self.change(f"templates/{change[0]}", change[1])

    @rule(more=st.sampled_from(APPS))
    def change_app(self, more: str) -> None:
        """``freeze.py`` adds something to the app."""
        self.site.write("freeze.py", OWN_APP.replace(b"\nif __name__", more.encode() + b"\n\nif __name__"))

    @rule(text=st.sampled_from(["Poco a poco.", "Palo a palo."]))
    def change_what_a_view_reads(self, text: str) -> None:
        """A file that only ``freeze.py`` reads is another."""
        self.change("lema.txt", text)

    @rule(number=NUMBER, text=st.sampled_from([None, "", "<p>a mano</p>"]))
    def change_output(self, number: int, text: str | None) -> None:
        """Somebody has changed, emptied or deleted a published file."""
        if files := self.site.published:
            self.change(picked(files, number).relative_to(self.site.root).as_posix(), text)

    @rule(path=st.sampled_from(["nuevo/index.html", "flask/suelto.txt", "index.html/x"]))
    def add_to_output(self, path: str) -> None:
        """Somebody has put a file into the published folder, in the place of a page even."""
        if self.site.published:
            file = self.site.root / "build" / path
            if file.parent.is_file():
                file.parent.unlink()
            self.site.write(f"build/{path}", b"x")

    @precondition(lambda self: self.site.kept)
    @rule(number=NUMBER, at=st.integers(0, 5000), bits=st.integers(1, 255))
    def damage_cache(self, number: int, at: int, bits: int) -> None:
        """A byte of what is kept is another."""
        file = picked(self.site.kept, number)
        content = bytearray(file.read_bytes())
        if content:
            content[at % len(content)] ^= bits
            file.write_bytes(content)

    @precondition(lambda self: self.site.kept)
    @rule(number=NUMBER, part=st.floats(0, 0.99))
    def truncate_cache(self, number: int, part: float) -> None:
        """A full disk took a part of what is kept."""
        file = picked(self.site.kept, number)
        content = file.read_bytes()
        file.write_bytes(content[: int(len(content) * part)])

    @precondition(lambda self: len(self.site.kept) > 1)
    @rule(number=NUMBER, other=NUMBER)
    def exchange_kept(self, number: int, other: int) -> None:
        """What is kept under one name stands under another."""
        content = picked(self.site.kept, number).read_bytes()
        picked(self.site.kept, other).write_bytes(content)

    @precondition(lambda self: self.site.kept)
    @rule(number=NUMBER)
    def put_foreign_things_into_cache(self, number: int) -> None:
        """There is a file of somebody else's beside what is kept, and a folder in place of a part of it."""
        file = picked(self.site.kept, number)
        (file.parent / "ajeno").write_bytes(b"x")
        file.unlink()
        file.mkdir()

    @rule()
    def remove_cache(self) -> None:
        """Nothing is kept any more."""
        shutil.rmtree(self.site.root / ".cache", ignore_errors=True)

    def change(self, path: str, text: str | None) -> None:
        """Write a file, or delete it."""
        if text is not None:
            self.site.write(path, text.encode())
        else:
            (self.site.root / path).unlink(missing_ok=True)


EXAMPLE = "# Ejemplo\n\n```python run include=app.py\n```\n\n```text file=a.txt\n{}\n```\n\n"
EXAMPLE += "```python run\nprint(open('a.txt').read())\n```\n"


class ChangesWithExamples(Changes):
    """The same with Examples, whose Outcomes change too; these are few, as each starts a process."""

    sources: ClassVar[dict[str, bytes]] = {
        **SOURCES,
        "content/ejemplo.md": EXAMPLE.format("uno").encode(),
        "content/app.py": b"print(1)\n",
    }

    @rule(text=st.sampled_from(["print(1)\n", "print(2)\n", "print(3)\n", "nada\n", "pass\n", None]))
    def change_included_example(self, text: str | None) -> None:
        """A file that an Example is made of is another, and its Outcome with it."""
        self.change("content/app.py", text)

    @rule(word=st.sampled_from(["uno", "dos"]))
    def change_file_of_example(self, word: str) -> None:
        """What an Example reads is another, and its Outcome with it."""
        self.site.write("content/ejemplo.md", EXAMPLE.format(word).encode())


@pytest.mark.parametrize(
    ("changes", "sequences", "steps"),
    [
        pytest.param(Changes, 50, 2, id="few"),
        pytest.param(ChangesWithExamples, 2, 3, id="examples", marks=pytest.mark.slow),
    ],
)
def test_whatever_changes(tmp_path: Path, changes: type[Changes], sequences: int, steps: int) -> None:
    """What is kept from earlier freezes never shows: not in a file, not in a problem, not in the report.

    With ``--hypothesis-profile=explore`` it tries ten times as many sequences, three times as long.
    """
    if settings.get_current_profile_name() == "explore":
        sequences, steps = 10 * sequences, 3 * steps
    few = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        phases=[
            Phase.generate
        ],  # a sequence is short enough to read, and looking for a shorter one takes minutes
    )
    assert ChangingSite(tmp_path, changes.sources).freeze().files
    sequence: Any = lambda: changes(tmp_path)  # noqa: E731 - hypothesis' type asks for the class alone
    run_state_machine_as_test(sequence, settings=few)


@pytest.mark.slow
def test_each_part_of_each_note(tmp_path: Path) -> None:
    """One after the other, as a change of one note alone seldom comes up by chance: others may show it.

    Every second one; with ``--hypothesis-profile=explore``, all.
    """
    step = 1 if settings.get_current_profile_name() == "explore" else 2
    site, wrong = ChangingSite(tmp_path, SOURCES), []
    assert site.freeze().files
    for at, (path, text) in enumerate(NOTES.items()):
        changed = text
        for part, values in [*CHANGES.items()][at % step :: step]:
            value = next(each for each in values if each not in {getattr(text, part), ""})
            # Two notes cannot have one old address.
            changed = dataclasses.replace(changed, **{part: f"/antes/{path}" if part == "alias" else value})
            site.write(f"content/{path}", changed.at(path))
            here, anew = site.freeze(), site.freeze_from_nothing()
            assert here.files and anew.files, (path, part)  # noqa: PT018 - both, or nothing is compared
            wrong += [(path, part, name) for name in dict(here.files.items() ^ anew.files.items())]
    assert wrong == []
