"""Read ``site.toml`` and check it: every mistake in it is a Problem with its line."""

from __future__ import annotations

import dataclasses
import itertools
import posixpath
import re
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from escarcha.config.checks import wrong_checks
from escarcha.config.defaults import Defaults, read_defaults, tell_defaults
from escarcha.config.misplaced import misplaced_settings
from escarcha.config.settings import Settings
from escarcha.config.toml_words import explain_toml
from escarcha.config.validity import SHAPED, ascii_host, bad_base_url, wrong_value
from escarcha.problems import Code, EscarchaError, Problem, Severity, nearest, unreadable

if TYPE_CHECKING:
    from escarcha.config.project import Project


def read_settings(project: Project) -> Settings:
    """Read a project's ``site.toml``; without the file, every setting has its default.

    What it lacks is taken from another tool's settings, where such lie beside or above the notes. What the
    command line has decided is in the settings, too, whatever the files say.

    Raises:
        EscarchaError: with every mistake in the file, each with its line; without it, if the other tool's
            cannot be read.
    """
    file = project.settings_file
    place = project.display(file)
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):  # a pipe or a device, which has no end
            cause, remedy = "no es un archivo normal.", "Quítalo o pon uno que lo sea."
            raise EscarchaError(Problem(Code.UNREADABLE, place, None, cause, remedy))
        text = file.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        text, values = "", {}
    except OSError as error:
        raise EscarchaError(unreadable(error, place)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise EscarchaError(
            Problem(Code.BROKEN_SETTINGS, place, line, "no es texto UTF-8.", "Guárdalo como UTF-8.")
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise EscarchaError(_broken(place, text, error)) from error

    found = [*_unknown(place, text, values), *_convert(place, text, values)]
    found += wrong_checks(place, text, values.get("checks"))
    if not found and (wrong := _bad_content(project, values.get("content", ""))):
        found.append(Problem(Code.INVALID_SETTING, place, _line_of("content", text), *wrong))
    if found:
        raise EscarchaError(*found)
    values = {**_defaults(project, has_own=bool(text)).values, **values}
    values |= {key: read(values[key]) for key, read in SHAPED.items() if key in values}
    settings = msgspec.convert(_with_others(project, values), Settings)
    if not project.is_trusted:
        settings = replace(settings, run=False, extensions={}, html="safe", images="block", include_from=())
    runs = settings.run and project.runs
    return replace(settings, run=runs, tries=settings.tries and runs and project.tries)


def _with_others(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    """Add to the values of a file what follows from them, and what the command line says."""
    if values.get("content"):
        folder = posixpath.normpath(values["content"])
        values = {"edit_path": posixpath.normpath(f"edit/main/{folder}"), **values}
    if project.base_url is None:
        return _below_prefix(project, values)
    if bad := bad_base_url(project.base_url):
        cause = f"«--base-url» {bad}."
        raise EscarchaError(Problem(Code.INVALID_SETTING, "", None, cause, _ADDRESS), exit_code=2)
    return _below_prefix(project, {**values, "base_url": project.base_url})


def _below_prefix(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    values = {**values, "base_url": ascii_host(values.get("base_url", ""))}
    if not project.prefix:
        return values
    return {**values, "base_url": f"{values['base_url'].rstrip('/')}{project.prefix}"}


def _defaults(project: Project, *, has_own: bool) -> Defaults:
    try:
        return read_defaults(project)
    except EscarchaError:
        if has_own:  # which is a site without the other
            return Defaults()
        raise


def setting_place(project: Project, value: str, *, key: str = "", before: int = 0) -> tuple[str, int]:
    """Find the file of settings and the line on which a text stands as a value.

    Args:
        project: whose settings they are.
        value: the text.
        key: of the setting.
        before: how many times it stands there before.
    """
    text = _own_text(project)
    begin = _key_at(key, text)
    foreign = None if begin else _defaults(project, has_own=True).foreign
    if foreign and key in foreign.account.origins:
        place = foreign.document.place_of(value, foreign.account.origins[key], before)
        return project.display(place.file), place.line
    found = re.compile(rf"(?P<quote>[\"']){re.escape(value)}(?P=quote)").finditer(
        text, begin.end() if begin else 0
    )
    at = next(itertools.islice(found, before, None), begin)
    return project.display(project.settings_file), text.count("\n", 0, at.end()) + 1 if at else 1


def unread_settings(project: Project) -> list[Problem]:
    """Find what an author may take for settings, and nobody reads: files, and keys of other tools."""
    found = misplaced_settings(project)
    text = _own_text(project)
    try:
        own = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return found
    try:
        defaults = read_defaults(project)
    except EscarchaError as error:
        if text:  # without it, that is an error
            found += [dataclasses.replace(each, severity=Severity.WARNING) for each in error.problems]
        return found
    return [*found, *tell_defaults(project, defaults, own)]


def _own_text(project: Project) -> str:
    """Return what is in ``site.toml``; whatever is wrong with the file is told where it is read."""
    file = project.settings_file
    try:
        return file.read_text("utf-8-sig") if file.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _broken(place: str, text: str, error: Exception) -> Problem:
    line, cause, remedy = explain_toml(str(error), text)
    return Problem(Code.BROKEN_SETTINGS, place, line, cause, remedy)


def _line_of(key: str, text: str) -> int:
    """Find the line where a top-level key is given; tomllib does not keep it."""
    match = _key_at(key, text)
    return text.count("\n", 0, match.end()) + 1 if match else 1


def _key_at(key: str, text: str) -> re.Match[str] | None:
    return re.search(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", text, re.MULTILINE)


_VALUES = "Corrige el valor: los que admite están en «escarcha manual ajustes»."
_ADDRESS = "Escribe la dirección entera: https://ejemplo.es/apuntes."

_SPANISH = {
    "título": "title",
    "titulo": "title",
    "descripción": "description",
    "descripcion": "description",
    "idioma": "language",
    "autores": "authors",
    "licencia": "license",
    "repositorio": "repository",
    "glosario": "glossary",
    "repaso": "review",
    "excluir": "exclude",
    "estilo": "style",
    "icono": "icon",
    "logo": "icon",
    "extensiones": "extensions",
}
"""What authors may take the keys to be called."""


def _unknown(place: str, text: str, values: dict[str, Any]) -> list[Problem]:
    known = list(Settings.__struct_encode_fields__)
    found = []
    for key in values:
        if key not in known:
            near = _SPANISH.get(key.lower()) or nearest(key, known)
            remedy = f"¿Querías «{near}»?" if near else f"Los que hay: {', '.join(known)}."
            cause = f"el ajuste «{key}» no existe."
            found.append(Problem(Code.UNKNOWN_SETTING, place, _line_of(key, text), cause, remedy))
    return found


def _convert(place: str, text: str, values: dict[str, Any]) -> list[Problem]:
    return [
        Problem(Code.INVALID_SETTING, place, _line_of(name, text), f"«{name}» {wrong}.", _VALUES)
        for name in Settings.__struct_encode_fields__
        if name in values and (wrong := wrong_value(name, values[name]))
    ]


def _bad_content(project: Project, folder: str) -> tuple[str, str] | None:
    """Say what is wrong with the folder of notes that the settings name, and what to do; None if nothing."""
    if not folder:
        return None
    if project.settings_file.parent != project.root:
        cause = "«content» solo vale en un site.toml que esté en la carpeta del proyecto."
        return cause, f"Pasa este archivo a «{project.root.name}/», o quita la línea."
    try:
        place = (project.root / folder).resolve()
        if not place.is_relative_to(project.root):
            return f"«content» nombra «{folder}», que está fuera del proyecto.", "Pon una carpeta de dentro."
        is_there = place.is_dir()
    except (OSError, ValueError):  # a name that no disk takes
        is_there = False
    if is_there:
        return None
    near = nearest(folder, (each.name for each in project.root.iterdir() if each.is_dir()))
    remedy = f"¿Querías «{near}»?" if near else "Escribe la ruta desde la carpeta del proyecto."
    return f"«content» nombra «{folder}», que no es ninguna carpeta.", remedy
