"""The checks: what a frozen page refers to is there, and a broken reference names the line it stands on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from mistakes import PNG

if TYPE_CHECKING:
    from conftest import CommandTest, ScriptTest, SiteTest

# Every way to write a reference that leads nowhere, and the line of the note it stands on.
BROKEN = {
    "link": ("Uno\n\n[x](nada.md)\n", 3),
    "link-with-title": ('[x](nada.md "Título")\n', 1),
    "link-in-brackets": ("Uno\n[x](<nada.md>)\n", 2),
    "link-with-anchor": ("\n\n[x](nada.md#ancla)\n", 3),
    "link-with-query": ("\n\n[x](nada.md?a=1)\n", 3),
    "link-over-two-lines": ("Uno [dos\ntres](nada.md)\n", 2),
    "after-a-header": ("---\ntitle: A\n---\n\n[x](nada.md)\n", 5),
    "header-says-it-too": ("---\ndescription: nada.md\n---\n[x](nada.md)\n", 4),
    "definition": ("[x][r] y más\n\n\n[r]: nada.md\n", 4),
    "definition-with-title": ("[x][r]\n\n[r]: nada.md 'Título'\n", 3),
    "definition-shortcut": ("Ver [r].\n\n[r]: <nada.md>\n", 3),
    "raw-html": ('Uno\n\n<p>\n<a href="nada.md">x</a>\n</p>\n', 4),
    "raw-html-inline": ('Uno\n\nDos <a href="nada.md">x</a>\n', 3),
    "raw-html-single-quotes": ("\n<div><a class='b' href='nada.md'>x</a></div>\n", 2),
    "in-a-list": ("- uno\n- [x](nada.md)\n", 2),
    "in-a-nested-list": ("- uno\n  - dos\n    - [x](nada.md)\n", 3),
    "in-a-quote": ("> uno\n> [x](nada.md)\n", 2),
    "in-a-table": ("| a |\n|---|\n| b |\n| [x](nada.md) |\n", 4),
    "in-a-heading": ("# Uno\n\n## [x](nada.md)\n", 3),
    "in-a-footnote": ("Uno[^1].\n\nDos.\n\n[^1]: [x](nada.md)\n", 5),
    "in-bold": ("Uno\n**[x](nada.md)**\n", 2),
    "after-code-that-says-it": ("`nada.md`\n\n```\n[x](nada.md)\n```\n\n[x](nada.md)\n", 7),
    "after-text-that-says-it": ("Ver nada.md.\n\n[x](nada.md)\n", 3),
    "definition-after-text-that-says-it": ("Ver nada.md.\n\n[x][r]\n\n[r]: nada.md\n", 5),
    "srcset": ("Ver algo.\n\n<img srcset='https://ejemplo.es/a 1x,\nnada.md 2x' alt=''>\n", 4),
    "crlf": ("Uno\r\n\r\n[x](nada.md)\r\n", 3),
}


def test_line_of_a_broken_link(site: SiteTest) -> None:
    """A broken link is reported once, at the very line of the note it is written on."""
    for name, (text, _) in BROKEN.items():
        site.write(f"{name}.md", text)
    site.settings('images = "keep"').freeze()
    places = sorted(problem.split(": ")[0] for problem in site.problems)
    assert places == sorted(f"content/{name}.md:{line}" for name, (_, line) in BROKEN.items())
    assert [problem for problem in site.problems if "«nada.md" not in problem] == []
    assert sorted(site.codes) == ["archivo-roto", *["enlace-roto"] * (len(BROKEN) - 1)]


@pytest.mark.parametrize("target", ["\\x", "\\\\x", "/\\x", "..\\x.md"])
def test_a_link_with_backslashes_is_the_note_s_own(site: SiteTest, target: str) -> None:
    """It leads nowhere, out of the site neither, and the line it stands on is named."""
    site.write("a.md", f'Uno\n\n<a href="{target}">x</a>\n').freeze()
    assert [problem.split(": ")[0] for problem in site.problems] == ["content/a.md:3"]
    assert "/%5C" in site.article("a/") or "/..%5C" in site.article("a/")


def test_every_occurrence(site: SiteTest) -> None:
    """The same broken target on several lines is reported at each of them."""
    site.write("a.md", "[x](nada.md)\n\n[y](nada.md)\n\ntexto\n\n[z](nada.md)\n").freeze()
    assert [problem.split(": ")[0] for problem in site.problems] == [
        f"content/a.md:{line}" for line in (1, 3, 7)
    ]


def test_every_note(site: SiteTest) -> None:
    """The same broken target in several notes is reported in each of them."""
    site.write("a.md", "[x](nada.md)").write("s/b.md", "\n[x](../nada.md)").freeze()
    assert [problem.split(": ")[0] for problem in site.problems] == ["content/a.md:1", "content/s/b.md:2"]


BROKEN_REFERENCES = [
    ("![x](nada.png)", "archivo-roto", "el archivo «nada.png» no existe."),
    ("<img src='nada.png' alt=''>", "archivo-roto", "«nada.png»"),
    ("<img src='foto.png' srcset='foto.png 1x, nada.png 2x' alt=''>", "archivo-roto", "«nada.png»"),
    ("<video src='nada.mp4' poster='foto.png'></video>", "archivo-roto", "«nada.mp4»"),
    ("<video src='foto.png' poster='nada.png'></video>", "archivo-roto", "«nada.png»"),
    ("[x](#nada)", "ancla-rota", "«#nada»"),
    ("[x](b.md#nada)", "ancla-rota", "«b.md#nada» lleva a una página que no tiene el ancla"),
    ("[x](b.md#seccion-un)", "ancla-rota", "¿Querías «#seccion-uno»?"),
    ("[x](c.md)", "enlace-roto", "«c.md»"),
    ("[x](b.mb)", "enlace-roto", "¿Querías «b.md»?"),
    ("[x](carpeta/titulos.md)", "enlace-roto", "¿Querías «carpeta/titulo.md»?"),
    ("[x](borrador.md)", "enlace-roto", "el enlace «borrador.md» lleva a un borrador. Publica la nota"),
    ("[x](borrador)", "enlace-roto", "lleva a un borrador"),
    ("[x](/nada/)", "enlace-roto", "«/nada/»"),
    ("[x](../fuera.md)", "enlace-roto", "«../fuera.md»"),
    ("[x](nada.pdf)", "enlace-roto", "«nada.pdf»"),
    ("[x](%FF.md)", "enlace-roto", "«%FF.md»"),
]
"""What is written, the code it is reported with, and a part of what is said."""


def test_broken_references(site: SiteTest) -> None:
    """Each kind of broken reference has its code, its sentence and a suggestion where one is near."""
    site.write("foto.png", PNG).write("b.md", "# B\n\n## Sección uno\n").write("carpeta/titulo.md", "T")
    site.write("borrador.md", "---\ndraft: true\n---\n")
    for number, (text, _, _) in enumerate(BROKEN_REFERENCES, 10):
        site.write(f"nota-{number}.md", f"Uno\n\n{text}\n")
    site.freeze()
    assert not site.failed
    assert len(site.problems) == len(BROKEN_REFERENCES), site.problems
    wrong = [
        (text, problem)
        for number, (text, code, says) in enumerate(BROKEN_REFERENCES, 10)
        for problem in [site.problems[number - 10]]
        if not problem.startswith(f"content/nota-{number}.md:3: ")
        or not problem.endswith(f" [{code}]")
        or says not in problem
    ]
    assert wrong == []


def test_references_that_hold(site: SiteTest) -> None:
    """What leads to a page, a file, an anchor or out of the site is nothing to report."""
    site.write("foto.png", PNG).write("b.md", "# B\n\n## Sección uno\n\nFin. ^fin\n").write(
        "carpeta/titulo.md", "T"
    )
    site.write("con espacio.md", "# C")
    for number, text in enumerate(
        [
            "[x](b.md) [x](b) [x](b.html) [x](/b/) [x](/b.md) [x](./b.md)",
            "[x](b.md#seccion-uno) [x](b.md#sección-uno) [x](#arriba) <a id='arriba'></a>",
            "[x](#top) [x](#) [x](b.md#^fin)",
            "[x](carpeta/) [x](carpeta) [x](carpeta/titulo.md)",
            "![x](foto.png) [x](foto.png) [x](foto.png#t=1) <img src='/foto.png' alt=''>",
            "[x](mailto:ana@ejemplo.es) [x](tel:+34600000000) [x](//ejemplo.es/x)",
            "[x](b.md?a=1#seccion-uno)",
            "`[x](nada.md)`\n\n    [x](nada.md)\n\n```\n[x](nada.md)\n```",
            "[x](con%20espacio.md) [x](<con espacio.md>)",
            "[x](/) [x](index.md) [x](README.md)",
        ]
    ):
        site.write(f"nota-{number}.md", text + "\n")
    assert site.freeze().problems == []


def test_external_links_are_not_followed(site: SiteTest, script: ScriptTest) -> None:
    """No link that leaves the site is opened: with the network taken away the freeze does not notice."""
    site.settings('images = "keep"').write(
        "a.md",
        "[x](http://127.0.0.1:9/x) [y](https://no-existe.invalid) ![x](https://no-existe.invalid/a.png)",
    )
    (site.root / "sitecustomize.py").write_text(
        "import socket\n\n\ndef fail(*_args, **_kwargs):\n    raise SystemExit('red')\n\n\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = fail\n",
        "utf-8",
    )
    done = script("--strict", "--jobs", "1", PYTHONPATH=str(site.root))
    assert done.returncode == 0, done.stderr
    assert done.stderr == "Notas: 1\nPáginas: 2\n"


@pytest.mark.parametrize(
    "base", ["https://ejemplo.es", "https://ejemplo.es/apuntes", "https://ejemplo.es/a/b/"]
)
def test_base_url(site: SiteTest, base: str) -> None:
    """Below a base path links are followed just the same, broken ones and good ones."""
    site.settings(f'base_url = "{base}"').write("b.md", "# B").write("foto.png", PNG)
    site.write("a.md", "[x](b.md) ![x](foto.png) [x](/b/)\n\n[x](nada.md) [x](b.md#no)\n").freeze()
    assert site.codes == ["ancla-rota", "enlace-roto"]
    assert all(problem.startswith("content/a.md:3: ") for problem in site.problems)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p id='x'>a</p>\n\n<p id='x'>b</p>\n", 3),
        ("---\ntitle: A\n---\n<p id='x'>a</p>\n\n<p id='x'>b</p>\n", 6),
    ],
)
def test_duplicate_ids(site: SiteTest, text: str, line: int) -> None:
    """An id that occurs twice on a page is reported at its second occurrence."""
    site.write("a.md", text).freeze()
    assert site.codes == ["id-repetido"]
    assert site.problems[0].startswith(f"content/a.md:{line}: ")


def test_headings_never_share_an_id(site: SiteTest) -> None:
    """Headings of the same words get ids of their own."""
    site.write("a.md", "## Uno\n\n## Uno\n\n## ¡Uno!\n\n## Uno 1\n").freeze()
    assert site.problems == []


def test_id_of_the_theme(site: SiteTest) -> None:
    """A note whose heading is called like an element of the theme is no problem, or one that is told."""
    site.write("a.md", "# Contenido\n\n[x](#contenido)\n").freeze()
    ids = [node.attrs["id"] for node in site.page("a/").css("[id]")]
    assert len(ids) == len(set(ids)) or site.codes == ["id-repetido"]


def test_unreachable_page(site: SiteTest) -> None:
    """With templates that list nothing, a note nobody links to is reported; one that is linked is not."""
    (site.root / "templates").mkdir()
    for name in ("home.html", "note.html", "section.html", "404.html"):
        (site.root / "templates" / name).write_text("<!doctype html><title>x</title>{{ article }}", "utf-8")
    site.write("index.md", "[b](b.md)").write("b.md", "[c](s/c.md)").write("s/c.md", "C").write("s/index.md")
    site.write("sola.md", "[b](b.md)").freeze()
    assert site.codes == ["pagina-inalcanzable"] * 2
    assert [problem.split(":")[0] for problem in site.problems] == ["content/s/index.md", "content/sola.md"]


def test_unreachable_section_without_a_note(site: SiteTest) -> None:
    """It is told at its folder, from the project's as every place is, and at no line."""
    site.write("../templates/section.html", "<!doctype html><title>x</title>")
    site.write("index.md", "# A").write("s/t/b.md", "# B").freeze()
    told = [(found.path, found.line) for found in site.found]
    assert told == [("content/s/", None), ("content/s/t/", None), ("content/s/t/b.md", 1)]


