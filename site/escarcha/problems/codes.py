"""Every kind of problem, and how much one matters.

Each code has a heading of its own in the manual (``content/manual/problemas.md``).
"""

from __future__ import annotations

import enum

MANUAL_URL = "https://escarcha.netlify.app/manual/"
"""Where the manual is on the web; the package has it as well."""


class Severity(enum.Enum):
    """How much a problem matters; the value is the word readers see."""

    ERROR = "error"
    """Nothing is published."""

    WARNING = "aviso"
    """Published, and listed; with ``--strict`` it counts as an error."""

    HINT = "sugerencia"
    """Published; the author probably meant something else."""


class Code(enum.Enum):
    """Every kind of problem; the value is what stands in brackets after the message."""

    @property
    def address(self) -> str:
        """Where the manual explains it."""
        return f"{MANUAL_URL}problemas/#{self.value}"

    BROKEN_SETTINGS = "ajustes-rotos"
    """``site.toml`` is not TOML."""

    UNKNOWN_SETTING = "ajuste-desconocido"
    """``site.toml`` has a key that does not exist."""

    INVALID_SETTING = "ajuste-invalido"
    """A setting has a value it cannot have."""

    MISPLACED_SETTINGS = "ajustes-en-otro-sitio"
    """A file of settings lies where nobody reads it, or is called otherwise."""

    UNREAD_SETTING = "ajuste-no-leido"
    """The settings of another tool have a key that nobody reads here."""

    NO_NOTES = "sin-notas"
    """There is nothing to publish."""

    UNREADABLE = "ilegible"
    """A file cannot be read, or is no file at all."""

    SYMLINK_SKIPPED = "enlace-simbolico"
    """A symbolic link leaves ``content/``, goes nowhere or goes round in a circle."""

    IGNORED_BY_GIT = "ignorado-por-git"
    """A file beside the notes is not published, as git ignores it."""

    RUNNING_MEDIA = "archivo-que-ejecuta"
    """A file beside the notes may run something in the browser of whoever opens it."""

    LEFT_OUT = "no-publicado"
    """Files beside the notes are not published, as their names ask for that."""

    HOST_FILE = "archivo-del-servidor"
    """A line of ``_headers`` or ``_redirects`` is none that hosts understand."""

    FOREIGN_MEDIA = "imagen-de-otro-sitio"
    """A note shows an image, a sound or a video of another host, which browsers are not to load."""

    NOT_A_NOTE = "no-es-nota"
    """Files look like notes and are none."""

    NOT_UTF8 = "no-es-utf8"
    """A note is not UTF-8 text."""

    RECODED = "codificacion"
    """A note was in another Unicode encoding and has been converted while reading."""

    NUL_BYTE = "byte-nulo"
    """A note holds a NUL character."""

    TOO_LARGE = "nota-enorme"
    """A note is larger than the limit."""

    EMPTY_NOTE = "nota-vacia"
    """A note has nothing to read."""

    HELD_NOTE = "nota-en-espera"
    """Notes wait for their day, as the settings ask."""

    BROKEN_HEADER = "cabecera-rota"
    """A header is not a YAML mapping."""

    HEADER_KEY = "cabecera-clave"
    """A header key looks like a misspelt one, or stands there twice."""

    HEADER_VALUE = "cabecera-valor"
    """A header value is not of its key's kind and has been ignored."""

    INVALID_URL = "url-invalida"
    """A ``slug`` or an alias would leave the site."""

    URL_COLLISION = "url-repetida"
    """Two sources want the same address."""

    RENAMED = "nombre-cambiado"
    """A name could not become an address as it was."""

    UNKNOWN_IN_NAV = "nav-desconocida"
    """``nav`` names something that is not in ``content/``."""

    BAD_EXTENSION = "extension-rota"
    """A Markdown extension named in ``site.toml`` cannot be loaded."""

    UNRENDERABLE = "nota-no-renderizada"
    """A note could not be turned into HTML."""

    UNKNOWN_ICON = "icono-desconocido"
    """A note names an icon that no set has, or whose set is not installed."""

    FOREIGN_SYNTAX = "sintaxis-ajena"
    """A note holds what another tool reads and Escarcha does not."""

    UNKNOWN_LANGUAGE = "lenguaje-desconocido"
    """No highlighter knows the language of a code block."""

    UNCOLOURED = "codigo-sin-colores"
    """A code block is too long for colours."""

    BROKEN_FORMULA = "formula-rota"
    """A formula is no LaTeX that can be read."""

    BROKEN_DIAGRAM = "diagrama-roto"
    """A Mermaid diagram cannot be drawn."""

    BROKEN_FENCE = "bloque-roto"
    """A function of the project's own cannot draw a fence."""

    QUERY = "consulta-sin-respuesta"
    """Notes have queries of a plugin of Obsidian's, which nobody answers here."""

    BROKEN_INCLUDE = "inclusion-rota"
    """A code block is to show a file that cannot be had, or lines that it does not have."""

    BROKEN_EMBED = "insercion-rota"
    """A note cannot be shown in another, or not all of it."""

    EXAMPLE_FAILED = "ejemplo-falla"
    """An example does not do what the note says."""

    DUPLICATE_TERM = "termino-repetido"
    """Two terms of the glossary bear the same name."""

    LEARNING_STEP = "paso-sin-nota"
    """A step of a learning path is no note of the site, or is one already."""

    UNDEFINED_TERM = "termino-sin-definicion"
    """A heading of the glossary has no text below it."""

    EXAMPLE_OPTION = "ejemplo-opcion"
    """A block that is to run has an option that nobody knows, or that does not go with it."""

    UNTRIED_EXAMPLE = "ejemplo-sin-probar"
    """Readers are to run an example on the page, and it cannot run in a browser."""

    EXERCISE = "ejercicio-roto"
    """An exercise lacks a part, or a part has no exercise."""

    GLUED_TEXT = "texto-pegado"
    """Text under a list is read as part of its last item."""

    OVERFULL_ROW = "celdas-de-mas"
    """A row of a table has more cells than its head, and what is too much is not shown."""

    HEADING_SPACE = "titulo-sin-espacio"
    """A line looks like a heading whose space is missing."""

    MISSING_SIGN = "falta-signo"
    """A heading ends with ``?`` or ``!`` and lacks the opening sign."""

    SKIPPED_LEVEL = "titulo-salta"
    """A heading is two levels or more below the one before it."""

    NAMELESS_IMAGE = "imagen-sin-texto"
    """An image does not say what it shows."""

    LINK_TEXT = "enlace-que-no-dice"
    """The text of a link does not say where it leads."""

    BARE_ADDRESS = "direccion-suelta"
    """An address stands in a text as it is."""

    SAME_LINK_TEXT = "enlaces-iguales"
    """Two links of one text lead to two places."""

    POOR_DESCRIPTION = "descripcion-pobre"
    """The description of an image says that it is an image."""

    BOLD_HEADING = "titulo-en-negrita"
    """A line in bold type stands where a heading should."""

    LONG_HEADING = "titulo-por-tamano"
    """A heading is a long sentence, which wanted large letters."""

    HEADLESS_TABLE = "tabla-sin-cabecera"
    """The head of a table is empty."""

    COLOUR_ALONE = "solo-color"
    """A text tells something apart by its colour alone."""

    FOREIGN_PASSAGE = "idioma-sin-decir"
    """A long passage is in another language and does not say so."""

    UNCLOSED_FENCE = "codigo-sin-cerrar"
    """A code block is never closed."""

    UNCLOSED_CALLOUT = "recuadro-sin-cerrar"
    """A callout is opened and never closed."""

    UNFINDABLE = "sin-palabras"
    """A note holds no word that anyone could search for."""

    SPACED_LINK = "enlace-con-espacio"
    """The address of a link holds a space, so that it is no link."""

    EMPTY_LINK = "enlace-vacio"
    """A link or an image has no address."""

    LOST_TARGET = "direccion-perdida"
    """An address means nothing on the web, so that the link is published without it."""

    FOOTNOTE = "nota-al-pie"
    """A footnote is called and not defined, defined and not called, or defined twice."""

    UNDEFINED_REFERENCE = "referencia-sin-definir"
    """A link names a reference that is not defined."""

    DEAD_LINK = "enlace-muerto"
    """A link leads to an address of another host where there is nothing."""

    MOVED_LINK = "enlace-trasladado"
    """A link leads to an address of another host that has been moved for good."""

    UNSURE_LINK = "enlace-sin-respuesta"
    """It could not be found out where a link to another host leads."""

    MISSPELT = "ortografia"
    """A word is in no dictionary."""

    MISSING_PACKAGE = "falta-paquete"
    """A check, or a book, needs a package or something else that is not there."""

    UNUSED_IGNORE = "ignora-nada"
    """An author asks not to be told of something that is not wrong."""

    REPEATED_TITLE = "titulo-repetido"
    """Many notes of the site have one title."""

    HTML_REMOVED = "html-retirado"
    """Raw HTML that could run or load something has been taken out of a note."""

    BROKEN_TEMPLATE = "plantilla-rota"
    """A template has a mistake in it."""

    IDLE_TEMPLATE = "plantilla-sin-efecto"
    """A template or a block of the project's that no page shows."""

    BROKEN_PROJECT = "freeze-py-roto"
    """The project's ``freeze.py`` fails before anything is frozen."""

    FREEZE_FAILED = "congelacion-fallida"
    """A page answered with something that cannot be published."""

    VIEW_LEFT_OUT = "vista-sin-congelar"
    """A view of the author's own needs addresses that nobody gives."""

    OWN_CHECK = "comprobacion-propia"
    """A check of the project's own has found something."""

    BROKEN_LINK = "enlace-roto"
    """A link leads to no page or file of the site."""

    BROKEN_ANCHOR = "ancla-rota"
    """A link leads to a page that lacks the anchor."""

    GONE_ADDRESS = "direccion-desaparecida"
    """An address that the site has had leads nowhere any more."""

    GONE_ANCHOR = "ancla-desaparecida"
    """A page lacks an anchor that it has had."""

    AMBIGUOUS_LINK = "enlace-ambiguo"
    """A wikilink names several files."""

    BROKEN_MEDIA = "archivo-roto"
    """An image, style sheet or other asset is missing."""

    BROKEN_STYLE = "estilo-roto"
    """The project's own style sheet is no CSS."""

    BROKEN_IMAGE = "imagen-rota"
    """A file that should be an image is none, or is cut short."""

    HEAVY_IMAGE = "imagen-enorme"
    """An image is larger than any reader needs."""

    DUPLICATE_ID = "id-repetido"
    """Two elements of one page have the same id."""

    UNREACHABLE = "pagina-inalcanzable"
    """No chain of links leads from the front page to this one."""

    FOREIGN_OUTPUT = "salida-ajena"
    """The output folder holds something Escarcha did not write."""

    WRITE_FAILED = "escritura-fallida"
    """The disk is full, or a folder may not be written to."""

    NO_CLUSTER = "sin-cluster"
    """The cluster that ``--scheduler`` names cannot be used."""

    ALREADY_FREEZING = "congelacion-en-marcha"
    """Another freeze is writing to the same folder."""

    NOT_FROZEN = "sin-congelar"
    """``preview --built`` finds no frozen site."""

    PORT_TAKEN = "puerto-ocupado"
    """The preview cannot listen where it was told to."""

    CANNOT_MOVE = "traslado-imposible"
    """``mv`` cannot move something, or not so that every link leads where it led."""

    ALREADY_EXISTS = "ya-existe"
    """``new`` or ``init`` would overwrite a file."""


