"""The examples of notes as tests: ``pytest content/`` has one for each. ``-p no:escarcha`` turns it off.

https://docs.pytest.org/en/stable/example/nonpython.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike
    from pathlib import Path

    from escarcha.problems import Problem
    from escarcha.testing.published_notes import PublishedNotes

_SUFFIXES = (".md", ".markdown")
_Place = tuple["Path", "Path | None"]
_PROJECTS = pytest.StashKey[dict[_Place, "PublishedNotes"]]()


class UntrueExampleError(Exception):
    """An example does not do what its note says; the message is what a freeze would say."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the examples of a note, if the file is one of a project of ours."""
    if not file_path.name.lower().endswith(_SUFFIXES):
        return None
    place = _place_of(file_path)
    return NoteFile.from_parent(parent, path=file_path, place=place) if place else None


def _place_of(file: Path) -> _Place | None:
    """Return the project that a file is of: by its ``site.toml``, or by our ``freeze.py`` beside the notes.

    That file lies in the project's folder or in that of the notes, which is then given as well.
    """
    for folder in file.parents:
        if _is_ours(folder / "freeze.py"):
            return folder, None
        if (folder / "site.toml").is_file():
            return folder.parent, folder
        if folder.name == "content" and _is_ours(folder.parent / "freeze.py"):
            return folder.parent, folder
    return None


def _is_ours(script: Path) -> bool:
    try:
        return "escarcha" in script.read_text("utf-8", "replace")
    except OSError:
        return False


class NoteFile(pytest.File):
    """A note, as pytest sees it.

    Args:
        place: the folder of the project that it is of, and that of its notes if the project does not say.
        rest: what pytest needs.
    """

    def __init__(self, *, place: _Place, **rest: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**rest)
        self._place = place

    def collect(self) -> Iterator[ExampleItem]:
        """Yield a test for each example."""
        # Here and not above: pytest loads this file in projects that are none of ours.
        from escarcha.config import Project  # noqa: PLC0415 - see above
        from escarcha.problems import EscarchaError  # noqa: PLC0415 - see above
        from escarcha.testing.published_notes import PublishedNotes  # noqa: PLC0415 - see above

        projects = self.config.stash.setdefault(_PROJECTS, {})
        try:
            if self._place not in projects:
                projects[self._place] = PublishedNotes(Project.at(self._place[0], content=self._place[1]))
            notes = projects[self._place]
            for note, example, line in notes.examples(self.path.resolve()):
                yield ExampleItem.from_parent(
                    self, name=f"línea-{line}", line=line, run=partial(notes.run, note, example)
                )
        except EscarchaError as error:
            raise self.CollectError(_tell(error.problems)) from error


class ExampleItem(pytest.Item):
    """An example, as pytest sees it.

    Args:
        line: of the note on which it begins.
        run: runs it and returns what is wrong with it.
        rest: what pytest needs.
    """

    def __init__(self, *, line: int, run: Callable[[], list[Problem]], **rest: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**rest)
        self._line, self._run = line, run

    def runtest(self) -> None:
        """Run the example, whatever is known of it from another time."""
        if problems := self._run():
            raise UntrueExampleError(_tell(problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - pytest's own
        """Say what is wrong as a freeze does, without a traceback of ours."""
        if isinstance(excinfo.value, UntrueExampleError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[PathLike[str], int, str]:
        """Say where the example begins: file, line, and what it is called in reports."""
        return self.path, self._line - 1, f"{self.path.name}:{self._line}"


def _tell(problems: Iterable[Problem]) -> str:
    lines = [line for problem in problems for line in (str(problem), *_indented(problem.detail))]
    return "\n".join(lines)


def _indented(detail: str) -> list[str]:
    return [f"    {line}".rstrip() for line in detail.split("\n")] if detail else []
