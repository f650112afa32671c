"""Key by key, what becomes of the settings of MkDocs and Zensical, with the theme Material and its plugins.

A key is written with dots, as in ``theme.language``; ``*`` stands for any other key of the same table.
https://www.mkdocs.org/user-guide/configuration/, https://squidfunk.github.io/mkdocs-material/setup/,
https://zensical.org/docs/setup/basics/
"""

from __future__ import annotations

from escarcha.config.foreign.fates import Fate, Needless, Taken, Told
from escarcha.config.foreign.lines import nav, not_in_nav, redirects
from escarcha.config.foreign.options import abbreviations, anchor_case, extension, folders, has_own_fences
from escarcha.config.foreign.values import (
    address,
    edit_path,
    file,
    files,
    folder,
    is_off,
    is_on,
    language,
    lines,
    one,
    plain,
    site_address,
    text,
    texts,
    verdict,
)

_LOOKS = Needless("es de aspecto")
_SAME = Needless("aquí es así de serie")
_SERVER = Needless("es de la vista previa o del servidor de la otra herramienta")
_DIALECT = Needless("se lee de serie")

_ADDRESSES = "Las direcciones son aquí «/nota/»: para las antiguas, pon «aliases» en las notas."
_TEMPLATE = "Escribe una plantilla en «templates/»: escarcha manual plantillas."
_COLOURS = "Los colores van en una hoja de estilo, con «style»: escarcha manual aspecto."
_SCRIPTS = "Lo que ejecuta algo va en una plantilla tuya; las fórmulas y Mermaid no lo necesitan."
_PROGRAM = "Si escribe notas o las cambia, ejecútalo antes de congelar; lo demás cabe en «freeze.py»."
_MACROS = "Escribe en la nota lo que el complemento pondría."
_NAV_FILES = "Escribe la navegación en «nav», en site.toml, con los títulos que quieras."
_NUMBERS = "Los números de línea se piden en cada bloque, con «numbers»."
_TITLES = "El título se pide en cada bloque, con «title»."
_WHOLE_LINKS = "Escribe los enlaces enteros."
_UNKNOWN_EXTENSION = "Si las notas la necesitan, instálala y nómbrala en «extensions», en site.toml."

_OWN_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "callouts", "def_list", "extra", "fenced_code", "footnotes",
    "legacy_attrs", "legacy_em", "markdown_checklist.extension", "markdown_del_ins", "md_in_html",
    "material.extensions.emoji", "material.extensions.preview", "mdx_breakless_lists", "mdx_math",
    "mdx_truly_sane_lists", "meta", "sane_lists", "tables", "wikilinks",
    "zensical.extensions.emoji", "zensical.extensions.preview",
)  # fmt: skip
"""What is read without being asked for."""

