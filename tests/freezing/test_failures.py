"""Sites that must fail: each with its place, its cause, its remedy and its code, and nothing published.

After Zola's ``test_sites_invalid``.
"""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from escarcha.cli import main
from escarcha.notes.note import read_note
from escarcha.web.blame import check_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import ScriptTest, SiteTest

NESTED = 3_000
"""Levels no reader of YAML or TOML can follow."""


@dataclass(frozen=True)
class Invalid:
    """A site that must fail.

    Args:
        code: of the problem.
        place: file and line it must name; without a line where none is to blame.
        files: from the project's folder.
        says: a part of the sentence.
        exit_code: of the command.
    """

    code: str
    place: str
    files: dict[str, str | bytes] = field(default_factory=dict)
    says: str = ""
    exit_code: int = 1


def note(text: str | bytes) -> dict[str, str | bytes]:
    """Return a site of one note."""
    return {"content/a.md": text}


def toml(text: str | bytes) -> dict[str, str | bytes]:
    """Return a site of settings and one good note."""
    return {"content/site.toml": text, "content/a.md": "# A"}


def template(name: str, text: str) -> dict[str, str | bytes]:
    """Return a site of one template and one good note."""
    return {f"templates/{name}": text, "content/a.md": "# A"}


_KEYS = "".join(f"clave{number}: {number}\n" for number in range(10_000))
_ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