def test_every_page_is_reachable(site: SiteTest) -> None:
    """With the theme's templates a reader reaches every note of a long section, a deep one and many."""
    long = [f"s/nota-{number}.md" for number in range(120)]
    deep = ["/".join(["s"] * depth) + "/nota.md" for depth in range(1, 12)]
    many = [f"s{number}/nota.md" for number in range(60)]
    for name in [*long, *deep, *many]:
        site.write(name, f"# Hola {name}")
    site.freeze()
    assert site.problems == []


def test_broken_asset_of_a_template(site: SiteTest) -> None:
    """A style sheet that a template of the project names and nobody wrote is reported, page by page."""
    (site.root / "templates").mkdir()
    (site.root / "templates" / "404.html").write_text(
        "<!doctype html><title>x</title><link rel=stylesheet href=/mia.css><script src=/mio.js></script>",
        "utf-8",
    )
    site.write("a.md", "# A").freeze()
    assert site.codes == ["archivo-roto"] * 2
    assert all("/404.html" in problem for problem in site.problems)


def test_html_media_are_not_checked(site: SiteTest) -> None:
    """An HTML file of the author's own is published as it is, and its links are the author's."""
    site.write("a.md", "[x](vieja.html)").write("vieja.html", "<a href='nada.html'>x</a><p id=a><p id=a>")
    site.freeze()
    assert site.codes == ["archivo-que-ejecuta"]


