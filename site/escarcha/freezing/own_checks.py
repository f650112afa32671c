"""The checks that a project's ``freeze.py`` adds: each looks at every note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.hooks import CheckedNote, hooks
from escarcha.problems import Code, Problem, Severity
from escarcha.web.diagnosis import diagnose

if TYPE_CHECKING:
    from escarcha.config import Project
    from escarcha.notes import Entry
    from escarcha.pages import Edition


def run_checks(edition: Edition, entry: Entry, project: Project) -> list[Problem]:
    """Return what the project's own checks find wrong with a note, or what is wrong with a check.

    Args:
        edition: that the note is of.
        entry: its place; without a note there is nothing to look at.
        project: from whose folder files are named.
    """
    note = entry.note
    if not hooks.checks or note is None:
        return []
    lines = list(enumerate(note.manuscript.body.split("\n"), note.body_line))
    checked = CheckedNote(str(note.path), entry.url, entry.title, lines, str(edition.page(entry).html))
    found = []
    for name, look in hooks.checks.items():
        try:
            told = [(int(line), str(cause)) for line, cause in look(checked) or ()]
        except Exception as error:  # noqa: BLE001 - the author's own code may raise anything
            found.append(diagnose(error, entry.url, edition.site, project))
            continue
        for line, cause in told:
            sentence = cause if cause.endswith((".", "!", "?")) else f"{cause}."
            remedy = f"Lo dice «{name}»."
            found.append(Problem(Code.OWN_CHECK, note.place, line, sentence, remedy, Severity.WARNING))
    return found
