"""What is kept from students is published nowhere but in the edition for teachers, or until its day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import header
from escarcha.preview.live import live_app

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandTest, SiteTest

WORD = "zarabanda"
ROBOTS = '<meta name="robots" content="noindex">'
DAY = dt.date(2026, 12, 1)
EXERCISE = """\
```python exercise=uno
def uno():
    return 0
```

```python tests
from app import uno


def test_uno():
    assert uno() == 1
```

> [!pista]
> Suma.

```python solution
def uno():
    zarabanda = 1
    return zarabanda
```
"""
IN_A_BOX = """\
## Dos

```python exercise=dos
```

```python tests
import app


def test_dos():
    assert app.x
```

> [!solución]- Con zarabanda
> Explica la zarabanda, [zarabanda](index.md).
>
> ```python solution=dos title="zarabanda.py" include=zarabanda/dos.py
> ```
"""
FOR_TEACHERS = """\
> [!docente] La zarabanda
> Di [zarabanda](index.md) y `zarabanda` ![zarabanda](index.md).
>
> ## Zarabanda
"""


def on(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it that day."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))


def holding(site: SiteTest, folder: Path | None = None) -> list[str]:
    """Return the files of a frozen site that hold the word, packed or not; their names count too."""
    found = []
    for file in sorted((folder or site.build).rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if content[:2] == b"PK":
            archive = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(archive.read(name) + name.encode() for name in archive.namelist())
        if WORD in f"{file.name}{content.decode('utf-8', 'ignore')}".lower():
            found.append(file.relative_to(folder or site.build).as_posix())
    return found


@pytest.fixture
def course(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """Return a site with solutions of tomorrow, and notes for teachers, on an ordinary day."""
    on(DAY - dt.timedelta(1), monkeypatch)
    site.settings(
        f'base_url = "https://ejemplo.es"\nsolutions_from = {DAY}\nfeed = ["content"]\nmarkdown_copies = true'
    )
    site.write("index.md", "# Curso\n\n![[uno]]\n\n[a](uno.md)").write("otra.md", "# Otra\n\n> [!tip]\n> A")
    site.write("uno.md", f"{header(date='2026-01-01')}# Uno\n\n{EXERCISE}\n{FOR_TEACHERS}\n\n{IN_A_BOX}")
    return site.write("zarabanda/dos.py", f'x = "{WORD}"\n')


def test_what_is_kept_from_students(
    course: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is published of it, then all of it for teachers, then the solutions for all on their day.

    Pages, search, Markdown, feed, archives, and files that a solution includes; nothing runs twice.
    """
    assert ", sin avisos." in command().stdout
    assert holding(course) == []
    assert course.article("uno/").count("La solución se publica el") == 2
    assert "uno/_uno-dos-1.zip" in course.tree()
    assert "exercises" not in course.html("otra/")
    shown = LexborHTMLParser(live_app(course.project).test_client().get("/uno/").text)
    assert "zarabanda = 1" in shown.css("article")[0].text()

    monkeypatch.setattr("escarcha.examples.store.run", lambda *_: pytest.fail("has run already"))
    before, folder = course.tree(), course.root / "build-docente"
    assert "El sitio está en «build-docente»." in command("--edition", "teacher").stdout
    assert course.tree() == before
    assert {"uno/index.html", "index.html", "uno/index.md"} <= {*holding(course, folder)}
    pages = [file for file in folder.rglob("*.html") if ROBOTS not in file.read_text("utf-8")]
    assert pages == []
    assert (folder / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert [name for name in ("feed.xml", "sitemap.xml") if (folder / name).exists()] == []
    assert "X-Robots-Tag: noindex" in (folder / "_headers").read_text("utf-8")
    assert "feed.xml" not in (folder / "index.html").read_text("utf-8")

    assert " 0 archivos con cambios" in command().stdout
    on(DAY, monkeypatch)
    command()
    assert {"uno/index.html", "uno/index.md", "zarabanda/dos.py", "feed.xml"} <= {*holding(course)}
    assert "docente" not in course.html("uno/")


def test_the_header_of_a_note_comes_first(course: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of its own, and one that nobody understands, which never comes."""
    on(DAY + dt.timedelta(9), monkeypatch)
    for line, shown in (
        ("solutions_from: 2027-01-01", False),
        ("solution_from: el martes", False),
        ("", True),
    ):
        course.write("uno.md", f"---\ntitle: A\n{line}\n---\n# Uno\n\n{EXERCISE}")
        note = course.read().entries["/uno/"].note
        assert note is not None
        assert (WORD in note.manuscript.body) == shown


def test_what_another_note_includes_waits_for_the_later_day(course: SiteTest) -> None:
    """A note may show the source of one whose solutions come later, whatever its own day."""
    course.write("uno.md", f"{header(solutions_from='2028-01-01')}# Uno\n\n{EXERCISE}")
    course.write(
        "otra.md", f"{header(solutions_from='2020-01-01')}# Otra\n\n```markdown include=uno.md\n```\n"
    )
    note = course.read().entries["/otra/"].note
    assert note is not None
    assert "def test_uno" in note.manuscript.inclusions[0].text
    assert WORD not in note.manuscript.inclusions[0].text


@pytest.mark.parametrize("output", ["build", "build/docente"])
def test_it_never_lies_in_the_site_for_all(course: SiteTest, command: CommandTest, output: str) -> None:
    """Whoever asks for that is told."""
    done = command("--edition", "teacher", "--output", output)
    assert done.returncode == 2
    assert "donde está el sitio de todos" in done.stderr
    assert not course.build.exists()
