"""``mkdocs.yml`` and ``zensical.toml`` as defaults: what each key becomes, and what is told of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from escarcha.config import NavLine, Settings, read_settings
from escarcha.config.foreign.table import TABLE
from foreign_project import MKDOCS, ZENSICAL, project, told

if TYPE_CHECKING:
    from pathlib import Path


def changed(settings: Settings) -> dict[str, Any]:
    """Return the settings that are not as they would be in a folder without a file."""
    plain = Settings(dialect="material", edit_path="edit/main/docs")
    fields = Settings.__struct_fields__
    return {
        name: getattr(settings, name) for name in fields if getattr(settings, name) != getattr(plain, name)
    }


SLUGIFY = "markdown_extensions:\n  - toc:\n      slugify: !!python/"
APPLY = f"{SLUGIFY}object/apply:pymdownx.slugs.slugify"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("site_name: Curso", {"title": "Curso"}),
        ("site_name: No", {"title": "No"}),
        ("site_name: 2024", {"title": "2024"}),
        ("site_description: >-\n  Un curso\n  largo.\n", {"description": "Un curso largo."}),
        ("site_url: https://x.es/a/", {"base_url": "https://x.es/a"}),
        ("site_url: https://x.es/a/index.html", {"base_url": "https://x.es/a"}),
        ("site_author: Ana y Luis", {"authors": ("Ana y Luis",)}),
        ("copyright: '&copy; 2024 <a href=\"x\">Ana</a>'", {"license": "© 2024 Ana"}),
        ("copyright: Ana – <a href='#__consent'>Galletas</a>", {"license": "Ana"}),
        ("repo_url: https://g.es/a/b/", {"repository": "https://g.es/a/b"}),
        ("edit_uri: blob/main/docs/", {"edit_path": "blob/main/docs"}),
        ("edit_uri: ''", {"edit_path": ""}),
        ("edit_uri:", {}),
        (
            "repo_url: https://g.es/a\nedit_uri: https://g.es/a/edit/x/docs/",
            {"repository": "https://g.es/a", "edit_path": "edit/x/docs"},
        ),
        (
            "repo_url: https://g.es/a\nedit_uri_template: https://g.es/a/edit/x/{path}",
            {"repository": "https://g.es/a", "edit_path": "edit/x"},
        ),
        ("theme: material", {}),
        ("theme:\n  language: es-MX", {"language": "es-MX"}),
        ("theme:\n  locale: pt_BR", {"language": "pt-BR"}),
        ("theme:\n  logo: a.png\n  favicon: s/x.md", {"icon": "a.png"}),
        ("extra_css: [a.css, b.css]", {"style": ("a.css", "b.css")}),
        (
            "nav: [a.md, {B: b.md}]",
            {"nav": (NavLine(target="a.md"), NavLine("B", "b.md"), NavLine(target=".", is_left_out=True))},
        ),
        ("exclude_docs: |\n  # no\n  /a  # sí\n  !b.md\n", {"exclude": ("/a", "!b.md")}),
        ("docs_dir: .", {"exclude": ("/site/",), "edit_path": "edit/main"}),
        ("docs_dir: .\nsite_dir: nada", {"edit_path": "edit/main"}),
        ("draft_docs: a/\nplugins:\n  - exclude:\n      glob: ['*.tmp']", {"exclude": ("a/", "*.tmp")}),
        (f"{APPLY} {{kwds: {{case: fold}}}}", {"anchor_case": "fold"}),
        (f"{APPLY}\n        kwds:\n          percent_encode: true\n", {"anchor_case": "none"}),
        (f"{APPLY} {{kwds: {{}}}}", {"anchor_case": "none"}),
        (f"{SLUGIFY}name:pymdownx.slugs.uslugify", {}),
        (f"{SLUGIFY}name:pymdownx.slugs.gfm_encoded", {"anchor_case": "lower-ascii"}),
        (f"{SLUGIFY}name:pymdownx.slugs.uslugify_cased", {"anchor_case": "none"}),
        (f"{SLUGIFY}name:markdown.extensions.toc.slugify_unicode", {}),
        ("extra:\n  status:\n    beta: En pruebas\n    x: [y]\n", {"statuses": {"beta": "En pruebas"}}),
        ("nav: [{Nada: }]", {}),
        ("pages: [index.md]", {"nav": (NavLine(target="index.md"), NavLine(target=".", is_left_out=True))}),
        ("not_in_nav: |\n  /a.md\n", {"nav": (NavLine(target="a.md", is_left_out=True),)}),
        ("validation:\n  anchors: warn", {"checks": {"ancla-rota": "warning"}}),
        (
            "validation:\n  nav:\n    omitted_files: ignore\n    not_found: info\n",
            {"checks": {"pagina-inalcanzable": "off", "nav-desconocida": "hint"}},
        ),
        (
            "plugins:\n  - redirects:\n      redirect_maps:\n        v/index.md: a.md#x\n        w.html: s/",
            {"redirects": {"/v/": "a.md", "/w.html": "s/"}},
        ),
        ("plugins:\n  git-revision-date-localized:\n    type: date", {"byline": ("updated",)}),
        (
            "markdown_extensions:\n  - markdown.extensions.smarty:\n      smart_dashes: no",
            {"extensions": {"smarty": {"smart_dashes": False}}},
        ),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs, inc]",
            {"include_from": ("inc",)},
        ),
    ],
)  # fmt: skip
def test_a_key_is_the_default_of_a_setting(tmp_path: Path, text: str, expected: dict[str, Any]) -> None:
    """What means the same here is taken, and nothing is told of it."""
    named = ("docs/a.md", "docs/a.png", "docs/a.css", "docs/b.css", "docs/s/x.md", "inc/x.md", "site/x.html")
    found = project(tmp_path, text, MKDOCS, *named)
    assert changed(read_settings(found)) == expected
    assert told(found) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("auto_append: [inc/a.md]", ("../inc/a.md",)),
        ("auto_append: inc/a.md", ("../inc/a.md",)),
        ("base_path: [docs, inc]\n      auto_append: [a.md, d.md]", ("../inc/a.md", "d.md")),
        ("base_path: $config_dir/inc\n      auto_append: [a.md]", ("../inc/a.md",)),
        ("auto_append: [docs/d.md]", ("d.md",)),
    ],
)
def test_what_is_appended_to_notes_are_abbreviations(
    tmp_path: Path, options: str, expected: tuple[str, ...]
) -> None:
    """From wherever the other tool looks for the file; what cannot be taken is told, file by file."""
    text = f"markdown_extensions:\n  - pymdownx.snippets:\n      {options}\n"
    found = project(tmp_path, text, MKDOCS, "inc/a.md", "docs/d.md")
    for file in ("inc/a.md", "docs/d.md"):
        (tmp_path / file).write_text("*[A]: B\n\n*[C]: D\n", "utf-8")
    assert read_settings(found).abbreviations == expected
    assert told(found) == []


def test_what_is_appended_and_cannot_be_taken_is_told(tmp_path: Path) -> None:
    """A file that is not there or outside the project, and that one says more than abbreviations."""
    names = "[no.md, ../x.md, inc/a.md]"
    found = project(
        tmp_path, f"markdown_extensions:\n  pymdownx.snippets:\n    auto_append: {names}", MKDOCS, "inc/a.md"
    )
    assert [line.partition(". ")[0].rpartition("»: ")[2] for line in told(found)] == [
        "el archivo «no.md» no está en el proyecto",
        "el archivo «../x.md» no está en el proyecto",
        "de «inc/a.md» se toman las abreviaturas",
    ]


NAV = """
nav:
  - Inicio: index.md
  - guía/uno.md
  - Guía:
      - Dos: guía/dos.md#título
      - Más:
          - https://x.es/
          - Yo: mailto:a@x.es
  - Vacío:
  - Todo: "guía/*"
  - Fuera: ../LEEME.md
  - Otro: "!include ./x/mkdocs.yml"
  - - b.md
