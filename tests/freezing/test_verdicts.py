"""What an author decides about problems: in ``[checks]``, in headers, in comments, and with a baseline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.problems import FIXED, Code, Problem, Severity

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

BROKEN = "# A\n\n[x](no.md)\n"


@pytest.mark.parametrize("word", ["error", "warning", "hint", "off"])
def test_the_severity_is_what_the_settings_say(site: SiteTest, word: str) -> None:
    """Each of the four words holds for a freeze: an error stops it, and ``off`` says nothing."""
    site.write("a.md", BROKEN).settings(f'[checks]\n"enlace-roto" = "{word}"\n').freeze()
    found = [problem for problem in site.found if problem.code is Code.BROKEN_LINK]
    assert [problem.severity.name.lower() for problem in found] == ([word] if word != "off" else [])
    assert site.failed is (word == "error")


def test_a_severity_holds_where_nothing_has_changed_since(site: SiteTest) -> None:
    """The report of the last freeze, which is told again, has it; a new setting is seen at once."""
    site.write("a.md", BROKEN).settings('[checks]\n"enlace-roto" = "hint"\n').freeze().freeze()
    assert [problem.severity for problem in site.found if problem.code is Code.BROKEN_LINK] == [Severity.HINT]
    site.settings('[checks]\n"enlace-roto" = "warning"\n').freeze(Options(strict=True))
    assert site.failed


def test_settings_of_problems_change_no_page(site: SiteTest) -> None:
    """What is told of pages is no part of what they are made of: none is written again."""
    site.write("a.md", BROKEN).freeze()
    site.settings('[checks]\n"enlace-roto" = "off"\n').freeze()
    assert site.report
    assert site.report.changed == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"enlace-rotos" = "off"', "¿Querías «enlace-roto»?"),
        ('"ilegible" = "off"', "no se puede elegir"),
        ('"ejemplo-falla" = "warning"', "no se puede elegir"),
        ('"enlace-roto" = "no"', "«hint» o «off»"),
        ('"enlace-roto" = 3', "una tabla con un código"),
        ('accept_links = "x"', "una lista de textos"),
    ],
)
def test_what_is_wrong_in_the_table_is_told_with_its_line(site: SiteTest, line: str, says: str) -> None:
    """A code that is none, one whose severity nobody chooses, a value that cannot be."""
    site.write("a.md").settings(f'title = "x"\n[checks]\n"ancla-rota" = "hint"\n{line}\n').freeze()
    told = next(problem for problem in site.found if problem.code is Code.INVALID_SETTING)
    assert says in str(told)
    assert told.line == (4 if "tabla" not in says else 2)
    assert site.failed


def test_links_and_paths_can_be_accepted(site: SiteTest) -> None:
    """Patterns of links as they are written, and of paths, names of files included."""
    site.write("a.md", "# A\n\n[x](no.md) [y](../privado/y.md#z) [z](otra.md)").write("b/c.md", BROKEN)
    site.write("b/d.md", BROKEN).write("e/vieja.md", BROKEN)
    site.settings('[checks]\naccept_links = ["no.m?", "../privado/*"]\naccept_paths = ["b/*", "vieja.md"]\n')
    site.freeze()
    assert [each.subject for each in site.found if each.code is Code.BROKEN_LINK] == ["otra.md"]


def test_accepted_paths_hide_no_error_that_stops_a_site(site: SiteTest) -> None:
    """What cannot be published is told of any path."""
    site.write("a.md", "---\n- x\n---\n").settings('[checks]\naccept_paths = ["*"]\n').freeze()
    assert site.failed
    assert "cabecera-rota" in site.codes


BLOCKS = {
    "paragraph": "{}\nuno [x](no.md)\ndos [y](no2.md)\n",
    "list": "{}\n- uno\n- dos [x](no.md)\n\n  tres [y](no2.md)\n",
    "table": "{}\n| a | b |\n|---|---|\n| c | [x](no.md) |\n",
    "heading": "{}\n## Un [x](no.md)\n",
    "quotation": "{}\n> uno\n> [x](no.md)\n",
    "callout": "{}\n> [!NOTE]\n> [x](no.md)\n",
    "item": "- uno\n\n  {}\n  dos [x](no.md)\n",
    "html": "{}\n<p><a href='no.md'>x</a></p>\n",
    "rest of html": "<div>\n{}\n<a href='no.md'>x</a>\n</div>\n",
    "definition": "[x]\n\n{}\n[x]: no.md\n",
    "footnote": "uno[^1]\n\n{}\n[^1]: dos [x](no.md)\n",
    "blank line": "{}\n\n[x](no.md)\n",
    "other comment": "{}\n<!-- otro -->\n[x](no.md)\n",
    "behind text": "uno\n{}\n[x](no.md)\n",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_comment_is_for_the_block_behind_it(site: SiteTest, name: str) -> None:
    """Whatever kind of block that is, as GitHub reads it; and for no other."""
    comment = "<!-- escarcha: ignora enlace-roto -->"
    body = BLOCKS[name].format(comment)
    site.write("a.md", f"# A\n\n{body}\n\nFin [z](fin.md)\n").freeze()
    assert [each.subject for each in site.found if each.code is Code.BROKEN_LINK] == ["fin.md"]
    assert "ignora-nada" not in site.codes
    site.write("a.md", f"# A\n\n{body.replace(comment, '<!-- x -->')}\n").freeze()
    assert "no.md" in {each.subject for each in site.found}


def test_a_comment_names_several_codes(site: SiteTest) -> None:
    """Commas and spaces part them."""
    comment = "<!-- escarcha: ignora enlace-roto, lenguaje-desconocido -->"
    text = f"# A\n\n{comment}\n- [x](no.md)\n\n  ```nadie\n  x\n  ```\n"
    assert not {"enlace-roto", "lenguaje-desconocido", "ignora-nada"} & set(
        site.write("a.md", text).freeze().codes
    )


def test_a_header_is_for_all_of_its_note(site: SiteTest) -> None:
    """One code or a list; other notes are told of."""
    site.write("a.md", f"---\nignore: enlace-roto\n---\n{BROKEN}").write("b.md", BROKEN).freeze()
    assert [each.path for each in site.found if each.code is Code.BROKEN_LINK] == ["content/b.md"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\nignore: enlace-roto\n---\n# A", 2, "ahí no hay ninguno"),
        ("---\nignore: [enlace-rotos]\n---\n# A", 2, "¿Querías «enlace-roto»?"),
        ("---\nignore: ejemplo-falla\n---\n# A", 2, "no se puede pasar por alto"),
        ("# A\n\n<!-- escarcha: ignora enlace-roto -->\nuno\n\n[x](no.md)", 3, "ahí no hay ninguno"),
        ("# A\n\nuno <!-- escarcha: ignora enlace-roto --> [x](no.md)", 3, "en una línea propia"),
        ("# A\n\n<!-- escarcha: ignora enlace-roto -->", 3, "detrás no hay ningún bloque"),
        ("# A\n\n<!-- escarcha: ignora -->\n[x](no.md)", 3, "no dice qué"),
    ],
)
def test_what_ignores_nothing_is_told(site: SiteTest, text: str, line: int, says: str) -> None:
    """A hint, with its line: what is mended, misspelt, misplaced or fixed."""
    site.write("a.md", text).freeze()
    (told,) = [each for each in site.found if each.code is Code.UNUSED_IGNORE]
    assert (told.line, told.severity) == (line, Severity.HINT)
    assert says in str(told)


def test_codes_that_stop_a_site_are_fixed(site: SiteTest) -> None:
    """Whatever is an error while notes are read and placed cannot be chosen; what is left can be lowered."""
    site.write("a.md", "# A\n\n```python include=no.py\n```\n").settings(
        '[checks]\n"inclusion-rota" = "warning"\n'
    )
    site.freeze()
    assert not site.failed
    assert Code.BROKEN_INCLUDE not in FIXED
    assert {Code.URL_COLLISION, Code.NOT_UTF8, Code.EXAMPLE_FAILED} <= FIXED


def test_a_folder_without_notes_is_shown_by_the_repository(site: SiteTest) -> None:
    """As on GitHub; without a repository it is told what the link leads to."""
    site.write("t/a.md", "# A\n\n[u1](ej/u1) [u2](ej/u1/#x) [u3](../t/ej/u1)").write(
        "t/ej/u1/x.java", "class X {}"
    )
    site.freeze()
    told = {str(each) for each in site.found if each.code is Code.BROKEN_LINK}
    assert len(told) == 3
    assert all("lleva a una carpeta sin notas" in each for each in told)
    for edit_path, shown in {
        "edit/main/content": "tree/main/content",
        "-/edit/rama/content": "-/tree/rama/content",
        "_edit/main/content": "src/branch/main/content",
    }.items():
        site.settings(f'repository = "https://git.ejemplo.es/ana/x"\nedit_path = "{edit_path}"\n').freeze()
        assert "enlace-roto" not in site.codes
        assert site.article("t/a/").count(f'href="https://git.ejemplo.es/ana/x/{shown}/t/ej/u1') == 3


def test_what_lies_outside_is_told_as_such(site: SiteTest) -> None:
    """A path that climbs out of the folder of notes, whether or not there is a file."""
    (site.root / "fuera").mkdir()
    (site.root / "fuera" / "a.md").write_text("# Fuera")
    site.write("a.md", "# A\n\n[x](../fuera/a.md)").freeze()
    assert any("«../fuera/a.md» sale de la carpeta de las notas" in each for each in site.problems)


def listed(text: str) -> list[str]:
    """Return the lines of an output that tell a problem."""
    return [line for line in text.splitlines() if line.startswith(("aviso", "error", "sugerencia"))]


def test_a_baseline_keeps_what_is_known(site: SiteTest, command: CommandTest) -> None:
    """It is made the first time; then only what is new is told, wherever known lines have moved to."""
    site.write("a.md", "# A\n\n[x](no.md)\n[x](no.md)\n")
    assert "Lista de problemas conocidos: «c.json»" in command("check", "--baseline", "c.json").stderr
    site.write("a.md", "# A\n\nMás.\n\n[x](no.md)\n[x](no.md)\n")
    assert listed(command("check", "--strict", "--baseline", "c.json").stderr) == []
    site.write("a.md", "# A\n\n[x](no.md)\n[x](no.md)\n[x](no.md) [y](otra.md)\n")
    done = command("check", "--strict", "--baseline", "c.json")
    assert done.returncode == 1
    assert len(listed(done.stderr)) == 2
    assert "«otra.md»" in done.stderr


def test_a_baseline_tells_what_is_gone(site: SiteTest, command: CommandTest) -> None:
    """People read it, and so do machines."""
    site.write("a.md", "# A\n\n[x](no.md)\n")
    command("check", "--baseline", "c.json")
    site.write("a.md", "# A\n")
    assert "Ya no está: content/a.md: no.md [enlace-roto]" in command("check", "--baseline", "c.json").stderr
    told = json.loads(command("check", "--format", "json", "--baseline", "c.json").stdout)
    assert told["gone"] == [{"path": "content/a.md", "code": "enlace-roto", "about": "no.md"}]


@pytest.mark.parametrize("text", ["", "[]", '{"known": 3}', '{"known": [{"path": "a"}]}', "\0"])
def test_a_baseline_that_is_none_is_told(site: SiteTest, command: CommandTest, text: str) -> None:
    """Nobody takes it for a list without problems."""
    site.write("a.md", BROKEN)
    (site.root / "c.json").write_text(text)
    done = command("check", "--baseline", "c.json")
    assert done.returncode == 2
    assert "no es una lista de problemas conocidos" in done.stderr


def test_a_baseline_knows_no_errors(site: SiteTest, command: CommandTest) -> None:
    """They are told until they are mended."""
    site.write("a.md", BROKEN).settings('[checks]\n"enlace-roto" = "error"\n')
    for _ in range(2):
        done = command("check", "--baseline", "c.json")
        assert done.returncode == 1
        assert len(listed(done.stderr)) == 1


def test_a_new_project_publishes_with_warnings(site: SiteTest, command: CommandTest) -> None:
    """What a host runs does not fail on the first link of a folder that was dropped in."""
    command("init", "nuevo")
    netlify = (site.root / "nuevo" / "netlify.toml").read_text("utf-8")
    assert 'command = "python freeze.py"\n' in netlify
    assert "--strict" not in netlify


def test_a_problem_of_another_code_is_not_covered(site: SiteTest) -> None:
    """A comment that ignores anchors leaves links alone."""
    site.write("a.md", "# A\n\n<!-- escarcha: ignora ancla-rota -->\n[x](no.md) [y](#no)\n").freeze()
    assert site.codes.count("enlace-roto") == 1
    assert "ancla-rota" not in site.codes
    assert all(isinstance(each, Problem) for each in site.found)
