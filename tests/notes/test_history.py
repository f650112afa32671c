"""When git last saw each note change."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from escarcha.history import last_changes, last_commit

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    """Run git as an author whose settings cannot disturb the test."""
    stamp = f"{day}T12:00:00Z"
    person = {f"GIT_{who}_{what}": "a@b.es" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *arguments],  # noqa: S607 - the git of whoever runs the tests
        cwd=folder,
        env={**os.environ, **person, **dates, **quiet},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(site: SiteTest) -> SiteTest:
    """Return a project with two commits, on two days."""
    git(site.root, "init", "-q")
    site.write("a.md").write("b/ñandú «x»\n.md").write("c.md")
    (site.root / "fuera.md").write_text("x")
    git(site.root, "add", ".")
    git(site.root, "commit", "-qm", "uno", day="2026-01-01")
    site.write("a.md", "más").write("nueva.md")
    git(site.root, "commit", "-qam", "dos", day="2026-02-02")
    return site


def test_a_note_was_changed_by_its_last_commit(repository: SiteTest) -> None:
    """Whatever the name; what is not committed, or stands outside of the notes, has no day."""
    assert {str(path): day.isoformat() for path, day in last_changes(repository.content).items()} == {
        "a.md": "2026-02-02",
        "b/ñandú «x»\n.md": "2026-01-01",
        "c.md": "2026-01-01",
    }


def test_the_header_comes_before_git_and_git_before_the_date(repository: SiteTest) -> None:
    """A revision the author writes down counts; the day of publication is the last resort."""
    repository.write("a.md", "---\nupdated: 2020-01-01\n---\n").write("c.md", "---\ndate: 2019-01-01\n---\n")
    repository.write("nueva.md", "---\ndate: 2018-01-01\n---\n")
    read = repository.read()
    updated = {name: read.entries[f"/{name}/"].updated for name in ("a", "c", "nueva")}
    assert updated == {"a": dt.date(2020, 1, 1), "c": dt.date(2026, 1, 1), "nueva": dt.date(2018, 1, 1)}


def test_a_shallow_clone_knows_no_days(
    repository: SiteTest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its one commit would date every note alike."""
    clone = tmp_path_factory.mktemp("clon")
    git(clone, "clone", "-q", "--depth", "1", repository.root.as_uri(), ".")
    assert (clone / "content" / "a.md").exists()
    assert last_changes(clone / "content") == {}


def test_without_git_there_are_no_days(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository and no git are no problem."""
    assert last_changes(site.content) == {}
    monkeypatch.setenv("PATH", "")
    assert last_changes(site.content) == {}


def test_git_is_not_started_where_there_is_no_repository(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of one it has nothing to say; behind a link into one it has."""
    inside, outside, link = (site.root / name for name in ("dentro", "fuera", "enlace"))
    inside.mkdir()
    outside.mkdir()
    git(inside, "init", "-q")
    link.symlink_to(inside)
    started = []

    def run(*_: object, cwd: Path, **__: object) -> None:
        started.append(cwd)
        raise OSError

    monkeypatch.setattr("subprocess.run", run)
    for folder in (inside, outside, link):
        assert last_commit(folder) == ""
    assert started == [inside, link]
