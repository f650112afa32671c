"""What the checks beyond the site look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup import Reader
from escarcha.notes import gather_notes
from escarcha.pages import open_store
from escarcha.pages.judgement import folder_of, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.config import Project, Settings
    from escarcha.notes import Note
    from escarcha.pages import FragmentStore
    from escarcha.problems import Problem


@dataclass(frozen=True, slots=True)
class Material:
    """The notes of a project that are published.

    Args:
        project: whose they are.
        settings: of the site.
        notes: in the order of their paths.
        store: of their Fragments.
        reader: tells where in a note something stands.
    """

    project: Project
    settings: Settings
    notes: tuple[Note, ...]
    store: FragmentStore
    reader: Reader

    def judge(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return what is to be told of some problems, as the author has decided."""
        ignores = ((note, self.store.gist(note.manuscript).ignores) for note in self.notes)
        folder = folder_of(self.notes)
        return judge(problems, ignores, self.settings.checks, folder=folder, are_all=False)


def gather(project: Project, *, on_disk: bool = True) -> Material:
    """Read the notes of a project.

    Args:
        project: whose.
        on_disk: whether Fragments of earlier runs are used and kept.

    Raises:
        EscarchaError: if there is nothing to read.
    """
    gathering = gather_notes(project)
    notes = tuple(note for note in gathering.notes.values() if note.path not in gathering.hidden)
    store = open_store(project, gathering.settings, on_disk=on_disk)
    settings = gathering.settings
    return Material(project, settings, notes, store, Reader(settings.extensions, settings.dialect))
