"""Media: which of them are published, and which run something in the browser of whoever opens them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING
from xml.parsers import expat

from escarcha.notes.reach import WELL_KNOWN
from escarcha.notes.slugs import media_name
from escarcha.notes.source import FOR_HOSTS, name_some
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.config import Project
    from escarcha.notes.reach import Reach
    from escarcha.notes.source import Source

_PROGRAMS = frozenset(
    [
        *("html", "htm", "xhtml", "xht", "shtml", "mhtml", "js", "mjs", "cjs", "wasm", "swf"),
        *("xml", "xsl", "xslt", "rdf", "mml", "svgz"),
    ]
)
"""Extensions of what a browser runs, or may: XML names elements of HTML, and sheets that transform it."""

_ELEMENTS = frozenset(
    ["audio", "embed", "foreignobject", "handler", "iframe", "link", "listener", "object", "script", "video"]
)
"""Elements that have an SVG run something, or hold what may: https://www.w3.org/TR/SVG2/interact.html."""


def published(
    media: Sequence[Source], project: Project, reach: Reach
) -> tuple[tuple[Source, ...], list[Problem]]:
    """Return the media that are published, and tell once of those that are not, and of those that run.

    Args:
        media: all that lie beside the notes.
        project: whose they are; of one that is not trusted nothing that runs is published.
        reach: what of them may be shown at all.
    """
    folders = {source.file.parent: source.file.parent.resolve() for source in media}
    # A file that is a link itself was asked for when it was followed.
    ignored = {each for each in media if reach.refusal(folders[each.file.parent] / each.path.name)}
    running = {each for each in media if each not in ignored and _runs(each)}
    if not project.is_trusted:  # what hosts obey may open a site to anything, and who owns it is well known
        running |= {each for each in media if each.path.parts[0] in {*FOR_HOSTS, WELL_KNOWN}} - ignored
    problems = []
    if ignored:
        cause = f"no se publica lo que git ignora: {name_some(each.path for each in ignored)}."
        remedy = "Si no guarda ningún secreto, añádelo al repositorio."
        problems.append(_hint(Code.IGNORED_BY_GIT, project, cause, remedy))
    if running:
        what = "lo que puede ejecutar algo en el navegador"
        said = (
            f"se publica tal cual {what}"
            if project.is_trusted
            else f"con «--untrusted» no se publica {what}, ni lo que es para servidores"
        )
        remedy = "Si no es tuyo, bórralo." if project.is_trusted else "Si es tuyo, congela sin esa opción."
        problems.append(
            _hint(Code.RUNNING_MEDIA, project, f"{said}: {name_some(each.path for each in running)}.", remedy)
        )
    left_out = ignored if project.is_trusted else ignored | running
    return tuple(each for each in media if each not in left_out), problems


def _hint(code: Code, project: Project, cause: str, remedy: str) -> Problem:
    return Problem(code, project.display(project.content), None, cause, remedy, Severity.HINT)


@functools.lru_cache(maxsize=4096)  # a source of another stamp is another
def _runs(source: Source) -> bool:
    """Tell whether a browser that opens a file may run something of it."""
    extension = media_name(source.path.name)[0].rpartition(".")[2].lower()  # as it is published
    return extension in _PROGRAMS or (extension == "svg" and not _is_picture(source))


def _is_picture(source: Source) -> bool:
    """Tell whether an SVG runs nothing when it is opened by itself, as few do."""
    try:
        return is_harmless_picture(source.file.read_bytes())
    except OSError:
        return False


def is_harmless_picture(svg: bytes) -> bool:
    """Tell whether an SVG of this content runs nothing when it is opened by itself."""
    return _Picture().holds(svg)


class _Picture:
    """One reading of an SVG, which looks for whatever could run."""

    def __init__(self) -> None:
        self._found = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.EntityDeclHandler = self._other
        self._parser.ProcessingInstructionHandler = self._other  # such as a sheet that transforms it

    def holds(self, content: bytes) -> bool:
        """Read it to its end; what is no XML may run up to its mistake."""
        try:
            self._parser.Parse(content, True)  # noqa: FBT003 - expat's own way
        except (expat.ExpatError, ValueError):
            return False
        return not self._found

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        values = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        self._found = (
            self._found
            or name.rpartition(" ")[2].lower() in _ELEMENTS
            or any(key.startswith("on") for key in values)
            or not _is_harmless(values.get("href", ""))
            or "href" in values.get("attributename", "").lower()  # an animation that sets it
        )

    def _other(self, *_: object) -> None:
        self._found = True


def _is_harmless(address: str) -> bool:
    scheme, colon, rest = "".join(address.split()).lower().partition(":")
    return (
        not colon or scheme in {"http", "https", "mailto"} or (scheme == "data" and rest.startswith("image/"))
    )
