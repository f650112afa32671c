"""Sites that must fail: each with its place, its cause, its remedy and its code, and nothing published.

After Zola's ``test_sites_invalid``.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from escarcha.freezing import Options
from escarcha.notes.note import read_note
from escarcha.web.diagnosis import check_templates
from invalid_sites import INVALID
from mistakes import PNG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import CommandTest, ScriptTest
    from invalid_sites import Invalid


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a good site as published."""
    site = SiteTest(tmp_path_factory.mktemp("buena")).write("buena.md", "# Buena").freeze()
    assert not site.failed
    return site.build


def lay_out(site: SiteTest, good: Path, invalid: Invalid) -> dict[str, bytes]:
    """Publish the good site, write the invalid one, and return what is published."""
    shutil.copytree(good, site.build)
    for name, text in invalid.files.items():
        file = site.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return site.tree()


def hold(invalid: Invalid, err: str) -> None:
    """Assert what standard error must say."""
    assert "Traceback" not in err
    (line,) = [line for line in err.splitlines() if f"[{invalid.code}]" in line][:1]
    assert line.startswith(f"error {invalid.place}"), line
    if not invalid.place.endswith(":"):
        assert re.match(rf"error {re.escape(invalid.place)}: ", line), line
    assert invalid.says in line
    assert re.search(rf"[.»] [¿«A-ZÁÉÍÓÚ].*[.?»)] \[{invalid.code}\]$", line), f"no remedy: {line}"
    assert "No se ha publicado nada" in err
    assert "«build» queda como estaba" in err


@pytest.mark.parametrize("name", [name for name in INVALID if not name.startswith("view")])
def test_invalid_site(site: SiteTest, good: Path, name: str, command: CommandTest) -> None:
    """The command ends with 1, says what is wrong and where, and leaves the last site to the byte."""
    before = lay_out(site, good, INVALID[name])
    done = command()
    assert (done.returncode, done.stdout) == (INVALID[name].exit_code, "")
    hold(INVALID[name], done.stderr)
    assert site.tree() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "header-two-colons",
        "bytes",
        "collision-accents",
        "settings-broken",
        "template-variable",
        "figure-late",
        "view",
        "view-exit",
    ],
)
def test_invalid_site_as_a_process(site: SiteTest, good: Path, script: ScriptTest, name: str) -> None:
    """The real ``python freeze.py`` does the same."""
    before = lay_out(site, good, INVALID[name])
    done = script()
    assert done.returncode == INVALID[name].exit_code
    assert done.stdout == ""
    hold(INVALID[name], done.stderr)
    assert site.tree() == before


def test_every_problem_is_shown_at_once(site: SiteTest) -> None:
    """Errors of several notes come together, in the order of their files."""
    site.write("b.md", b"\xff").write("a.md", "---\n- x\n---\n").write("c.md", b"\0").write("d.md", "# Bien")
    site.freeze()
    assert [problem.split(":")[0] for problem in site.problems] == [
        "content/a.md",
        "content/b.md",
        "content/c.md",
    ]


def test_errors_of_every_setting_are_shown_at_once(site: SiteTest) -> None:
    """Each mistake in the settings has a line of its own."""
    site.write("a.md", "A").settings("title = 1\nnada = 2\nnav = 3\n").freeze()
    assert [problem.split(": ")[0] for problem in site.problems] == [
        f"content/site.toml:{line}" for line in (1, 2, 3)
    ] or sorted(site.codes) == ["ajuste-desconocido", "ajuste-invalido", "ajuste-invalido"]


def test_missing_folder(site: SiteTest) -> None:
    """A project without ``content/`` is told so."""
    site.content.rmdir()
    site.freeze()
    assert site.codes == ["sin-notas"]
    assert site.problems[0].startswith("content: ")
    assert "no existe" in site.problems[0]


def test_a_file_in_place_of_the_folder(site: SiteTest) -> None:
    """Where ``content`` is a file the folder does not exist."""
    site.content.rmdir()
    site.content.write_text("x", "utf-8")
    site.freeze()
    assert site.codes == ["sin-notas"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_template_that_may_not_be_read(site: SiteTest) -> None:
    """A template without permission to read it is named like a note without."""
    file = site.write("a.md", "# A").write("../templates/note.html").root / "templates" / "note.html"
    file.chmod(0)
    site.freeze()
    assert site.problems == [
        "templates/note.html: no se puede leer: no hay permiso. Revisa sus permisos. [ilegible]"
    ]


@pytest.mark.parametrize("name", ["b.md", "foto.png"])
def test_a_file_that_vanishes(site: SiteTest, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A note or an image taken away between its being found and its being read is said to have vanished."""
    site.write("a.md", "# A\n\n![Un ñandú](foto.png)\n").write(name, "# B").write("foto.png", PNG).freeze()
    before = site.tree()

    def take_away(function: Callable[..., object], *rest: object) -> object:
        (site.content / name).unlink(missing_ok=True)
        return function(*rest)

    place, function = (
        ("escarcha.notes.reading.read_note", read_note)
        if name == "b.md"
        else ("escarcha.freezing.pipeline.check_templates", check_templates)
    )
    monkeypatch.setattr(place, functools.partial(take_away, function))
    site.freeze(Options(cache=False))
    assert site.problems == [
        f"content/{name}: estaba al empezar y ha desaparecido. Repite la orden. [ilegible]"
    ]
    assert site.tree() == before


def test_control_characters_do_not_reach_the_terminal(site: SiteTest) -> None:
    """A file name cannot move the cursor of who reads about it."""
    site.write("\x1b[31mrojo\n.md", b"\xff").freeze()
    assert site.codes == ["no-es-utf8"]
    assert not any(char in site.problems[0] for char in "\x1b\n")


def test_file_name_that_is_no_text(site: SiteTest, script: ScriptTest) -> None:
    """A file name in an old encoding is shown, not stumbled over."""
    (site.root / "content" / "a\udcf1o.md").write_bytes(b"\xff")
    done = script()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "content/a�o.md:1: " in done.stderr


def test_notes_that_cannot_be_read_do_not_hide_others(site: SiteTest) -> None:
    """One run shows what is wrong with the reading of one note and with the rendering of another."""
    site.write("a.md", b"\xff").write("b.md", f"{'> ' * 500}b").write(
        "c.md", '<iframe src="d"></iframe>'
    ).freeze()
    assert site.failed
    assert sorted(site.codes) == ["html-retirado", "no-es-utf8", "nota-no-renderizada"]
