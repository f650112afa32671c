"""What a project is: its folders, and the settings of its site, as data."""

from __future__ import annotations

import posixpath
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Meta

from escarcha.config.nav_lines import NavLine  # noqa: TC001 - msgspec reads the types of fields

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_NAME = "site.toml"

DEFAULT_CONTENT = "content"
"""The folder of notes, from the project's, where nobody says otherwise."""

Text = Annotated[str, Meta(title="un texto")]
Texts = Annotated[tuple[str, ...], Meta(title="una lista de textos")]


EDITORS = {
    "code": "vscode://file{file}:{line}",
    "codium": "vscodium://file{file}:{line}",
    "cursor": "cursor://file{file}:{line}",
    "windsurf": "windsurf://file{file}:{line}",
    "zed": "zed://file{file}:{line}",
    "idea": "idea://open?file={file}&line={line}",
    "pycharm": "pycharm://open?file={file}&line={line}",
    "sublime": "subl://open?url=file://{file}&line={line}",
    "textmate": "txmt://open?url=file://{file}&line={line}",
}
"""The address under which each editor opens a file: it registers its scheme with the system."""

_FOLDER_PATHS = ((r"(?:^|(?<=/))edit(?=/)", "tree"), (r"^_edit(?=/)", "src/branch"))
"""What of ``edit_path`` leads to a folder when it is replaced: on GitHub and GitLab, on Forgejo and Gitea."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything ``site.toml`` may say; every key is optional.

    The description of a field says what it is for, to whoever reads the code or a schema made of it.
    """

    content: Annotated[
        Text,
        Meta(
            description="Carpeta de las notas, desde la del proyecto; solo en un site.toml que esté en esta."
        ),
    ] = ""
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
    byline: Annotated[
        tuple[Literal["date", "updated", "reading_time"], ...],
        Meta(
            title="una lista con «date», «updated» o «reading_time»",
            description="Lo que se dice de cada nota antes de su título: fechas, tiempo de lectura.",
        ),
    ] = ()
    feedback: Annotated[
        Text,
        Meta(description="Correo o dirección de «¿Te ha servido?» y «Avisar de un error»; sin él no salen."),
    ] = ""
    nav: Annotated[
        tuple[NavLine, ...],
        Meta(description="Líneas de la navegación, con sus grupos; lo que no se nombra va detrás."),
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
    include_from: Annotated[
        Texts,
        Meta(description="Carpetas del proyecto, además de la de notas, de las que se incluyen archivos."),
    ] = ()
    extensions: Annotated[
        dict[str, dict[str, Any]],
        Meta(description="Extensiones de Python-Markdown que se añaden a las de serie, y sus opciones."),
    ] = {}
    dialect: Annotated[
        Literal["github", "material"],
        Meta(
            title="«github» o «material»",
            description="Cómo se lee el Markdown: como en GitHub, o como en Material for MkDocs y Zensical.",
        ),
    ] = "github"
    html: Annotated[
        Literal["safe", "trusted"],
        Meta(
            title="«safe» o «trusted»",
            description="Con «safe», el HTML de las notas pierde lo que ejecuta algo; con «trusted», no.",
        ),
    ] = "safe"
    inline_tags: Annotated[
        bool,
        Meta(title="true o false", description="Si las «#etiquetas» del texto cuentan como las de «tags»."),
    ] = False
    math_macros: Annotated[
        Text,
        Meta(
            description="Archivo de LaTeX con órdenes propias para las fórmulas, desde la carpeta de notas."
        ),
    ] = ""
    title_from: Annotated[
        Literal["auto", "heading", "file"],
        Meta(
            title="«auto», «heading» o «file»",
            description="De dónde sale el título de una nota que no lo dice en la cabecera.",
        ),
    ] = "auto"
    editor: Annotated[
        Text, Meta(description="Editor en que se abre una nota desde la vista previa, como «code».")
    ] = ""
    accessibility: Annotated[
        Literal["hint", "warning", "error"],
        Meta(
            title="«hint», «warning» o «error»",
            description="Cuánto pesa lo que deja fuera a algún lector: sugerencia, aviso o error.",
        ),
    ] = "hint"
    backlinks: Annotated[
        bool,
        Meta(title="true o false", description="Si cada página nombra las notas que enlazan a ella."),
    ] = True
    checks: Annotated[
        dict[str, str | tuple[str, ...]],
        Meta(
            title="una tabla con un código y su peso en cada línea",
            description="Cuánto pesa cada clase de problema, y qué enlaces y rutas se dan por buenos.",
        ),
    ] = msgspec.field(default_factory=dict)
    run: Annotated[
        bool, Meta(title="true o false", description="Si los ejemplos de las notas se ejecutan.")
    ] = True
    hold_future: Annotated[
        bool,
        Meta(title="true o false", description="Si una nota con «date» futura espera a que llegue su día."),
    ] = False
    max_note_size: Annotated[
        int, Meta(ge=1, title="un número entero de bytes", description="Tamaño máximo de una nota, en bytes.")
    ] = 10_000_000

    def folder_url(self, folder: str) -> str:
        """Return where the repository shows a folder; empty where there is none, or nobody knows how.

        Args:
            folder: from that of the notes.
        """
        for edits, shows in _FOLDER_PATHS:
            path, count = re.subn(edits, shows, self.edit_path.strip("/"), count=1)
            if self.repository and count:
                return "/".join([self.repository.rstrip("/"), quote(posixpath.join(path, folder))])
        return ""

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
        runs: whether examples may run, if the settings let them.
        is_trusted: whether the notes and settings are the author's own. Of others' no example runs, and no
            setting holds that would run code, let scripts through or reach out of ``content/``.
        prefix: below which its pages stand in an app of the author's, such as ``/notas``; empty in most.
    """

    root: Path
    content: Path
    output: Path
    base_url: str | None = None
    runs: bool = True
    is_trusted: bool = True
    prefix: str = ""

    @classmethod
    def at(
        cls,
        root: Path,
        *,
        content: Path | None = None,
        output: Path | None = None,
        base_url: str | None = None,
        runs: bool = True,
        is_trusted: bool = True,
    ) -> Project:
        """Lay out a project at ``root``; folders that are given are taken from the working folder.

        Where no folder of notes is given, a ``site.toml`` at the root may name it; else it is ``content/``.
        """
        root = root.resolve()
        return cls(
            root,
            (root / _named_content(root) if content is None else content).resolve(),
            # Not resolved: if build/ is itself a symbolic link, the swap needs to see the link.
            (root / "build" if output is None else output).absolute(),
            base_url,
            runs,
            is_trusted,
        )

    @property
    def settings_file(self) -> Path:
        """Where the settings are: at the root, if there is such a file, else with the notes."""
        at_root = self.root / SETTINGS_NAME
        return at_root if at_root.is_file() else self.content / SETTINGS_NAME

    @property
    def templates(self) -> Path:
        """Where the project's own templates stand; those of an app that it has joined lie around them."""
        return self.root / "templates" / self.prefix[1:]

    @property
    def static(self) -> Path:
        """Where Flask has the files of an app, which are published below ``/static/``."""
        return self.root / "static"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time and is never published."""
        return self.root / ".cache" / "escarcha"

    @property
    def aside(self) -> frozenset[str]:
        """What of a project is neither notes nor their files, although the notes may be all of the folder.

        Among it is what Escarcha writes, which must never look like a change of the notes.
        """
        own = ("freeze.py", "netlify.toml", "requirements.txt", "palabras.txt", "build", "vendor", ".cache")
        paths = (self.output, self.templates, *(self.root / name for name in own))
        return frozenset(map(str, paths)) - {str(self.content)}

    def display(self, path: Path) -> str:
        """Write a path as the author would: from the project's folder where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def _named_content(root: Path) -> str:
    """Return what a ``site.toml`` at the root says of the folder of notes, or ``content``.

    Whatever is wrong with the file is told where all of it is read.
    """
    try:
        named = tomllib.loads((root / SETTINGS_NAME).read_text("utf-8-sig")).get("content")
    except (OSError, ValueError, RecursionError):
        return DEFAULT_CONTENT
    if not isinstance(named, str) or not named:
        return DEFAULT_CONTENT
    try:
        return named if (root / named).resolve().is_relative_to(root) else DEFAULT_CONTENT
    except (OSError, ValueError):  # a name that no disk takes
        return DEFAULT_CONTENT
