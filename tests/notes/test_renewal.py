"""A Site with other notes in the same places is the Site that would come out if all were placed anew."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from escarcha.notes import Section
from escarcha.notes.renewal import renew_site

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.notes import Site

NOTES = {
    "index.md": "# Inicio",
    "a.md": "---\ntags: [flask]\naliases: [/vieja/]\n---\n# A\n\nUno.",
    "sin-titulo.md": "Nada.",
    "s/index.md": "# Sección\n\nUna.",
    "s/b.md": "---\ntags: [flask, jinja]\n---\n# B",
    "s/t/README.md": "# Honda",
    "s/t/c.md": "# C",
}


def shape(site: Site) -> object:
    """Return everything that a Site says of its entries."""
    return (
        [
            (
                entry.url,
                entry.title,
                entry.path,
                entry.note and entry.note.body,
                entry.outline,
                entry.updated,
                [child.title for child in entry.children] if isinstance(entry, Section) else None,
                [above.title for above in site.ancestors(entry)],
                [each and each.title for each in site.neighbours(entry)],
                [tag.name for tag in site.tags_of(entry)],
            )
            for entry in site.entries.values()
        ],
        [(url, tag.name, [entry.title for entry in tag.entries]) for url, tag in site.tags.items()],
        {old: entry.title for old, entry in site.redirects.items()},
        site.paths,
    )


def renewed(site: SiteTest, before: Site, *paths: str) -> Site | None:
    """Put the notes of some paths, as they are now, into the Site as it was."""
    site.read()
    now = site.read()
    notes = [entry.note for entry in now.entries.values() if entry.note]
    changed = [note for note in notes if str(note.path) in paths]
    outlines = {note.path: site.store.get(note.manuscript).outline for note in changed}
    return renew_site(before, changed, outlines)


@pytest.mark.parametrize(
    "changes",
    [
        {"a.md": NOTES["a.md"].replace("Uno.", "Dos.")},
        {"a.md": NOTES["a.md"].replace("# A", "# Otro título\n\n## Más")},
        {"sin-titulo.md": "Todo."},
        {"sin-titulo.md": "# Ya tiene"},
        {"s/index.md": "# Sección\n\nOtra."},
        {"index.md": "# Inicio\n\nMás."},
        {
            "s/t/c.md": "# C de nuevo",
            "s/t/README.md": "# Honda\n\nMás.",
            "s/b.md": NOTES["s/b.md"] + "\n\nMás.",
        },
        {"s/b.md": "---\ntags: [flask, jinja]\ntitle: De la cabecera\nsearch: 2\n---\n# B"},
    ],
)
def test_renewed_site(site: SiteTest, changes: dict[str, str]) -> None:
    """Whatever was typed into notes that stay where they are."""
    for path, text in NOTES.items():
        site.write(path, text)
    before = site.read()
    kept = shape(before)
    for path, text in changes.items():
        site.write(path, text)
    fresh = renewed(site, before, *changes)
    assert fresh
    assert shape(fresh) == shape(site.read())
    assert shape(before) == kept


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "---\ntags: [flask]\naliases: [/vieja/]\nslug: otra\n---\n# A"),
        ("a.md", "---\ntags: [otra]\naliases: [/vieja/]\n---\n# A"),
        ("a.md", "---\ntags: [flask]\n---\n# A"),
        ("s/b.md", "---\ntags: [flask, jinja]\norder: 1\n---\n# B"),
        ("s/b.md", "---\ntags: [flask, jinja]\ndate: 2026-01-01\n---\n# B"),
        ("s/index.md", "# Otra sección"),
    ],
)
def test_notes_that_may_have_to_move(site: SiteTest, path: str, text: str) -> None:
    """Where an address, an order, a tag or the name of a section changes, all notes are to be placed."""
    for each, content in NOTES.items():
        site.write(each, content)
    before = site.read()
    assert renewed(site.write(path, text), before, path) is None


def test_a_tag_in_the_text_may_move_its_note(site: SiteTest) -> None:
    """Where tags in the text count, and nowhere else."""
    before = site.write("a.md", "# A\n\nUno.").read()
    assert renewed(site.write("a.md", "# A\n\n#uno."), before, "a.md")
    before = site.settings("inline_tags = true").read()
    assert renewed(site.write("a.md", "# A\n\n#uno, pero más."), before, "a.md")
    assert renewed(site.write("a.md", "# A\n\n#dos."), before, "a.md") is None


def test_a_note_without_a_place(site: SiteTest) -> None:
    """A new note is none that could be put into its place."""
    before = site.write("a.md", "# A").read()
    site.write("b.md", "# B")
    assert renewed(site, before, str(PurePosixPath("b.md"))) is None
