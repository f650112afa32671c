"""What ``preview`` shows, and what it says in the terminal while somebody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escarcha.cli import previewing
from escarcha.cli.previewing import _Terminal
from escarcha.preview.session import Session
from escarcha.problems import Code, Problem

if TYPE_CHECKING:
    import pytest

    from conftest import CommandTest, SiteTest
    from escarcha.config import Project


def test_another_folder(site: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--content`` and, with ``--built``, ``--output`` count from the working folder."""
    monkeypatch.setattr("werkzeug.serving.BaseWSGIServer.serve_forever", lambda self: self.server_close())
    shown = []
    session = Session

    def of(project: Project, *rest: Any) -> Any:
        shown.append(project.content)
        return session(project, *rest)

    monkeypatch.setattr(previewing, "Session", of)
    (site.root / "otras").mkdir()
    (site.root / "otras" / "a.md").write_text("# A\n", "utf-8")
    command("preview", "--content", "otras")
    assert shown == [site.root / "otras"]
    assert command("--content", "otras", "--output", "otro").returncode == 0
    assert command("preview", "--built", "--output", "otro").returncode == 0
    assert command("preview", "--built").returncode == 1


def test_each_problem_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """When it comes up; then how many there are, until there is none."""
    one, other = (Problem(Code.BROKEN_LINK, "a.md", line, "mal.", "Bien.") for line in (1, 2))
    terminal = _Terminal()
    for problems in ([one], [one], [one, other], [other], []):
        terminal.checked(problems)
    said = capsys.readouterr().err
    assert [said.count(f"a.md:{line}:") for line in (1, 2)] == [1, 1]
    assert said.count("Ahora hay") == 3
    assert said.endswith("Ya no hay problemas.\n")
