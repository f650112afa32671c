"""Words that are in no dictionary, in prose alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.beyond import check_spelling, gather
from escarcha.problems import Problem, Severity

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest


def found(site: SiteTest) -> list[Problem]:
    """Return the words of a site that are in no dictionary."""
    work = check_spelling(gather(site.project))
    try:
        while True:
            next(work)
    except StopIteration as end:
        problems: list[Problem] = end.value
        return problems


def words(site: SiteTest) -> list[tuple[str, int | None]]:
    """Return them with their lines."""
    return [(problem.subject, problem.line) for problem in found(site)]


def test_a_word_is_told_once_with_its_first_line(site: SiteTest) -> None:
    """And with the word that is probably meant; a hint, as no dictionary has all words."""
    site.write("a.md", "---\ntags: x\n---\n# Título\n\n`palabar` y casa\n\nOtra palabar, y **palabar**.\n")
    (problem,) = found(site)
    assert (problem.subject, problem.line, problem.severity) == ("palabar", 8, Severity.HINT)
    assert "¿Querías «palabra»?" in problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "`palabar`",
        "```\npalabar\n```",
        "    palabar",
        "$palabar$",
        "*palabar* y _palabar_",
        "[casa](palabar.md 'casa')",
        "[[palabar|casa]]",
        "<https://palabar.es> palabar.es palabar@casa.es C:\\palabar /palabar/ palabar_x",
        '<b title="palabar">casa</b>',
        '<span lang="en">palabar</span>',
        "<!-- palabar --> %%palabar%%",
        "PALABAR y PalabAr y palabar2",
        "Lo dijo Palabar ayer. Palabar no lo sabe.",
        "&nbsp; :smile: #palabar",
        "moverlos, cópialas, dímelo, haciéndoselo",
    ],
)
def test_what_is_no_prose_is_left_aside(site: SiteTest, text: str) -> None:
    """Code, formulas, addresses, names, words of other languages."""
    site.write("a.md", f"# Una nota\n\nUna casa.\n\n{text}\n")
    assert words(site) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## Un palabar", 5),
        ("- a\n- un palabar", 6),
        ("| casa | mesa |\n|---|---|\n| mesa | un palabar |", 7),
        ("> casa\n> palabar", 6),
        ("> [!TIP] Un palabar\n> casa", 5),
        ("casa[^1]\n\n[^1]: Un palabar", 7),
        ("[un palabar](a.md)", 5),
        ("Palabar es.", 5),
    ],
)
def test_prose_of_every_kind(site: SiteTest, text: str, line: int) -> None:
    """Headings, lists, tables, quotations, boxes, footnotes, the text of links, with their lines."""
    site.write("a.md", f"# Una nota\n\nUna casa.\n\n{text}\n")
    assert [(word.lower(), at) for word, at in words(site)] == [("palabar", line)]


def test_headers_are_read_too(site: SiteTest) -> None:
    """Titles and descriptions, on their lines; but for words that the note has as code or in italics."""
    site.write("a.md", "---\ntitle: Un palabar\ndescription: La mesa de frasmework\n---\nUn *frasmework*.\n")
    assert words(site) == [("palabar", 2)]


def test_words_of_a_project(site: SiteTest) -> None:
    """A word a line, alone or with another whose endings it takes; what follows # is for people."""
    site.write("a.md", "# Nota\n\nUn palabar, dos bitacorines y los emojis.\n")
    assert [word for word, _ in words(site)] == ["palabar", "bitacorines", "emojis"]
    (site.root / "palabras.txt").write_text("palabar # de la casa\n\nemoji/casa\nbitacorines\n", "utf-8")
    assert words(site) == []


def test_each_language_has_its_own(site: SiteTest) -> None:
    """The one of the site's language; one that there is not is told."""
    site.write("a.md", "# House\n\nThe window of the house.\n").settings('language = "en"\n')
    assert words(site) == []


def test_a_language_without_a_dictionary(site: SiteTest, command: CommandTest) -> None:
    """Nobody takes silence for praise."""
    site.write("a.md", "# A").settings('language = "eu"\n')
    done = command("check", "--spelling")
    assert done.returncode == 2
    assert "no hay diccionario para «eu»" in done.stderr


def test_the_command(site: SiteTest, command: CommandTest) -> None:
    """Without the option nobody looks; with it, what the author has decided holds."""
    site.write("a.md", "# Nota\n\nUn palabar.\n\n<!-- escarcha: ignora ortografia -->\nUn palabarin.\n")
    assert "ortografia" not in command("check").stderr
    done = command("check", "--spelling")
    assert done.returncode == 0
    assert "content/a.md:3: «palabar» no está" in done.stderr
    assert "palabarin" not in done.stderr
    site.settings('[checks]\n"ortografia" = "warning"\naccept_links = ["palabar"]\n')
    assert command("check", "--spelling", "--strict").returncode == 0