"""


def test_a_navigation_keeps_titles_order_groups_and_addresses(tmp_path: Path) -> None:
    """Patterns are told with their lines; as they may stand for any notes, none is left out then."""
    found = project(tmp_path, NAV)
    assert read_settings(found).nav == (
        NavLine("Inicio", "index.md"),
        NavLine(target="guía/uno.md"),
        NavLine(
            "Guía",
            lines=(
                NavLine("Dos", "guía/dos.md"),
                NavLine("Más", lines=(NavLine(target="https://x.es/"), NavLine("Yo", "mailto:a@x.es"))),
            ),
        ),
        NavLine(target="b.md"),
    )
    remedy = "Nombra en «nav», en site.toml, las notas que quieras ahí."
    assert told(found) == [
        f"mkdocs.yml:{line}: «nav.{title}»: la línea «{target}» no es una nota, "
        f"una carpeta ni una dirección. {remedy}"
        for line, title, target in (
            (11, "Todo", "guía/*"),
            (12, "Fuera", "../LEEME.md"),
            (13, "Otro", "!include ./x/mkdocs.yml"),
        )
    ]


TOML = """
[project]
site_name = "Curso"
nav = [
  { "Inicio" = "index.md" },
  { "Guía" = ["a.md", { "Web" = "https://x.es" }] },
]
extra_javascript = ["x.js"]
use_directory_urls = false

