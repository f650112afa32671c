"""What is made once: a note's Extract with its Fragment, and the SearchIndex while nothing changes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from escarcha.rendering import tree
from escarcha.search import Whole, kept

if TYPE_CHECKING:
    from conftest import SiteTest


class Counted:
    """Counts the calls of a function.

    Args:
        patch: undoes it.
        module: where the function is used.
        name: of the function.
    """

    def __init__(self, patch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        function = getattr(module, name)

        def counted(*args: object, **named: object) -> object:
            self.calls += 1
            return function(*args, **named)

        patch.setattr(module, name, counted)

    def since(self) -> int:
        """Return how many calls there were since it was last asked."""
        calls, self.calls = self.calls, 0
        return calls


@pytest.fixture
def notes(site: SiteTest) -> SiteTest:
    """Return a project of three notes, frozen once."""
    site.write("a.md", "# Gato\n\nUn gato gris.").write("b.md", "# Perro\n\n## ¿Qué come?\n\nCarne.")
    return site.write("c.md", "# Ñu\n\nUn ñu pardo.").freeze()


def test_nothing_changed(notes: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A freeze that changes nothing makes no index, and publishes the same."""
    built = Counted(monkeypatch, kept, "write_index")
    before = notes.tree()
    assert notes.freeze().tree() == before
    assert built.since() == 0


def test_one_note_changed(notes: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are cut and weighed for the note that has changed alone; the rest is merged."""
    packed = Counted(monkeypatch, tree, "pack_extract")
    built = Counted(monkeypatch, kept, "write_index")
    before = notes.tree()["_search.json"]
    notes.write("a.md", "# Gato\n\nUn gato blanco.").freeze()
    assert (packed.since(), built.since()) == (1, 1)
    assert notes.tree()["_search.json"] != before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("b.md", "---\ntitle: Can\n---\n# Perro\n\n## ¿Qué come?\n\nCarne."),
        ("b.md", "---\nsearch: 2\n---\n# Perro\n\n## ¿Qué come?\n\nCarne."),
        ("b.md", "---\ntags: [carne]\n---\n# Perro\n\n## ¿Qué come?\n\nCarne."),
        ("d.md", "# Gnu"),
        ("GLOSSARY.md", "# Glosario\n\n## Gato (*cat*)\n\nUn animal."),
    ],
    ids=["title", "boost", "tags", "note", "synonyms"],
)
def test_whatever_it_depends_on(
    notes: SiteTest, monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    """What a header, a new note or the glossary says makes a new index, once."""
    before = notes.tree()["_search.json"]
    built = Counted(monkeypatch, kept, "write_index")
    assert notes.write(path, text).freeze().tree()["_search.json"] != before
    assert built.since() == 1
    notes.freeze()
    assert built.since() == 0


def test_other_rules(notes: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index made by other rules than today's is not used, nor is what it was made from."""
    built = Counted(monkeypatch, kept, "write_index")
    read = Counted(monkeypatch, Whole, "postings")
    monkeypatch.setattr(kept, "digest_of", lambda _: "other")
    shutil.rmtree(notes.build)
    notes.freeze()
    assert (built.since(), read.since()) == (1, 4)
    notes.write("a.md", "# Gato\n\nUn gato blanco.").freeze()
    assert (built.since(), read.since()) == (1, 2)


@pytest.mark.parametrize("part", [0, 0.1, 0.5])
def test_half_a_file(notes: SiteTest, monkeypatch: pytest.MonkeyPatch, part: float) -> None:
    """A disk that was full may have left a part of each file: what does not hold of it is made again."""
    for file in (notes.project.cache / "busqueda").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            file.write_bytes(content[: int(len(content) * part)])
    built = Counted(monkeypatch, kept, "write_index")
    before = notes.tree()
    shutil.rmtree(notes.build)  # without which no freeze can say that nothing has changed
    assert notes.freeze().tree() == before
    assert built.since() == 1 or part > 0  # of half a file the index may have been in the other half
