"""What a project is: its folders, and the settings of its site, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
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
    accessibility: Annotated[
        Literal["hint", "warning", "error"],
        Meta(
            title="«hint», «warning» o «error»",
            description="Cuánto pesa lo que deja fuera a algún lector: sugerencia, aviso o error.",
        ),
    ] = "hint"
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
