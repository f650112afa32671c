"""What is kept from students is published nowhere but in the edition for teachers, or until its day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from conftest import header
from escarcha.freezing import Options

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandTest, SiteTest

WORD = "zarabanda"
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

```python exercise=dos file=dos.py
```

```python tests
from dos import zara


def test_dos():
    assert zara
```

> [!solución]- Con zarabanda
> Explica la zarabanda, [zarabanda](index.md).
>
> ```python solution=dos title="zarabanda.py"
> zara = "zarabanda"
> ```

## Tres

```python exercise=tres
```

```python tests
import app


def test_tres():
    assert app.x
```

```python solution include=zarabanda/tres.py
```
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
    site.write("index.md", "# Curso\n\n![[uno]]\n\n[a](uno.md)")
    site.write("uno.md", f"{header(date='2026-01-01')}# Uno\n\n{EXERCISE}\n{FOR_TEACHERS}\n\n{IN_A_BOX}")
    return site.write("zarabanda/tres.py", f'x = "{WORD}"\n')


def test_no_byte_of_it_is_published(course: SiteTest) -> None:
    """Pages, search, Markdown, feed, archives: neither the word nor a file that a solution includes."""
    course.freeze()
    assert course.problems == []
    assert holding(course) == []
    assert course.article("uno/").count("La solución se publica el") == 3
    assert "uno/_uno-tres-1.zip" in course.tree()


def test_nothing_of_it_is_told(course: SiteTest) -> None:
    """Not even of a solution that fails, or that says what nobody understands."""
    broken = EXERCISE.replace("return zarabanda", "raise ValueError('zarabanda')")
    options = broken.replace("=uno", "=dos").replace("solution", "solution zarabanda=1 file=../zarabanda.py")
    course.write("uno.md", f"{FOR_TEACHERS}> [x](zarabanda.md)\n\n{broken}\n{options}").freeze()
    assert course.failed
    told = "\n".join([*course.problems, *(problem.detail for problem in course.found)])
    assert WORD not in told.lower().replace("![[uno]]", "")
    assert "la solución del ejercicio no pasa las pruebas." in told or "aún no se publica" in told


def test_its_day_needs_no_edit(
    course: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The freeze of the same day has nothing to do; that of the next one publishes it and runs nothing."""
    command()
    assert " 0 archivos con cambios" in command().stdout
    on(DAY, monkeypatch)
    monkeypatch.setattr("escarcha.examples.store.run", lambda *_: pytest.fail("has run already"))
    command()
    assert {"uno/index.html", "uno/index.md", "zarabanda/tres.py", "feed.xml"} <= {*holding(course)}
    assert "docente" not in course.html("uno/")


def test_the_header_of_a_note_comes_first(course: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of its own, and one that nobody understands, which never comes."""
    for day, shown in (("2026-11-01", True), ("el martes", False)):
        course.write("uno.md", f"{header(solutions_from=day)}# Uno\n\n{EXERCISE}")
        on(DAY + dt.timedelta(9), monkeypatch)
        assert (WORD in course.read().entries["/uno/"].note.manuscript.body) == shown  # type: ignore[union-attr]


def test_the_edition_for_teachers_has_all_of_it(course: SiteTest, command: CommandTest) -> None:
    """Beside the site for all, which stays as it is; no robot and no feed leads there."""
    command()
    before = course.tree()
    done = command("--edition", "teacher")
    folder = course.root / "build-docente"
    assert "El sitio está en «build-docente»." in done.stdout
    assert course.tree() == before
    assert {"uno/index.html", "index.html", "uno/index.md"} <= {*holding(course, folder)}
    pages = [file for file in folder.rglob("*.html") if file.parent.name != "_static"]
    assert [file for file in pages if '<meta name="robots" content="noindex">' not in file.read_text()] == []
    assert (folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert [name for name in ("feed.xml", "sitemap.xml") if (folder / name).exists()] == []
    assert "X-Robots-Tag: noindex" in (folder / "_headers").read_text()
    assert "feed.xml" not in (folder / "index.html").read_text()


@pytest.mark.parametrize("output", ["build", "build/docente"])
def test_it_never_lies_in_the_site_for_all(course: SiteTest, command: CommandTest, output: str) -> None:
    """Whoever asks for that is told."""
    done = command("--edition", "teacher", "--output", output)
    assert done.returncode == 2
    assert "donde está el sitio de todos" in done.stderr
    assert not course.build.exists()


def test_a_site_without_any_of_it_stays_as_it_is(site: SiteTest) -> None:
    """No page asks for the sheet and the script of exercises, whatever the settings say of solutions."""
    site.settings(f"solutions_from = {DAY}").write("a.md", "# A\n\n> [!tip]\n> B").freeze(Options())
    assert "exercises" not in site.html("a/")