def test_strict(site: SiteTest, command: CommandTest) -> None:
    """With ``--strict`` a warning ends the command with 1; without, it is listed and counted."""
    site.write("a.md", "[x](nada.md)")
    done = command()
    assert done.returncode == 0
    assert "aviso content/a.md:1: el enlace «nada.md» no lleva a ninguna nota." in done.stderr
    assert "1 aviso" in done.stdout
    done = command("--strict")
    assert done.returncode == 1
    assert "[enlace-roto]" in done.stderr
    assert "No se ha publicado nada: 1 aviso." in done.stderr


def test_drafts_are_not_published(site: SiteTest) -> None:
    """A draft leaves no trace in the published site."""
    site.write("a.md", "# A").write("b.md", "---\ndraft: sí\ntags: [x]\naliases: [c]\n---\nSecreto")
    site.freeze(Options(strict=True))
    assert site.problems == []
    assert not any(name.startswith(("b/", "c/", "etiquetas/")) for name in site.tree())
    assert not any(b"Secreto" in content for content in site.tree().values())


def test_a_named_anchor_is_an_anchor(site: SiteTest) -> None:
    """Browsers and GitHub follow ``<a name>`` too."""
    site.write("a.md", '<a name="viejo"></a>\n\n[b](#viejo) [c](b.md#otro)').write(
        "b.md", '<a name="otro">b</a>'
    )
    assert site.freeze().codes == []


