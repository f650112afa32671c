"""Read ``site.toml`` and check it: every mistake in it is a Problem with its line."""

from __future__ import annotations

import itertools
import posixpath
import re
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

from escarcha.config.checks import wrong_checks
from escarcha.config.extension_options import read_extensions
from escarcha.config.nav_lines import read_nav
from escarcha.config.settings import EDITORS, Settings
from escarcha.config.toml_words import explain_toml
from escarcha.problems import Code, EscarchaError, Problem, nearest, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.config.settings import Project


def read_settings(project: Project) -> Settings:
    """Read a project's ``site.toml``; without the file, every setting has its default.

    What the command line has decided is in the settings, too, whatever the file says.

    Raises:
        EscarchaError: with every mistake in the file, each with its line.
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
    values |= {key: read(values[key]) for key, read in _SHAPED.items() if key in values}
    settings = msgspec.convert(_with_others(project, values), Settings)
    if not project.is_trusted:
        return replace(settings, run=False, extensions={}, html="safe", include_from=())
    return settings if project.runs else replace(settings, run=False)


def _with_others(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    """Add to the values of a file what follows from them, and what the command line says."""
    if values.get("content"):
        folder = posixpath.normpath(values["content"])
        values = {"edit_path": posixpath.normpath(f"edit/main/{folder}"), **values}
    if project.base_url is None:
        return _below_prefix(project, values)
    if bad := _bad_base_url(project.base_url):
        cause = f"«--base-url» {bad}."
        raise EscarchaError(Problem(Code.INVALID_SETTING, "", None, cause, _ADDRESS), exit_code=2)
    return _below_prefix(project, {**values, "base_url": project.base_url})


def _below_prefix(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    if not project.prefix:
        return values
    return {**values, "base_url": f"{values.get('base_url', '').rstrip('/')}{project.prefix}"}


def setting_line(project: Project, value: str, *, key: str = "", before: int = 0) -> int:
    """Find the line of ``site.toml`` on which a text stands as a value, or 1.

    Args:
        project: whose settings they are.
        value: the text.
        key: of the setting; without one, the text is looked for from the beginning.
        before: how many times it stands there before.
    """
    try:
        text = project.settings_file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return 1
    begin = _key_at(key, text) if key else None
    found = re.compile(rf"(?P<quote>[\"']){re.escape(value)}(?P=quote)").finditer(
        text, begin.end() if begin else 0
    )
    at = next(itertools.islice(found, before, None), begin)
    return text.count("\n", 0, at.end()) + 1 if at else 1


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
    "excluir": "exclude",
    "estilo": "style",
    "icono": "icon",
    "logo": "icon",
    "extensiones": "extensions",
}
"""What authors may take the keys to be called."""


def _unknown(place: str, text: str, values: dict[str, Any]) -> list[Problem]:
    known = list(Settings.__struct_fields__)
    found = []
    for key in values:
        if key not in known:
            near = _SPANISH.get(key.lower()) or nearest(key, known)
            remedy = f"¿Querías «{near}»?" if near else f"Los que hay: {', '.join(known)}."
            cause = f"el ajuste «{key}» no existe."
            found.append(Problem(Code.UNKNOWN_SETTING, place, _line_of(key, text), cause, remedy))
    return found


def _convert(place: str, text: str, values: dict[str, Any]) -> list[Problem]:
    found = []
    for field in msgspec.structs.fields(Settings):
        if field.name not in values:
            continue
        value = values[field.name]
        try:
            shaped = _SHAPED[field.name](value) if field.name in _SHAPED else value
            msgspec.convert(shaped, field.type)
            wrong = _CHECKS[field.name](value) if field.name in _CHECKS else None
        except msgspec.ValidationError:
            wrong = f"debe ser {_title(msgspec.inspect.type_info(field.type))}"
        except ValueError as error:  # which that is, too
            wrong = str(error)
        if wrong:
            line = _line_of(field.name, text)
            found.append(Problem(Code.INVALID_SETTING, place, line, f"«{field.name}» {wrong}.", _VALUES))
    return found


def _title(info: msgspec.inspect.Type) -> str:
    schema = info.extra_json_schema if isinstance(info, msgspec.inspect.Metadata) else None
    return str((schema or {}).get("title", "de otro tipo"))


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


def _bad_base_url(url: str) -> str | None:
    """Say what is wrong with a base URL, or None."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return "no es una dirección válida"
    clean = not parts.query + parts.fragment and not re.search(r"[^!-~]", parts.path)
    clean = clean and not re.search(r"//|/\.\.?(?:/|$)|[\0-\x20\\]", unquote(parts.path))
    if not url or (parts.scheme in {"http", "https"} and parts.hostname and clean):
        return None
    return "debe empezar por https:// y no llevar «?» ni «#»: https://ejemplo.es/apuntes"


def _bad_repository(url: str) -> str | None:
    if not url or re.fullmatch(r"https?://[^\s\"'<>]+", url):
        return None
    return "debe ser una dirección que empiece por https://"


def _bad_language(code: str) -> str | None:
    if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", code):
        return None
    return "debe ser un código de idioma, como «es» o «es-MX»"


def _bad_folders(folders: list[str]) -> str | None:
    """Folders lie below the project's, and none of them is hidden: what is in them is shown to everyone."""
    for folder in folders:
        parts = PurePosixPath(folder).parts
        if not folder or folder.startswith("/") or "\\" in folder or any(part[0] == "." for part in parts):
            return "debe nombrar carpetas del proyecto, como «src/ejemplos», que no empiecen por punto"
    return None


def _bad_editor(name: str) -> str | None:
    if not name or name in EDITORS or re.fullmatch(r"[a-z][a-z0-9+.-]*:\S*\{file\}\S*", name):
        return None
    known = ", ".join(f"«{each}»" for each in EDITORS)
    return f"debe ser {known} o una dirección con {{file}} y {{line}}"


def _bad_synonyms(groups: list[list[str]]) -> str | None:
    if all(len(group) > 1 and all(re.search(r"\w", each) for each in group) for group in groups):
        return None
    return 'debe ser una lista de grupos de dos palabras o más: [["ordenador", "computadora"]]'


_SHAPED: dict[str, Callable[[object], object]] = {"nav": read_nav, "extensions": read_extensions}
"""What reads the settings that may be written in more than one way; raises ValueError with what is wrong."""

_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "base_url": _bad_base_url,
    "repository": _bad_repository,
    "language": _bad_language,
    "include_from": _bad_folders,
    "editor": _bad_editor,
    "synonyms": _bad_synonyms,
}
