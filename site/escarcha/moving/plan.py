"""What happens to each file when something moves, worked out before anything is written."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escarcha.markup import Reader
from escarcha.moving.edits import Edited, edit_settings, left_alone
from escarcha.moving.mending import Mender, used_alone
from escarcha.moving.moves import Moves
from escarcha.moving.sides import Side, moved_settings, side_of, with_paths
from escarcha.moving.writing import split_tail
from escarcha.notes import gather_notes
from escarcha.notes.header import read_header
from escarcha.notes.header_places import add_alias
from escarcha.notes.rewriting import replace_spans
from escarcha.notes.text import decode
from escarcha.pages import open_store
from escarcha.problems import EscarchaError, has_errors, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path, PurePosixPath

    from escarcha.config import Project
    from escarcha.notes import Gathering, Note
    from escarcha.pages import FragmentStore


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens when something moves.

    Args:
        project: whose.
        moved: files and folders, each with its new place.
        edited: files whose text changes.
        aliases: the old addresses that go on leading to where they led.
        left_alone: lines of other tools' settings that name something by its old path.
    """

    project: Project
    moved: tuple[tuple[Path, Path], ...]
    edited: tuple[Edited, ...]
    aliases: tuple[str, ...]
    left_alone: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield it as people read it: what moves, and the difference of each text."""
        display = self.project.display
        for old, new in self.moved:
            yield f"{display(old)} → {display(new)}"
        for each in self.edited:
            before, after = (decode(content)[0].split("\n") for content in (each.before, each.after))
            names = (display(each.old), display(each.new))
            yield from difflib.unified_diff(before, after, *names, lineterm="", n=1)
        yield from self.left_alone


def make_plan(project: Project, moves: Moves, jobs: int = 1) -> Plan:
    """Say what happens to each file when something moves.

    Args:
        project: whose notes they are.
        moves: which path becomes which.
        jobs: processes to render with.

    Raises:
        EscarchaError: if the notes are no site before or afterwards, or a link cannot be mended.
    """
    gathering = gather_notes(project, drafts=True)
    if has_errors(gathering.problems):
        raise EscarchaError(*gathering.problems)
    store = open_store(project, gathering.settings)
    for _ in store.fill([note.manuscript for note in gathering.notes.values()], jobs):
        pass
    return _Planning(project, gathering, store, moves).plan()


class _Planning:
    """Works out a Plan.

    Args:
        project: whose notes they are.
        gathering: they, as they lie.
        store: of their Fragments.
        moves: which path becomes which.
    """

    def __init__(self, project: Project, gathering: Gathering, store: FragmentStore, moves: Moves) -> None:
        self._project, self._store = project, store
        back = Moves({new: old for old, new in moves.paths.items()} if moves.are_done else {})
        settings = gathering.settings
        self._then = with_paths(gathering, back.to, settings)
        self._files = {back.to(source.path): project.content / source.path for source in gathering.notes}
        self._before = self._side(self._then)
        self._moves = moves.with_further({} if moves.are_done else self._further(moves))
        self._after = self._side(
            with_paths(self._then, self._moves.to, moved_settings(settings, self._moves.to))
        )
        reader = Reader(settings.extensions, settings.dialect)
        self._mender = Mender(project, self._before, self._after, self._moves, reader)
        self._aliases: list[str] = []

    def plan(self) -> Plan:
        """Work it out."""
        edited = [found for note in self._before.notes.values() if (found := self._edit(note))]
        self._make_sure({each.old: each for each in edited})
        before, after = self._then.settings, self._after.site.settings
        settings = edit_settings(self._project, before, after)
        content, done = self._project.content, self._moves.are_done
        moved = [(content / old, content / new) for old, new in self._moves.paths.items()]
        every = tuple(edited if settings is None else [*edited, settings])
        left = tuple(left_alone(self._project, before, after))
        return Plan(self._project, tuple(() if done else moved), every, tuple(self._aliases), left)

    def _side(self, gathering: Gathering) -> Side:
        notes = gathering.notes.values()
        return side_of(gathering, {note.path: self._store.gist(note.manuscript).outline for note in notes})

    def _further(self, moves: Moves) -> Mapping[PurePosixPath, PurePosixPath]:
        """Return the media that go along with a single note, as nobody else needs them where they are."""
        ((old, new),) = moves.paths.items()
        note = self._before.notes.get(old)
        if note is None or old.parent == new.parent:
            return {}
        every = ((each, self._store.gist(each.manuscript).links) for each in self._before.notes.values())
        further = {
            path: new.parent / path.relative_to(old.parent)
            for path in sorted(used_alone(note, every, self._before))
        }
        content = self._project.content
        return {path: other for path, other in further.items() if not os.path.lexists(content / other)}

    def _edit(self, note: Note) -> Edited | None:
        """Return how the file of a note changes; None if it stays as it is."""
        file, new = self._files[note.path], self._moves.to(note.path)
        alias = self._alias(note)
        is_wrong = any(self._mender.wrong(note, self._store.gist(note.manuscript).links))
        if not (is_wrong or alias or note.body_line > 1 or self._mender.included_elsewhere(note)):
            return None
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise EscarchaError(unreadable(error, note.place)) from error
        text = decode(raw)[0]
        spans = [*self._mender.spans(note, text, in_body=is_wrong or self._mender.included_elsewhere(note))]
        if alias and (span := add_alias(text, alias)):
            spans.append(span)
            self._aliases.append(alias)
        changed = replace_spans(raw, spans)
        return None if changed == raw else Edited(file, self._project.content / new, raw, changed)

    def _alias(self, note: Note) -> str:
        """Return the old address of a note that it is to keep; empty if it keeps it, or somebody has it."""
        new = self._moves.to(note.path)
        old, url = self._before.entries[note.path].url, self._after.entries[new].url
        if old == url or note.header.draft or old in note.header.aliases:
            return ""
        return old if self._after.reading.addresses.is_free(old) else ""

    def _make_sure(self, edited: Mapping[Path, Edited]) -> None:
        """Read all notes as they will be, and follow every link.

        Raises:
            EscarchaError: if one leads elsewhere.
        """
        notes = {
            note.path: self._changed(note, edited.get(self._files[note.path]))
            for note in self._before.notes.values()
        }
        renewed = {
            replace(source, path=self._moves.to(source.path)): notes.get(note.path, note)
            for source, note in self._then.notes.items()
        }
        then = with_paths(self._then, self._moves.to, self._after.site.settings)
        after = self._side(replace(then, notes=renewed))
        wrong = [
            found
            for note in self._before.notes.values()
            for found in self._follow(note, notes[note.path], after)
        ]
        if wrong:
            raise EscarchaError(*(problem for error in wrong for problem in error.problems))

    def _changed(self, note: Note, edited: Edited | None) -> Note:
        """Return a note as it will be."""
        path = self._moves.to(note.path)
        note_then = replace(note, path=path, place=self._project.display(self._project.content / path))
        if edited is None:
            return note_then
        text = decode(edited.after)[0]
        reading = read_header(text)
        body = "\n".join(text.split("\n")[reading.body_line - 1 :])
        inclusions = tuple(
            replace(each, name=self._mender.included_as(note, each.name)) for each in note.inclusions
        )
        return replace(
            note_then,
            header=reading.header,
            header_lines=reading.lines,
            body=body,
            body_line=reading.body_line,
            inclusions=inclusions,
        )

    def _follow(self, note: Note, changed: Note, after: Side) -> Iterator[EscarchaError]:
        """Yield the links of a note that lead elsewhere when it has changed."""
        links, others = self._store.gist(note.manuscript).links, self._store.gist(changed.manuscript).links
        lead = note.body_line - 1
        if len(links) != len(others):
            yield self._mender.refused(note, lead + 1, note.path.name)
            return
        for link, other in zip(links, others, strict=True):
            if link.target.startswith("#"):
                continue
            expected = self._mender.expected(link.target, note.path, is_wikilink=link.is_wikilink)
            leads = after.leads_to(other.target, changed.path, is_wikilink=other.is_wikilink)
            led = self._before.leads_to(link.target, note.path, is_wikilink=link.is_wikilink)
            same = (
                (leads is None or self._moves.are_done) if led is None else (leads and leads[0] == expected)
            )
            if not same or split_tail(link.target)[1] != split_tail(other.target)[1]:
                yield self._mender.refused(note, link.line + lead, link.target)
