"""The settings of a site: ``content/site.toml``, read and checked.

Knows files and problems, nothing of notes or pages.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Meta

from escarcha.problems import Code, EscarchaError, Problem, nearest, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS_NAME = "site.toml"

Text = Annotated[str, Meta(title="un texto")]
Texts = Annotated[tuple[str, ...], Meta(title="una lista de textos")]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything ``site.toml`` may say; every key is optional.

    The description of a field says what it is for, to whoever reads the code or a schema made of it.
    """

    title: Annotated[Text, Meta(description="Nombre del sitio.")] = ""
    description: Annotated[Text, Meta(description="De qué trata, en una o dos frases.")] = ""
    language: Annotated[Text, Meta(description="Idioma de las notas, como código BCP 47.")] = "es"
    base_url: Annotated[
        Text, Meta(description="Dirección pública del sitio; sin ella no hay sitemap.xml ni feed.xml.")
    ] = ""
    authors: Annotated[Texts, Meta(description="Quiénes escriben.")] = ()
    license: Annotated[Text, Meta(description="Licencia de los textos, tal como se lee en el pie.")] = ""
    repository: Annotated[Text, Meta(description="Dirección del repositorio con las notas.")] = ""
    edit_path: Annotated[
        Text, Meta(description="Lo que va entre el repositorio y la ruta de la nota en «Editar esta página».")
    ] = "edit/main/content"
    nav: Annotated[
        Texts, Meta(description="Orden de notas y carpetas en la navegación; lo demás va detrás.")
    ] = ()
    glossary: Annotated[
        Text, Meta(description="Ruta de la nota que explica los términos; sin ella no hay glosario.")
    ] = ""
    style: Annotated[
        Text, Meta(description="Hoja de estilo propia, desde la carpeta de notas; va tras la del tema.")
    ] = ""
    icon: Annotated[Text, Meta(description="Icono propio, desde la carpeta de notas.")] = ""
    exclude: Annotated[
        Texts, Meta(description="Patrones de rutas o nombres que no se publican, como «borradores/*».")
    ] = ()
    extensions: Annotated[
        Texts, Meta(description="Extensiones de Python-Markdown que se añaden a las de serie.")
    ] = ()
    html: Annotated[
        Literal["safe", "trusted"],
        Meta(
            title="«safe» o «trusted»",
            description="Con «safe», el HTML de las notas pierde lo que ejecuta algo; con «trusted», no.",
        ),
    ] = "safe"
    title_from: Annotated[
        Literal["auto", "heading", "file"],
        Meta(
            title="«auto», «heading» o «file»",
            description="De dónde sale el título de una nota que no lo dice en la cabecera.",
        ),
    ] = "auto"
    run: Annotated[
        bool, Meta(title="true o false", description="Si los ejemplos de las notas se ejecutan.")
    ] = True
    max_note_size: Annotated[
        int, Meta(ge=1, title="un número entero de bytes", description="Tamaño máximo de una nota, en bytes.")
    ] = 10_000_000

    @property
    def base_path(self) -> str:
        """The path part of ``base_url`` without its final slash: ``/apuntes``, or empty."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of ``base_url``: ``https://ejemplo.es``, or empty."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project, all absolute.

    Args:
        root: where ``freeze.py`` stands; problems name files from here.
        content: the notes.
        output: the site as published.
        base_url: what the command line puts in place of the setting of that name; None leaves it.
    """

    root: Path
    content: Path
    output: Path
    base_url: str | None = None

    @classmethod
    def at(
        cls,
        root: Path,
        *,
        content: Path | None = None,
        output: Path | None = None,
        base_url: str | None = None,
    ) -> Project:
        """Lay out a project at ``root``; folders that are given are taken from the working folder."""
        root = root.resolve()
        return cls(
            root,
            (root / "content" if content is None else content).resolve(),
            # Not resolved: if build/ is itself a symbolic link, the swap needs to see the link.
            (root / "build" if output is None else output).absolute(),
            base_url,
        )

    @property
    def templates(self) -> Path:
        """Where the project's own templates stand."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time and is never published."""
        return self.root / ".cache" / "escarcha"

    def display(self, path: Path) -> str:
        """Write a path as the author would: from the project's folder where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def read_settings(project: Project) -> Settings:
    """Read ``content/site.toml``; without the file, every setting has its default.

    Raises:
        EscarchaError: with every mistake in the file, each with its line.
    """
    file = project.content / SETTINGS_NAME
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
        raise EscarchaError(_broken(place, text, str(error))) from error

    found = [*_unknown(place, text, values), *_convert(place, text, values)]
    if found:
        raise EscarchaError(*found)
    if project.base_url is not None:
        values["base_url"] = project.base_url
        if bad := _bad_base_url(project.base_url):
            cause = f"«--base-url» {bad}."
            raise EscarchaError(Problem(Code.INVALID_SETTING, "", None, cause), exit_code=2)
    return msgspec.convert(values, Settings)


def setting_line(project: Project, value: str) -> int:
    """Find the line of ``site.toml`` on which a text stands as a value, or 1."""
    try:
        text = (project.content / SETTINGS_NAME).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return 1
    at = max(text.find(f'"{value}"'), text.find(f"'{value}'"), 0)
    return text.count("\n", 0, at) + 1


def _broken(place: str, text: str, error: str) -> Problem:
    at = re.search(r"at line (\d+)", error)
    line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
    return Problem(
        Code.BROKEN_SETTINGS,
        place,
        line,
        "esta línea no es TOML válido.",
        'Los textos van entre comillas (title = "Mis apuntes") y las listas entre corchetes.',
    )


def _line_of(key: str, text: str) -> int:
    """Find the line where a top-level key is given; tomllib does not keep it."""
    pattern = re.compile(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", re.MULTILINE)
    match = pattern.search(text)
    return text.count("\n", 0, match.end()) + 1 if match else 1


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
            msgspec.convert(value, field.type)
            wrong = _CHECKS[field.name](value) if field.name in _CHECKS else None
        except msgspec.ValidationError:
            wrong = f"debe ser {_title(msgspec.inspect.type_info(field.type))}"
        if wrong:
            line = _line_of(field.name, text)
            found.append(Problem(Code.INVALID_SETTING, place, line, f"«{field.name}» {wrong}."))
    return found


def _title(info: msgspec.inspect.Type) -> str:
    schema = info.extra_json_schema if isinstance(info, msgspec.inspect.Metadata) else None
    return str((schema or {}).get("title", "de otro tipo"))


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


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "base_url": _bad_base_url,
    "repository": _bad_repository,
    "language": _bad_language,
}
