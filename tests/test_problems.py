"""Problems: the one line people read, and what else hangs on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.problems import (
    Code,
    EscarchaError,
    Problem,
    Severity,
    has_errors,
    in_order,
    nearest,
    nearest_path,
    printable,
    remedy_for,
    said,
)

ERROR = Problem(Code.BROKEN_LINK, "content/a.md", 12, "no lleva a nada.", "¿Querías «b.md»?")
WARNING = Problem(Code.RENAMED, "content/a.md", 2, "el nombre.", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (ERROR, "content/a.md:12: no lleva a nada. ¿Querías «b.md»? [enlace-roto]"),
        (WARNING, "content/a.md:2: el nombre. [nombre-cambiado]"),
        (Problem(Code.NO_NOTES, "content", None, "vacía."), "content: vacía. [sin-notas]"),
        (Problem(Code.ALREADY_FREEZING, "", None, "espera."), "espera. [congelacion-en-marcha]"),
        (Problem(Code.UNREADABLE, "a\x1b[31m\n.md", 1, "ñ\udcff."), "a�[31m�.md:1: ñ�. [ilegible]"),
    ],
)
def test_a_problem_reads_place_cause_remedy_code(problem: Problem, line: str) -> None:
    """One line, in that order, with nothing in it that could disturb a terminal."""
    assert str(problem) == line


def test_a_problem_is_data_for_machines() -> None:
    """The record has every field by name, printable like the line."""
    assert Problem(Code.RENAMED, "a\n.md", None, "c\x07", "r", Severity.HINT, "d\ne\x07").record() == {
        "code": "nombre-cambiado",
        "severity": "sugerencia",
        "path": "a�.md",
        "line": None,
        "cause": "c�",
        "remedy": "r",
        "detail": "d\ne�",
        "manual": "https://escarcha.netlify.app/manual/problemas/#nombre-cambiado",
    }


def test_problems_are_listed_by_place_and_once() -> None:
    """Every run lists the same problems in the same order, each once."""
    first = Problem(Code.NO_NOTES, "content/a.md", None, "z")
    other = Problem(Code.BROKEN_LINK, "content/b.md", 1, "a")
    assert in_order([other, ERROR, WARNING, ERROR, first]) == [first, WARNING, ERROR, other]


def test_only_errors_stop_the_publication() -> None:
    """Warnings and hints alone are no error."""
    hint = Problem(Code.UNKNOWN_LANGUAGE, "", None, "x", severity=Severity.HINT)
    assert not has_errors([WARNING, hint])
    assert has_errors([WARNING, ERROR])


def test_an_exception_carries_its_problems() -> None:
    """The exception reads as its problems do, one a line, and knows what the command ends with."""
    error = EscarchaError(ERROR, WARNING)
    assert (error.problems, error.exit_code) == ((ERROR, WARNING), 1)
    assert str(error) == f"{ERROR}\n{WARNING}"


@pytest.mark.parametrize(
    ("word", "near"),
    [("titel", "title"), ("tags", "tags"), ("layout", None), ("", None), ("t" * 10_000, None)],
)
def test_the_nearest_word_is_near(word: str, near: str | None) -> None:
    """A suggestion is made only where one is likely to be meant."""
    assert nearest(word, ["title", "tags", "date"]) == near


PATHS = [
    "guia/nota0024.md",
    "guia/listas.md",
    "img/foto.png",
    "proj/README.md",
    "b.md",
    "tuplas.md",
    "otra/tuplas.md",
]


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("tupls.md", "tuplas.md"),
        ("otra/tupls.md", "otra/tuplas.md"),
        ("img/tuplas.md", "tuplas.md"),
        ("img/Foto.PNG", "img/foto.png"),
        ("foto.png", "img/foto.png"),
        ("b.mb", "b.md"),
        ("guia/no.md", None),
        ("guia/nota.png", None),
        ("a.md", None),
        ("", None),
    ],
)
def test_the_nearest_path_is_near_by_its_name(path: str, near: str | None) -> None:
    """What two paths have in common besides, a folder or an ending, makes none suggested for the other."""
    assert nearest_path(path, PATHS) == near
    assert nearest_path("tuplas.md", ["tuplas.md"]) is None


@pytest.mark.parametrize(
    ("error", "told", "remedy"),
    [
        (
            ModuleNotFoundError("No module named 'a.b'", name="a.b"),
            "ModuleNotFoundError: falta el módulo «a.b»",
            "Instálalo con «pip install a» y añádelo a requirements.txt.",
        ),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: divide entre cero", "Corrige esa línea."),
        (KeyError("x"), "KeyError: no hay ninguna clave 'x'", "Corrige esa línea."),
        (FileNotFoundError(2, "No such file"), "FileNotFoundError: no existe", "Corrige esa línea."),
        (ValueError("rareza"), "ValueError: rareza", "Corrige esa línea."),
        (ValueError(), "ValueError", "Corrige esa línea."),
    ],
)
def test_what_python_says(error: Exception, told: str, remedy: str) -> None:
    """The name of an exception stays, to search for; its sentence is Spanish if it is a common one."""
    assert (said(error), remedy_for(error)) == (told, remedy)


def test_codes_are_ascii_words() -> None:
    """A code is a heading of the manual and a word to search for: ASCII, lower case, no spaces."""
    assert all(code.value.replace("-", "").isascii() and code.value.islower() for code in Code)
    assert len({code.value for code in Code}) == len(Code)


@given(st.text(st.characters()))
def test_printable_text_can_be_written_anywhere(text: str) -> None:
    """What is left can be encoded, is one line that reads in one direction, and is as long as before."""
    safe = printable(text)
    assert safe.encode("utf-8").decode("utf-8") == safe
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in safe)
    assert safe == " ".join(safe.splitlines())
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert len(safe) == len(text)
    assert printable(safe) == safe


def test_a_name_cannot_turn_round_the_line_that_names_it() -> None:
    """What stands after such a name is still read after it; a family of emoji stays one."""
    assert printable("fo\u202egnp.md 👩\u200d🚀") == "fo�gnp.md 👩\u200d🚀"
