"""Which file of another tool's settings is read, what it goes on from, and what is no such file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.config import Project, read_settings, unread_settings
from escarcha.problems import EscarchaError
from foreign_project import MKDOCS, project, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site_name: a: b", 1),
        ("nav:\n  - a\n - b", 3),
        ("site_name: x\n\tnav: 1", 2),
        ("- a\n- b", 1),
        ("nav: [a, b", 1),
        ("a: &a [*a]", 1),
        ("x: " + "[" * 2000, 1),
        ("a: &a [x,x,x,x,x,x,x,x,x,x]\n"
         + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)
        ), 1),
        ("site_name: '\x00'", 1),
        (b"site_name: \xf1", 1),
    ],
)  # fmt: skip
def test_what_is_no_yaml_stops_a_site_that_has_nothing_else(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    """With its line; where there is a site.toml, it is told and the site stands without it."""
    found = project(tmp_path, "")
    (tmp_path / MKDOCS).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(EscarchaError) as caught:
        read_settings(found)
    (problem,) = caught.value.problems
    assert (problem.code.value, problem.place) == ("ajustes-rotos", f"mkdocs.yml:{line}")
    (tmp_path / "site.toml").write_text('title = "x"')
    assert read_settings(found).title == "x"
    assert [each.severity.value for each in unread_settings(found)] == ["aviso"]


def test_nothing_that_a_file_names_is_run_or_read(tmp_path: Path) -> None:
    """Tags of Python make no objects, and the environment stays unread."""
    text = "site_name: !!python/object/apply:os.system ['touch x']\nsite_author: !ENV [HOME, nadie]\n"
    settings = read_settings(project(tmp_path, text))
    assert (settings.title, settings.authors) == ("", ("nadie",))
    assert not (tmp_path / "x").exists()


def test_a_file_goes_on_from_another(tmp_path: Path) -> None:
    """Tables are joined, lists replaced; what is told names the file where it stands."""
    (tmp_path / "base.yml").write_text(
        "site_name: Base\nsite_author: Ana\ntheme:\n  language: es\n  palette: {primary: red}\nnav: [a.md]\n"
    )
    found = project(tmp_path, "INHERIT: base.yml\nsite_name: Hija\ntheme:\n  custom_dir: x\nnav: [index.md]")
    settings = read_settings(found)
    assert (settings.title, settings.authors, settings.language) == ("Hija", ("Ana",), "es")
    assert [line.target for line in settings.nav] == ["index.md", "."]
    assert [line.partition(" no se")[0] for line in told(found)] == [
        "base.yml:5: «theme.palette»", "mkdocs.yml:4: «theme.custom_dir»",
    ]  # fmt: skip
    (tmp_path / "base.yml").write_text("site_author: Luis\n")
    assert read_settings(found).authors == ("Luis",)


def test_what_is_not_trusted_goes_on_from_nothing_outside(tmp_path: Path) -> None:
    """Of others' settings, a file outside the project is not told to anybody."""
    (tmp_path / "fuera.yml").write_text("site_name: Secreto")
    (tmp_path / "dentro").mkdir()
    found = project(tmp_path / "dentro", "INHERIT: ../fuera.yml")
    assert read_settings(found).title == "Secreto"
    with pytest.raises(EscarchaError, match="de fuera del proyecto"):
        read_settings(Project.at(found.root, is_trusted=False))
    apart = Project.at(tmp_path / "otro", content=found.root, is_trusted=False)
    assert read_settings(apart).title == "Secreto"


@pytest.mark.parametrize(
    ("files", "content", "title"),
    [
        # At the root, with the notes in the folder that it names.
        (["mkdocs.yml", "docs/a.md"], "docs", "mkdocs.yml"),
        # Beside the notes, above them, the nearest first.
        (["docs/mkdocs.yml", "mkdocs.yml", "docs/a.md"], "docs", "docs/mkdocs.yml"),
        (["es/mkdocs.yaml", "es/docs/a.md"], "es/docs", "es/mkdocs.yaml"),
        # Of other notes than these.
        (["mkdocs.yml", "docs/a.md", "notas/a.md"], "notas", ""),
        # Of notes that have been moved.
        (["mkdocs.yml", "notas/a.md"], "notas", "mkdocs.yml"),
    ],
)
def test_the_file_lies_beside_the_notes_or_above(
    tmp_path: Path, files: list[str], content: str, title: str
) -> None:
    """It is read where it speaks of these notes."""
    for name in files:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"site_name: {name}")
    assert read_settings(Project.at(tmp_path, content=tmp_path / content)).title == title


@pytest.mark.parametrize(
    ("files", "content"),
    [
        ({"mkdocs.yml": "docs_dir: ./notas/", "notas/a.md": ""}, "notas"),
        ({"mkdocs.yml": "", "docs/a.md": "", "content/a.md": ""}, "docs"),
        ({"mkdocs.yml": "a: b: c", "docs/a.md": ""}, "docs"),
        # What is not there, or lies outside, is not taken.
        ({"mkdocs.yml": "docs_dir: ../x"}, "content"),
        ({"mkdocs.yml": "docs_dir: /"}, "content"),
        ({"mkdocs.yml": "docs_dir: [a]", "a/x.md": ""}, "content"),
        # Whoever has written settings for content/ means it.
        ({"mkdocs.yml": "", "docs/a.md": "", "content/site.toml": ""}, "content"),
        ({"mkdocs.yml": "", "docs/a.md": "", "site.toml": 'content = "mis"', "mis/a.md": ""}, "mis"),
        ({"mkdocs.yml": "", "docs/a.md": "", "site.toml": 'title = "x"'}, "docs"),
    ],
)
def test_the_folder_of_notes_is_the_one_that_it_names(
    tmp_path: Path, files: dict[str, str], content: str
) -> None:
    """Nobody has to say it twice; a word of ours goes before."""
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert Project.at(tmp_path).content == (tmp_path / content).resolve()


def test_paths_count_from_the_notes_wherever_these_lie(tmp_path: Path) -> None:
    """Of a project whose notes are its whole folder, ``docs_dir`` is a part."""
    found = project(tmp_path, "nav: [index.md, 'x/a.md']\nexclude_docs: /b.md\n")
    assert [line.target for line in read_settings(found).nav][:2] == ["index.md", "x/a.md"]
    whole = Project.at(tmp_path, content=tmp_path)
    assert [line.target for line in read_settings(whole).nav][:2] == ["docs/index.md", "docs/x/a.md"]
    assert read_settings(whole).exclude == ("/docs/b.md",)