INVALID = {
    "header-two-colons": Invalid(
        "cabecera-rota", "content/a.md:2", note("---\ntitle: Flask: lo básico\n---\n# A\n"), "dos signos «:»"
    ),
    "header-open-list": Invalid(
        "cabecera-rota", "content/a.md:3", note("---\ntitle: A\ntags: [uno, dos\n---\n"), "Cierra el corchete"
    ),
    "header-tab": Invalid("cabecera-rota", "content/a.md:3", note("---\ntags:\n\t- uno\n---\n"), "tabulador"),
    "header-open-quotes": Invalid(
        "cabecera-rota", "content/a.md:2", note('---\ntitle: "A\n---\n'), "comillas"
    ),
    "header-not-closed": Invalid(
        "cabecera-rota", "content/a.md:1", note("---\ntitle: A\n\n# A\n"), "no se cierra"
    ),
    "header-list": Invalid(
        "cabecera-rota", "content/a.md:2", note("---\n- uno\n- dos\n---\n"), "es una lista"
    ),
    "header-keys": Invalid(
        "cabecera-rota", "content/a.md:10002", note(f"---\n{_KEYS}mal: a: b\n---\n"), "dos signos «:»"
    ),
    "header-aliases": Invalid("cabecera-rota", "content/a.md:", note(f"---\n{_ALIASES}---\n"), "sin fin"),
    "header-nesting": Invalid(
        "cabecera-rota", "content/a.md:", note(f"---\na: {'[' * NESTED}\n---\n"), "niveles"
    ),
    "header-control": Invalid("cabecera-rota", "content/a.md:3", note("---\na: b\nc: \x07\n---\n"), "U+0007"),
    "header-no-character": Invalid(
        "cabecera-rota", "content/a.md:3", note('---\ntitle: A\nx: "\\U00110000"\n---\n'), "no existe"
    ),
    "header-undefined-alias": Invalid("cabecera-rota", "content/a.md:2", note("---\ntitle: *A*\n---\n")),
    "bytes": Invalid("no-es-utf8", "content/a.md:3", note(b"# A\n\nma\xf1ana\n"), "0xf1"),
    "bytes-cut": Invalid("no-es-utf8", "content/a.md:1", note("# Mañ".encode()[:-1])),
    "bytes-utf16-cut": Invalid("no-es-utf8", "content/a.md:1", note("\ufeffA".encode("utf-16-le") + b"\x00")),
    "nul": Invalid("byte-nulo", "content/a.md:2", note(b"# A\nx\0y\n"), "NUL"),
    "collision-accents": Invalid(
        "url-repetida",
        "content/Ñandú.md:1",
        {"content/Ñandú.md": "# A", "content/nandu.md": "# B"},
        "«content/nandu.md»",
    ),
    "collision-folder": Invalid(
        "url-repetida",
        "content/a.md:1",
        {"content/a.md": "# A", "content/a/index.md": "# B"},
        "content/a/index.md",
    ),
    "collision-tag": Invalid(
        "url-repetida",
        "content/etiquetas.md:1",
        {"content/etiquetas.md": "# A", "content/b.md": "---\ntags: [x]\n---\n"},
        "/etiquetas/",
    ),
    "collision-own-file": Invalid(
        "url-repetida", "content/404.html:1", {**note("# A"), "content/404.html": ""}
    ),
    "collision-alias": Invalid(
        "url-repetida",
        "content/a.md:3",
        {"content/a.md": "---\ntitle: A\naliases: [b]\n---\n", "content/b.md": ""},
    ),
    "slug": Invalid("url-invalida", "content/a.md:2", note("---\nslug: ../x\n---\n"), "«slug: ../x»"),
    "slug-empty": Invalid("url-invalida", "content/a.md:3", note('---\ntitle: A\nslug: "¿?"\n---\n')),
    "alias": Invalid("url-invalida", "content/a.md:2", note("---\naliases: [/../x]\n---\n"), "«/../x»"),
    "alias-outside": Invalid("url-invalida", "content/a.md:2", note("---\naliases: ['//otro.es/x']\n---\n")),
    "alias-query": Invalid("url-invalida", "content/a.md:2", note("---\naliases: ['/x?y=1']\n---\n")),
    "too-large": Invalid(
        "nota-enorme",
        "content/a.md:1",
        toml("max_note_size = 10\n") | note("# A\n\nOcupa bastante más.\n"),
        "límite es 10",
    ),
    "setting-unknown": Invalid(
        "ajuste-desconocido", "content/site.toml:2", toml('title = "A"\ntitel = "B"\n'), "¿Querías «title»?"
    ),
    "setting-table": Invalid("ajuste-desconocido", "content/site.toml:2", toml("\n[menu]\na = 1\n")),
    "setting-type": Invalid(
        "ajuste-invalido", "content/site.toml:2", toml("\ntitle = 3\n"), "debe ser un texto"
    ),
    "setting-list": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('nav = "a.md"\n'), "lista de textos"
    ),
    "setting-range": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml("max_note_size = 0\n"), "número entero"
    ),
    "setting-url": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('base_url = "ejemplo.es"\n'), "https://"
    ),
    "setting-url-host": Invalid("ajuste-invalido", "content/site.toml:1", toml('base_url = "https://[x"\n')),
    "settings-broken": Invalid(
        "ajustes-rotos", "content/site.toml:2", toml('title = "A"\nnav = [\n'), "TOML"
    ),
    "settings-quotes": Invalid(
        "ajustes-rotos", "content/site.toml:1", toml("title = Mis apuntes\n"), "comillas"
    ),
    "settings-bytes": Invalid("ajustes-rotos", "content/site.toml:2", toml(b"\ntitle = '\xf1'\n"), "UTF-8"),
    "settings-nesting": Invalid("ajustes-rotos", "content/site.toml:", toml(f"nav = {'[' * NESTED}\n")),
    "no-content": Invalid("sin-notas", "content", {}, "ninguna nota"),
    "only-media": Invalid("sin-notas", "content", {"content/foto.png": b"x"}, "ninguna nota"),
    "only-drafts": Invalid("sin-notas", "content", note("---\ndraft: true\n---\n"), "ninguna nota"),
    "only-hidden": Invalid(
        "sin-notas", "content", {"content/_a.md": "", "content/.b.md": ""}, "ninguna nota"
    ),
    "extension": Invalid(
        "extension-rota", "content/site.toml:2", toml('\nextensions = ["no_existe"]\n'), "«no_existe»"
    ),
    "extension-no-extension": Invalid(
        "extension-rota", "content/site.toml:1", toml('extensions = ["os"]\n'), "«os»"
    ),
    "template": Invalid("plantilla-rota", "templates/note.html:2", template("note.html", "x\n{% if %}\n")),
    "template-variable": Invalid(
        "plantilla-rota",
        "templates/note.html:3",
        template("note.html", "x\n\n{{ no_existe }}\n"),
        "no_existe",
    ),
    "template-attribute": Invalid(
        "plantilla-rota", "templates/note.html:1", template("note.html", "{{ site.no_existe }}"), "no_existe"
    ),
    "template-nesting": Invalid(
        "plantilla-rota",
        "templates/note.html:1",
        template("note.html", f"{{{{ {'(' * NESTED}1{')' * NESTED} }}}}"),
        "anida demasiado",
    ),
    "template-constant": Invalid(
        "plantilla-rota", "templates/note.html:1", template("note.html", "{{ '%d' % 10 ** 9999 }}")
    ),
    "template-filter": Invalid(
        "plantilla-rota", "templates/note.html:1", template("note.html", "{{ title|no }}")
    ),
    "template-missing": Invalid(
        "plantilla-rota",
        "templates/note.html:2",
        template("note.html", "x\n{% include 'nada.html' %}"),
        "nada.html",
    ),
    "template-parent": Invalid(
        "plantilla-rota",
        "templates/note.html:1",
        template("note.html", "{% extends 'nada.html' %}"),
        "nada.html",
    ),
    "template-value": Invalid(
        "plantilla-rota", "templates/note.html:1", template("note.html", "{{ 1 / 0 }}")
    ),
    "template-partial": Invalid(
        "plantilla-rota", "templates/partials/nav.html:1", template("partials/nav.html", "{{ no_existe }}")
    ),
    "template-404": Invalid(
        "plantilla-rota", "templates/404.html:1", template("404.html", "{{ no_existe }}")
    ),
    "figure": Invalid(
        "plantilla-rota", "templates/figures/code.html:2", template("figures/code.html", "\n{{ code | no }}")
    ),
    "figure-variable": Invalid(
        "plantilla-rota",
        "templates/figures/stamp.html:1",
        template("figures/stamp.html", "{{ no_existe }}"),
        "no_existe",
    ),
    "figure-late": Invalid(
        "plantilla-rota",
        "templates/figures/code.html:2",
        {
            **template("figures/code.html", "{% if title == 'b.py' %}\n{{ no_existe }}{% endif %}{{ code }}"),
            "content/a.md": "# A\n\n```python title=b.py\n1\n```\n",
        },
        "no_existe",
    ),
    "figure-of-an-example": Invalid(
        "plantilla-rota",
        "templates/figures/output.html:1",
        {
            **template("figures/output.html", "{{ no_existe if language == 'html' }}{{ code }}"),
            "content/a.md": "# A\n\n```jinja run\nuno\n```\n",
        },
        "no_existe",
    ),
    "template-bytes": Invalid(
        "plantilla-rota", "templates/note.html:1", {**note(""), "templates/note.html": b"\xff"}
    ),
    "nesting": Invalid("nota-no-renderizada", "content/a.md:", note(f"{'- ' * NESTED}a\n"), "profundidad"),
    "view": Invalid(
        "freeze-py-roto",
        "freeze.py:7",
        note("# A")
        | {
            "freeze.py": "from escarcha import create_app, main\napp = create_app(__file__)\n\n\n"
            "@app.get('/acerca/')\ndef acerca():\n    return 1 / 0\n\n\nmain(app, __file__)\n"
        },
        "ZeroDivisionError",
    ),
    "view-exit": Invalid(
        "freeze-py-roto",
        "freeze.py:7",
        note("# A")
        | {
            "freeze.py": "from escarcha import create_app, main\napp = create_app(__file__)\n\n\n"
            "@app.get('/acerca/')\ndef acerca():\n    raise SystemExit(0)\n\n\nmain(app, __file__)\n"
        },
        "SystemExit",
    ),
}


