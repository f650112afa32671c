"""Sites that must fail: each with its place, its cause, its remedy and its code."""

from __future__ import annotations

from dataclasses import dataclass, field

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
        "url-repetida", "content/buscar/index.html:1", {**note("# A"), "content/buscar/index.html": ""}
    ),
    "collision-alias": Invalid(
        "url-repetida",
        "content/a.md:3",
        {"content/a.md": "---\ntitle: A\naliases: [/b/]\n---\n", "content/b.md": ""},
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
        "ajuste-invalido", "content/site.toml:1", toml('nav = "a.md"\n'), "lista de rutas"
    ),
    "setting-folder-above": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('include_from = ["src", "../otro"]\n'), "del proyecto"
    ),
    "setting-folder-hidden": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('include_from = ["src/.git"]\n'), "por punto"
    ),
    "setting-folder-absolute": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('include_from = ["/etc"]\n'), "del proyecto"
    ),
    "setting-synonyms": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('synonyms = [["pyme"]]\n'), "dos palabras o más"
    ),
    "setting-range": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml("max_note_size = 0\n"), "número entero"
    ),
    "setting-url": Invalid(
        "ajuste-invalido", "content/site.toml:1", toml('base_url = "ejemplo.es"\n'), "https://"
    ),
    "setting-url-host": Invalid("ajuste-invalido", "content/site.toml:1", toml('base_url = "https://[x"\n')),
    "settings-broken": Invalid(
        "ajustes-rotos", "content/site.toml:2", toml('title = "A"\nnav = [\n'), "lista"
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
