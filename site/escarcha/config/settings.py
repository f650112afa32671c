"""The settings of a site, as data."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads the types of fields
import posixpath
import re
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Meta

from escarcha.config.nav_lines import NavLine  # noqa: TC001 - msgspec reads the types of fields

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
    feed: Annotated[
        tuple[Literal["content", "sections", "tags"], ...],
        Meta(
            title="una lista con «content», «sections» o «tags»",
            description="Lo que se añade al canal Atom: textos enteros, un canal por sección o por etiqueta.",
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
    redirects: Annotated[
        dict[str, Text],
        Meta(
            title="una tabla con una dirección antigua y una nota en cada línea",
            description="Direcciones antiguas y las notas, desde su carpeta, que las sustituyen.",
        ),
    ] = msgspec.field(default_factory=dict)
    glossary: Annotated[
        Text, Meta(description="Ruta de la nota que explica los términos; sin ella no hay glosario.")
    ] = ""
    review: Annotated[
        tuple[Literal["questions", "glossary", "anki"], ...],
        Meta(
            title="una lista con «questions», «glossary» o «anki»",
            description="De qué son las tarjetas de la página de repaso; con «anki», también sus paquetes.",
        ),
    ] = ()
    synonyms: Annotated[
        tuple[Texts, ...],
        Meta(
            title="una lista de listas de textos", description="Palabras que para el buscador son la misma."
        ),
    ] = ()
    statuses: Annotated[
        dict[str, Text],
        Meta(
            title="una tabla de textos",
            description="Cómo se lee en la navegación cada «status» de una nota, si «dialect» es «material».",
        ),
    ] = {}
    style: Annotated[
        tuple[str, ...],
        Meta(
            title="un texto o una lista de textos",
            description="Hojas de estilo propias, desde la carpeta de notas; van tras la del tema.",
        ),
    ] = ()
    icon: Annotated[Text, Meta(description="Icono propio, desde la carpeta de notas.")] = ""
    social_cards: Annotated[
        bool | str,
        Meta(
            title="true, false o la ruta de una imagen",
            description="Imagen con que se comparte cada página: dibujada, ninguna, o una para todas.",
        ),
    ] = True
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
    anchor_case: Annotated[
        Literal["lower", "lower-ascii", "fold", "none"],
        Meta(
            title="«lower», «lower-ascii», «fold» o «none»",
            description="Qué hacen con las mayúsculas las anclas de MkDocs, si «dialect» es «material».",
        ),
    ] = "lower"
    html: Annotated[
        Literal["safe", "trusted"],
        Meta(
            title="«safe» o «trusted»",
            description="Con «safe», el HTML de las notas pierde lo que ejecuta algo; con «trusted», no.",
        ),
    ] = "safe"
    images: Annotated[
        Literal["block", "keep", "copy"],
        Meta(
            title="«block», «keep» o «copy»",
            description="Las imágenes de otros servidores: no se ven, se piden allí o se copian al sitio.",
        ),
    ] = "block"
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
    abbreviations: Annotated[
        Texts,
        Meta(description="Archivos de abreviaturas que valen en todas las notas, desde la carpeta de estas."),
    ] = ()
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
    markdown_copies: Annotated[
        bool,
        Meta(title="true o false", description="Si cada página se publica también como Markdown."),
    ] = True
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
    tries: Annotated[
        bool,
        Meta(title="true o false", description="Si los ejemplos se pueden cambiar y probar en la página."),
    ] = msgspec.field(default=False, name="try")
    hold_future: Annotated[
        bool,
        Meta(title="true o false", description="Si una nota con «date» futura espera a que llegue su día."),
    ] = False
    solutions_from: Annotated[
        dt.date | None,
        Meta(
            title="una fecha como 2026-12-01",
            description="Día desde el que se publican las soluciones de los ejercicios; sin él, siempre.",
        ),
    ] = None
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
    def left_out(self) -> tuple[str, ...]:
        """Patterns of what is not published on purpose: what is excluded, and orders of LaTeX."""
        return (*self.exclude, *([self.math_macros] if self.math_macros.startswith("_") else []))

    @property
    def base_path(self) -> str:
        """The path part of ``base_url`` without its final slash: ``/apuntes``, or empty."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of ``base_url``: ``https://ejemplo.es``, or empty."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