[project.theme]
language = "es"
palette = { primary = "red" }

[project.markdown_extensions.pymdownx.smartsymbols]
[project.markdown_extensions.raro]
[project.markdown_extensions.toc]
slugify = { object = "pymdownx.slugs.slugify", kwds = { case = "none" } }
"""


def test_zensical_says_the_same_in_toml(tmp_path: Path) -> None:
    """The keys are those of MkDocs, below ``project``; it goes before a mkdocs.yml beside it."""
    (tmp_path / MKDOCS).write_text("site_name: Otro")
    found = project(tmp_path, TOML, ZENSICAL)
    settings = read_settings(found)
    assert (settings.title, settings.language, settings.extensions, settings.anchor_case) == (
        "Curso", "es", {"pymdownx.smartsymbols": {}}, "none",
    )  # fmt: skip
    assert [line.title for line in settings.nav] == ["Inicio", "Guía", ""]
    assert [line.partition(". ")[0] for line in told(found)] == [
        "zensical.toml:8: «extra_javascript» no se lee aquí",
        "zensical.toml:9: «use_directory_urls» no se lee aquí",
        "zensical.toml:13: «theme.palette» no se lee aquí",
        "zensical.toml:16: «markdown_extensions.raro» no se lee aquí",
    ]


def test_what_site_toml_says_goes_before(tmp_path: Path) -> None:
    """A setting of ours replaces the whole of theirs, and what could not be taken for it is not told."""
    found = project(tmp_path, "site_name: Suyo\nsite_author: Ana\nextra_css: [no.css]\nnav: [index.md]")
    (line,) = told(found)
    assert line.startswith("mkdocs.yml:3: «extra_css»: nombra «no.css», que no está entre las notas. Copia")
    (tmp_path / "site.toml").write_text('title = "Mío"\nnav = []\nstyle = []\ndialect = "github"')
    settings = read_settings(found)
    assert (settings.title, settings.authors, settings.nav) == ("Mío", ("Ana",), ())
    assert settings.dialect == "github"
    assert told(found) == []


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("site_url: ejemplo.es", 1, "«site_url» no se toma, porque «base_url» debe empezar por https://"),
        ("\nsite_name: [a]", 2, "«site_name» no es un texto, así que no se toma."),
        ("edit_uri: ?query=docs/", 1, "«edit_uri» no se puede unir al repositorio"),
        ("theme:\n  language: español de aquí", 2, "«theme.language» no se toma"),
        ("site_url: !ENV [URL, 'https://x.es']", 1, "«site_url»: depende de la variable de entorno «URL»"),
        ("site_url: !ENV URL", 1, "«site_url»: depende de la variable de entorno «URL», que aquí no se lee."),
        ("strict: true", 1, "«strict» no se lee aquí."),
        ("use_directory_urls: false", 1, "«use_directory_urls» no se lee aquí."),
        ("site_name: x\nhooks: [x.py]", 2, "«hooks» no se lee aquí."),
        ("plugins:\n  - search\n  - macros", 3, "«plugins.macros» no se lee aquí."),
        (
            "plugins: [literate-nav]",
            1,
            "«plugins.literate-nav» no se lee aquí. Escribe la navegación en «nav»",
        ),
        ("plugins:\n  - raro:\n      a: 1", 2, "«plugins.raro» no se lee aquí."),
        ("extra:\n  social: [{link: x}]", 2, "«extra.social» no se lee aquí."),
        ("markdown_extensions:\n  - mi_extensión", 2, "«markdown_extensions.mi_extensión» no se lee aquí."),
        ("INHERIT: no.yml", 1, "«INHERIT»: el archivo «no.yml», del que siguen estos ajustes, no existe."),
        ("INHERIT: mkdocs.yml", 1, "«INHERIT»: el archivo «mkdocs.yml», del que siguen estos ajustes, lleva"),
        (
            "markdown_extensions:\n- pymdownx.superfences:\n    custom_fences: [{name: plantuml}]",
            3,
            "«markdown_extensions.pymdownx.superfences.custom_fences» no se lee aquí.",
        ),
        (
            "markdown_extensions:\n- codehilite: {linenums: yes}",
            2,
            "«markdown_extensions.codehilite.linenums»",
        ),
        ("mi_clave: 1", 1, "«mi_clave» no se lee aquí."),
        ("not_in_nav: |\n  *.tmp", 1, "«not_in_nav»: el patrón «*.tmp» no se lee."),
        (
            "plugins:\n  - redirects:\n      redirect_maps:\n        a.md: https://x.es",
            4,
            "«plugins.redirects",
        ),
        ("validation:\n  links:\n    not_found: 7", None, ""),
        ("theme:\n  palette:\n    primary: teal", 2, "«theme.palette» no se lee aquí."),
        ("nav: index.md", 1, "«nav» no es una lista de líneas."),
    ],
)
def test_what_is_not_taken_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, cause: str
) -> None:
    """One problem for each key, which stops nothing."""
    found = project(tmp_path, text)
    read_settings(found)
    assert [problem.split(": ", 1)[0] for problem in told(found)] == ([f"mkdocs.yml:{line}"] if line else [])
    assert all(cause in problem for problem in told(found))


@pytest.mark.parametrize(
    "text",
    [
        "theme: {name: material, features: [navigation.tabs], font: false, icon: {logo: x}}",
        "plugins: [search, tags, minify, privacy, offline]",
        "plugins: [{social: {enabled: false}}, {blog: {enabled: !ENV [CI, false]}}]",
        "markdown_extensions: [admonition, attr_list, pymdownx.superfences, {toc: {permalink: true}}]",
        "markdown_extensions: [{pymdownx.emoji: {emoji_index: !!python/name:a.b.c , x: y}}]",
        "markdown_extensions: [{toc: {slugify: !!python/object/apply:a.b {kwds: {case: lower}}}}]",
        "markdown_extensions: [codehilite, {pymdownx.superfences: {custom_fences: [{name: mermaid}]}}]",
        "site_dir: public\ndev_addr: 0.0.0.0:8000\nwatch: [src]\nrepo_name: x",
        "strict: false\nuse_directory_urls: true",
        "extra: {generator: false}\nextra_javascript: []\nplugins: []\nhooks:\nnav:\n",
        "a: &a {site_name: x}\n<<: *a\nextra: {}",
    ],
)
def test_nothing_is_told_of_what_nobody_will_miss(tmp_path: Path, text: str) -> None:
    """Looks, what is so anyway, what is off."""
    assert [line for line in told(project(tmp_path, text)) if "«a»" not in line] == []


atoms = st.sampled_from([None, True, 0, "", "a.md", "../x", "!a", "*", "https://x.es", "a\0", "x" * 300])
values = st.recursive(
    atoms,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.sampled_from(["a", "enabled"]), each),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(TABLE)), values, max_size=8))
def test_no_value_of_any_key_is_a_surprise(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, Any]
) -> None:
    """Whatever stands where, it is taken, needless or told."""
    root = tmp_path_factory.mktemp("x")
    nested: dict[str, Any] = {}
    for key, value in keys.items():
        table, _, name = key.partition(".")
        nested[table] = {**as_table(nested.get(table)), name: value} if name else value
    found = project(root, yaml.safe_dump(nested))
    read_settings(found)
    assert all(line.startswith("mkdocs.yml:") for line in told(found))


def as_table(value: object) -> dict[str, Any]:
    """Return a value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