ACCESSIBILITY = frozenset(
    [
        Code.SKIPPED_LEVEL,
        Code.NAMELESS_IMAGE,
        Code.LINK_TEXT,
        Code.BARE_ADDRESS,
        Code.SAME_LINK_TEXT,
        Code.POOR_DESCRIPTION,
        Code.BOLD_HEADING,
        Code.LONG_HEADING,
        Code.HEADLESS_TABLE,
        Code.COLOUR_ALONE,
        Code.FOREIGN_PASSAGE,
    ]
)
"""What keeps some readers out; ``accessibility`` in ``site.toml`` says how much it matters."""

BEYOND_SITE = frozenset([Code.DEAD_LINK, Code.MOVED_LINK, Code.UNSURE_LINK, Code.MISSPELT])
"""What a check looks for only where it is asked to."""

FIXED = frozenset(
    [
        Code.BROKEN_SETTINGS,
        Code.UNKNOWN_SETTING,
        Code.INVALID_SETTING,
        Code.NO_NOTES,
        Code.UNREADABLE,
        Code.NOT_UTF8,
        Code.NUL_BYTE,
        Code.TOO_LARGE,
        Code.BROKEN_HEADER,
        Code.INVALID_URL,
        Code.URL_COLLISION,
        Code.BAD_EXTENSION,
        Code.UNRENDERABLE,
        Code.EXAMPLE_FAILED,
        Code.EXAMPLE_OPTION,
        Code.EXERCISE,
        Code.BROKEN_TEMPLATE,
        Code.BROKEN_PROJECT,
        Code.FREEZE_FAILED,
        Code.FOREIGN_OUTPUT,
        Code.WRITE_FAILED,
        Code.NO_CLUSTER,
        Code.MISSING_PACKAGE,
        Code.ALREADY_FREEZING,
        Code.NOT_FROZEN,
        Code.PORT_TAKEN,
        Code.CANNOT_MOVE,
        Code.ALREADY_EXISTS,
    ]
)
"""Those whose severity nobody chooses: while they stand there is no page, or one that is not true."""
