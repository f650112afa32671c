"""Which tool a folder is of, and what its settings become here."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escarcha.config import DEFAULT_CONTENT, Project, defaults
from escarcha.config.foreign import Foreign, read_foreign
from escarcha.config.foreign.disk import is_folder
from escarcha.config.foreign.fates import Context, Fate
from escarcha.config.foreign.taking import take
from escarcha.importing import docusaurus, obsidian, vitepress
from escarcha.problems import Code, EscarchaError, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.config.foreign.document import Document


@dataclass(frozen=True, slots=True)
class _Tool:
    """A tool whose settings are read only when somebody asks for it.

    Args:
        name: as its makers write it.
        files: where its settings may lie, from the folder; the first that is there counts.
        read: reads them.
        table: what becomes of each key.
        content: says where its notes lie, from the file and the folder.
    """

    name: str
    files: tuple[str, ...]
    read: Callable[[Path], Document]
    table: dict[str, Fate]
    content: Callable[[Path, dict[str, Any]], Path]


def _of_docusaurus(file: Path, values: dict[str, Any]) -> Path:
    path = values.get("docs", {}).get("path")
    return file.parent / (path if isinstance(path, str) else "docs")


def _of_vitepress(file: Path, values: dict[str, Any]) -> Path:
    path = values.get("srcDir")
    return file.parent.parent / (path if isinstance(path, str) else ".")


_TOOLS = (
    _Tool("Docusaurus", docusaurus.NAMES, docusaurus.read, docusaurus.TABLE, _of_docusaurus),
    _Tool(
        "VitePress",
        (*vitepress.NAMES, *(f"docs/{name}" for name in vitepress.NAMES)),
        vitepress.read,
        vitepress.TABLE,
        _of_vitepress,
    ),
    _Tool("Obsidian", obsidian.NAMES, obsidian.read, obsidian.TABLE, lambda file, _: file.parent.parent),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What another tool's settings have become.

    Args:
        tool: its name.
        project: laid out as they say.
        values: as ``site.toml`` is to have them.
        foreign: what was read, with an account of every key.
        problems: what is not taken, each with its line.
    """

    tool: str
    project: Project
    values: dict[str, Any]
    foreign: Foreign
    problems: tuple[Problem, ...]


def import_settings(root: Path) -> Imported:
    """Read the settings of whatever tool a folder is of; nothing is written.

    Raises:
        EscarchaError: if there are none, or they cannot be read.
    """
    project = Project.at(root)
    if foreign := read_foreign(project):
        name = "Zensical" if foreign.file.suffix == ".toml" else "MkDocs"
        imported = _imported(name, project, foreign)
        # The file stays where it is, and goes on being read; what it has to be told is told now.
        checks = {**imported.values.get("checks", {}), Code.UNREAD_SETTING.value: "off"}
        return dataclasses.replace(imported, values={**imported.values, "checks": checks})
    for tool in _TOOLS:
        file = next((each for name in tool.files if (each := project.root / name).is_file()), None)
        if file:
            return _read(tool, file, project)
    cause = "aquí no hay ajustes de MkDocs, Zensical, Docusaurus, VitePress ni Obsidian."
    remedy = "Da la carpeta en que está su archivo, como «mkdocs.yml»."
    raise EscarchaError(Problem(Code.NO_NOTES, str(root), None, cause, remedy))


def _read(tool: _Tool, file: Path, project: Project) -> Imported:
    try:
        document = tool.read(file)
    except EscarchaError as error:
        shown = (dataclasses.replace(each, path=project.display(Path(each.path))) for each in error.problems)
        raise EscarchaError(*shown) from error
    content = tool.content(file, document.values).resolve()
    if not is_folder(content) or not content.is_relative_to(project.root):
        content = project.root
    project = Project.at(project.root, content=content)
    account = take(document.values, tool.table, Context(project.root, file.parent, content))
    account.untold.extend(document.untold)
    return _imported(tool.name, project, Foreign(file, document, account))


def _imported(name: str, project: Project, foreign: Foreign) -> Imported:
    found = defaults.defaults_of(project, foreign)
    values = dict(found.values)
    folder = project.content.relative_to(project.root).as_posix()
    if folder != DEFAULT_CONTENT:
        values = {"content": folder, **values}
    if "repository" not in values:
        values.pop("edit_path", None)
    problems = tuple(in_order(defaults.tell_defaults(project, found, {})))
    return Imported(name, project, values, foreign, problems)