def test_suggestions_are_quick_among_many_names(site: SiteTest) -> None:
    """Among many notes only those that begin alike are compared; the near one is still found."""
    for number in range(150):
        site.write(f"n{number}/capitulo-{number}.md")
    site.write("a.md", "[b](n7/capitulo-7x.md)").freeze()
    assert "¿Querías «n7/capitulo-7.md»?" in "".join(map(str, site.problems))


@pytest.mark.parametrize("link", ["[a](nada-{}.md)", "[a](#nada-{})"])
def test_a_note_may_have_thousands_of_broken_links(site: SiteTest, link: str) -> None:
    """Each is reported, and the time does not grow with the square of their number."""
    start = time.process_time()
    site.write("a.md", "# A\n\n" + "\n".join(link.format(number) for number in range(3_000)))
    assert len(site.freeze().problems) == 3_000
    assert time.process_time() - start < 8  # of the two minutes that it took


def test_what_a_definition_shows_is_told_where_it_is_written(site: SiteTest) -> None:
    """Cards carry it to other pages, and no template is to blame for it."""
    site.settings('glossary = "glosario.md"').write("a.md", "# A\n\nUna ruta.")
    site.write(
        "glosario.md", "# Glosario\n\n## Ruta\n\nEl camino [a](nada.md), ![plano](nada.png).\n"
    ).freeze()
    assert [found.place for found in site.found] == ["content/glosario.md:5"] * 2
    assert sorted(site.codes) == ["archivo-roto", "enlace-roto"]


@pytest.mark.parametrize("target", ["LICENSE", "borradores/b.md", "./fuera.py"])
def test_a_link_to_what_is_left_out_says_so(site: SiteTest, target: str) -> None:
    """The path is right, so that is not what the author has to look at."""
    site.settings('exclude = ["LICENSE", "borradores/", "*.py"]')
    site.write("LICENSE", "x").write("borradores/b.md", "# B").write("fuera.py", "1")
    site.write("index.md", f"# A\n\n[x]({target})").freeze()
    assert [(found.line, "«exclude»" in found.cause) for found in site.found] == [(3, True)]
