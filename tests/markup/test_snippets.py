"""Texts of other files in a note: whole, in parts, in code, one in another; those missing are told."""

from __future__ import annotations

import pytest

from escarcha.notes.inclusions import Inclusion
from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer(dialect="material")
FILES = [
    Inclusion("/aviso.md", "Un **aviso** con [enlace][e].\n\n- Y una lista\n\n[e]: https://a.es\n"),
    Inclusion("/dentro.md", 'Antes.\n\n--8<-- "aviso.md"\n'),
    Inclusion("/vuelta.md", 'Otra.\n\n--8<-- "vuelta.md"\n'),
    Inclusion("/app.py", "a = 1\n# --8<-- [start:dos]\nb = 2\nc = 3\n# --8<-- [end:dos]\nd = 4\n"),
    Inclusion("/secreto.py", "", "está fuera de la carpeta de notas", "Muévelo."),
]
LINK = '<a href="https://a.es">enlace</a>'
NOTICE = f"<p>Un <strong>aviso</strong> con {LINK}.</p>\n<ul>\n<li>Y una lista</li>\n</ul>"


def render(markdown: str) -> str:
    """Return what a note becomes, without colours."""
    return "".join(RENDERER.render(markdown, FILES).parts).strip()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('--8<-- "aviso.md"', NOTICE),
        ('Uno.\n--8<-- "/aviso.md"\nDos.', f"<p>Uno.</p>\n{NOTICE}\n<p>Dos.</p>"),
        ("--8<--\naviso.md\n\ndentro.md\n--8<--", f"{NOTICE}\n<p>Antes.</p>\n{NOTICE}"),
        ("- --8<--\n  dentro.md\n  --8<--", f"<ul>\n<li>\n<p>Antes.</p>\n{NOTICE}\n</li>\n</ul>"),
        ("--8<--\naviso.md", "<p>--8&lt;--\naviso.md</p>"),
        ('--8<-- "dentro.md"', f"<p>Antes.</p>\n{NOTICE}"),
        ("\\\\--8<-- no", "<p>\\--8&lt;-- no</p>"),
    ],
)
def test_text(markdown: str, html: str) -> None:
    """The blocks of a file stand where its line does, with its references."""
    assert render(markdown) == html


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("app.py", "a = 1\nb = 2\nc = 3\nd = 4\n"),
        ("app.py:dos", "b = 2\nc = 3\n"),
        ("app.py:3:4", "b = 2\nc = 3\n"),
    ],
)
def test_code(name: str, code: str) -> None:
    """A block of code shows a file, a section of it or some of its lines, and never the marks of sections."""
    for asked in (f'--8<-- "{name}"', f"--8<--\n; otro.md\n{name}\n--8<--"):
        assert f">x\n{code};--8&lt;--\n</code>" in render(f"```text\nx\n{asked}\n;;--8<--\n```")


@pytest.mark.parametrize(
    ("markdown", "line", "said"),
    [
        ('Uno.\n\n--8<-- "nada.md"', 3, "«/nada.md» no existe"),
        ('```py\nx\n--8<-- "app.py:tres"\n```', 3, "no tiene la sección «tres»"),
        ('--8<-- "secreto.py"', 1, "está fuera"),
    ],
)
def test_what_is_missing_is_told_with_its_line(markdown: str, line: int, said: str) -> None:
    """A file that cannot be had, or has no such section, stops the note, on the line that asks for it."""
    (remark,) = (
        each for each in RENDERER.render(markdown, FILES).remarks if each.code is Code.BROKEN_INCLUDE
    )
    assert (remark.line, said in remark.cause) == (line, True)


def test_a_file_that_includes_itself_ends() -> None:
    """A text that goes round in a circle is shown some times, and no more."""
    assert render('--8<-- "vuelta.md"').count("Otra.") == 5


def test_github_shows_the_line() -> None:
    """Without the dialect, it is text."""
    assert "8&lt;" in Renderer().render('--8<-- "aviso.md"', FILES).parts[0]