TABLE: dict[str, Fate] = {
    # The site.
    "site_name": Taken("title", text),
    "site_description": Taken("description", text),
    "site_url": Taken("base_url", site_address),
    "site_author": Taken("authors", one),
    "copyright": Taken("license", plain),
    "docs_dir": Taken("content", folder),
    "site_dir": Needless("el sitio se publica en «build/», o donde diga --output"),
    "use_directory_urls": Told(_ADDRESSES, when=is_off),
    # The repository.
    "repo_url": Taken("repository", address),
    "repo_name": _LOOKS,
    "edit_uri": Taken("edit_path", edit_path),
    "edit_uri_template": Taken("edit_path", edit_path),
    "remote_branch": _SERVER,
    "remote_name": _SERVER,
    # Which notes, and in which order.
    "nav": Taken("nav", nav),
    "pages": Taken("nav", nav),
    "not_in_nav": Taken("nav", not_in_nav),
    "exclude_docs": Taken("exclude", lines),
    "draft_docs": Taken("exclude", lines),
    # How much each kind of problem matters.
    "validation.nav.not_found": Taken("checks", verdict("nav-desconocida")),
    "validation.nav.omitted_files": Taken("checks", verdict("pagina-inalcanzable")),
    "validation.nav.absolute_links": _SAME,
    "validation.not_found": Taken("checks", verdict("nav-desconocida", "enlace-roto", "archivo-roto")),
    "validation.omitted_files": Taken("checks", verdict("pagina-inalcanzable")),
    "validation.links.not_found": Taken("checks", verdict("enlace-roto", "archivo-roto")),
    "validation.links.anchors": Taken("checks", verdict("ancla-rota")),
    "validation.links.absolute_links": _SAME,
    "validation.links.unrecognized_links": _SAME,
    "validation.anchors": Taken("checks", verdict("ancla-rota")),
    "validation.absolute_links": _SAME,
    "validation.unrecognized_links": _SAME,
    "strict": Told("Para que los avisos cuenten como errores, congela con --strict.", when=is_on),
    # Looks, and what of them means something here.
    "theme.name": _LOOKS,
    "theme.variant": _LOOKS,
    "theme.language": Taken("language", language),
    "theme.locale": Taken("language", language),
    "theme.logo": Taken("icon", file),
    "theme.favicon": Taken("icon", file),
    "theme.palette": Told(_COLOURS),
    "theme.font": _LOOKS,
    "theme.icon": _LOOKS,
    "theme.features": _LOOKS,
    "theme.direction": _LOOKS,
    "theme.custom_dir": Told(_TEMPLATE),
    "theme.static_templates": _SAME,
    "theme.include_search_page": _SAME,
    "theme.search_index_only": _SAME,
    "theme.*": Needless("es una opción del tema"),
    "extra_css": Taken("style", files),
    "extra_javascript": Told(_SCRIPTS),
    "extra_templates": Told(_TEMPLATE),
    # What templates and plugins read.
    "extra.social": Told("Los enlaces a otros sitios van en la portada, o en «nav»."),
    "extra.analytics": Told("Para contar visitas, pon el código en una plantilla: escarcha manual recetas."),
    "google_analytics": Told("Para contar visitas, pon el código en una plantilla: escarcha manual recetas."),
    "extra.consent": Needless("aquí no hay galletas que consentir"),
    "extra.generator": _LOOKS,
    "extra.annotate": _DIALECT,
    "extra.tags": _LOOKS,
    "extra.status": Taken("statuses", texts),
    "extra.homepage": _LOOKS,
    "extra.alternate": Told("Enlaza las otras lenguas desde «nav», con su dirección."),
    "extra.version": Told("Publica cada versión en su carpeta, con su «base_url»."),
    "extra.*": Told(_MACROS),
    # Programs.
    "hooks": Told(_PROGRAM),
    "watch": _SERVER,
    "dev_addr": _SERVER,
    "plugins.search": _SAME,
    "plugins.tags": _SAME,
    "plugins.offline": _SAME,
    "plugins.privacy": _SAME,
    "plugins.minify": _SAME,
    "plugins.optimize": _SAME,
    "plugins.info": _SAME,
    "plugins.meta": Told("Pon en la cabecera de cada nota lo que diga «.meta.yml»."),
    "plugins.typeset": _LOOKS,
    "plugins.glightbox": _LOOKS,
    "plugins.autorefs": _DIALECT,
    "plugins.mermaid2": _SAME,
    "plugins.group": _SERVER,
    "plugins.redirects.redirect_maps": Taken("redirects", redirects),
    "plugins.redirects.*": _SAME,
    "plugins.exclude.glob": Taken("exclude", lines),
    "plugins.exclude.regex": Told("Escribe el patrón en «exclude», en site.toml, como en «.gitignore»."),
    "plugins.git-revision-date": Taken("byline", lambda *_: ["updated"]),
    "plugins.git-revision-date-localized": Taken("byline", lambda *_: ["updated"]),
    "plugins.git-authors": Told("Escribe quiénes son en «authors», en site.toml."),
    "plugins.git-committers": Told("Escribe quiénes son en «authors», en site.toml."),
    "plugins.social": Told("Aquí no se hacen tarjetas: pon tu imagen en una plantilla."),
    "plugins.blog": Told("Las entradas se publican como notas; la portada del blog, escríbela tú."),
    "plugins.rss": Needless("hay feed.xml si hay «base_url» y notas con fecha"),
    "plugins.i18n": Told("Publica cada lengua como un sitio, con su carpeta y su «base_url»."),
    "plugins.static-i18n": Told("Publica cada lengua como un sitio, con su carpeta y su «base_url»."),
    "plugins.mike": Told("Publica cada versión en su carpeta, con su «base_url»."),
    "plugins.macros": Told(_MACROS),
    "plugins.markdownextradata": Told(_MACROS),
    "plugins.table-reader": Told(_MACROS),
    "plugins.include-markdown": Told(
        "Pon el texto de la otra nota con «![[nota]]»: escarcha manual mas-markdown."
    ),
    "plugins.mkdocstrings": Told("Escribe la referencia en una nota; los ejemplos pueden ejecutarse."),
    "plugins.gen-files": Told(_PROGRAM),
    "plugins.awesome-pages": Told(_NAV_FILES),
    "plugins.awesome-nav": Told(_NAV_FILES),
    "plugins.literate-nav": Told(_NAV_FILES),
    "plugins.section-index": _SAME,
    "plugins.mkdocs-jupyter": Told("Convierte los cuadernos en notas con «jupyter nbconvert --to markdown»."),
    "plugins.print-site": Told("Cada página se imprime desde el navegador; no hay una con todas."),
    "plugins.with-pdf": Told("Cada página se imprime desde el navegador; no hay una con todas."),
    "plugins.*": Told(_PROGRAM),
    # Markdown.
    "markdown_extensions.smarty": Taken("extensions", extension),
    "markdown_extensions.pymdownx.smartsymbols": Taken("extensions", extension),
    "markdown_extensions.toc.slugify": Taken("anchor_case", anchor_case),
    "markdown_extensions.toc.separator": Told(
        "Las palabras de un ancla van aquí con guiones.", when=lambda sign: sign != "-"
    ),
    "markdown_extensions.toc.*": _DIALECT,
    "markdown_extensions.pymdownx.snippets.base_path": Taken("include_from", folders),
    "markdown_extensions.pymdownx.snippets.auto_append": Taken("abbreviations", abbreviations),
    "markdown_extensions.pymdownx.snippets.*": _DIALECT,
    # Options without which a note would not look as it does there.
    "markdown_extensions.pymdownx.highlight.linenums": Told(_NUMBERS, when=is_on),
    "markdown_extensions.pymdownx.highlight.auto_title": Told(_TITLES, when=is_on),
    "markdown_extensions.pymdownx.highlight.*": _DIALECT,
    "markdown_extensions.codehilite.linenums": Told(_NUMBERS, when=is_on),
    "markdown_extensions.codehilite.*": _DIALECT,
    "markdown_extensions.pymdownx.emoji.options": Told("Un icono propio se pone como una imagen."),
    "markdown_extensions.pymdownx.emoji.*": _DIALECT,
    "markdown_extensions.pymdownx.magiclink.repo_url_shorthand": Told(_WHOLE_LINKS, when=is_on),
    "markdown_extensions.pymdownx.magiclink.social_url_shorthand": Told(_WHOLE_LINKS, when=is_on),
    "markdown_extensions.pymdownx.magiclink.*": _DIALECT,
    "markdown_extensions.pymdownx.superfences.custom_fences": Told(
        "Los bloques que no sean de Mermaid los dibuja una función en «freeze.py»: escarcha manual flask.",
        when=has_own_fences,
    ),
    "markdown_extensions.pymdownx.superfences.*": _DIALECT,
    "markdown_extensions.nl2br": Told(
        "Un salto de línea no parte el párrafo: para partirlo, acaba la línea con «\\»."
    ),
    "markdown_extensions.pymdownx.progressbar": Told("Escribe el porcentaje como texto."),
    "markdown_extensions.pymdownx.*": _DIALECT,
    **{f"markdown_extensions.{name}": _DIALECT for name in _OWN_EXTENSIONS},
    "markdown_extensions.markdown_include.include": Told(
        "En un bloque de código, usa «include»; una nota en otra, con «![[nota]]»."
    ),
    "markdown_extensions.*": Told(_UNKNOWN_EXTENSION),
    "*": Told("Nadie lo lee aquí: quita la clave, o ponla en el lugar que le toque en site.toml."),
}