def lay_out(site: SiteTest, invalid: Invalid) -> dict[str, bytes]:
    """Publish a good site, put the invalid one in its place, and return what is published."""
    site.write("buena.md", "# Buena").freeze()
    assert not site.failed
    (site.content / "buena.md").unlink()
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
    assert "No se ha publicado nada" in err
    assert "«build» queda como estaba" in err


@pytest.mark.parametrize("name", [name for name in INVALID if not name.startswith("view")])
def test_invalid_site(site: SiteTest, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The command ends with 1, says what is wrong and where, and leaves the last site to the byte."""
    before = lay_out(site, INVALID[name])
    with pytest.raises(SystemExit) as end:
        main(root=site.root)
    assert end.value.code == INVALID[name].exit_code
    out, err = capfd.readouterr()
    assert out == ""
    hold(INVALID[name], err)
    assert site.tree() == before


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
def test_invalid_site_as_a_process(site: SiteTest, script: ScriptTest, name: str) -> None:
    """The real ``python freeze.py`` does the same."""
    before = lay_out(site, INVALID[name])
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
    site.write("a.md").settings("title = 1\nnada = 2\nnav = 3\n").freeze()
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
    site.write("a.md", "# A\n\n![Una foto](foto.png)\n").write(name, "# B").write("foto.png").freeze()
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
    site.freeze()
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
