"""What is told of a note that its text alone does not show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.examples.example import Waiting
from escarcha.examples.tryouts import obstacle
from escarcha.markup.blocks.state import MATERIAL
from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.note import stem
from escarcha.pages.links import resolve, wikilink_paths
from escarcha.pages.old_anchors import lost_anchors
from escarcha.problems import ACCESSIBILITY, Code, Remark, Severity, nearest_path
from escarcha.rendering.addresses import is_internal
from escarcha.rendering.icon_sets import read_drawing, unknown_icons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escarcha.config import Settings
    from escarcha.examples import Example, Failure, Outcome
    from escarcha.notes import Entry, Note, Site
    from escarcha.pages.documents import Searchable
    from escarcha.rendering.fragment import Gist, Link


def failure_remark(failure: Failure) -> Remark:
    """Say why an Example is not true."""
    return Remark(
        Code.EXAMPLE_FAILED, failure.line, failure.cause, failure.remedy, Severity.ERROR, failure.detail
    )


def remarks_on(note: Note, gist: Gist, entry: Entry, site: Site, search: Searchable) -> Iterator[Remark]:
    """Tell of a note what its place, its header and the other notes show.

    Args:
        note: the entry's.
        gist: of the note.
        entry: its place.
        site: where links are looked up.
        search: knows what can be found.
    """
    yield from ambiguities(gist.links, entry, site)
    yield from unfindable(note, entry, search)
    yield from emptiness(note)
    yield from imageless(entry, site)
    yield from lost_anchors(note, gist)
    yield from unknown_icon(note, site.settings)


def emptiness(note: Note) -> Iterator[Remark]:
    """Tell of a note with nothing in it; that of a folder stands for what the folder holds."""
    if not (note.body.strip() or note.header_lines or stem(note.path).lower() in INDEX_NAMES):
        remedy = "Escríbela, o pon «draft: true» en la cabecera mientras tanto."
        yield Remark(Code.EMPTY_NOTE, _top(note), "la nota está vacía.", remedy, Severity.HINT)


def untried(runs: Iterable[tuple[Example, Outcome]], *, tries: bool) -> Iterator[Remark]:
    """Tell of the Examples that readers cannot run on the page, although their note says «try».

    Args:
        runs: the Examples of a note, with their Outcomes.
        tries: whether the site lets readers run any.
    """
    told = set[int]()  # the two Examples of an exercise begin to run on one line
    for example, outcome in runs:
        if (
            example.line not in told
            and example.tries
            and not isinstance(outcome, Waiting)
            and not outcome.failures
        ):
            why, remedy = obstacle(example, outcome), "Quita «try», o cambia el ejemplo."
            if not tries:
                why, remedy = "el sitio no lo permite", "Pon «try = true» en site.toml, o quita «try»."
            if why:
                cause = f"el ejemplo no se puede probar en la página: {why}."
                told.add(example.line)
                yield Remark(Code.UNTRIED_EXAMPLE, example.line, cause, remedy)


def _top(note: Note) -> int:
    """Return the first line of a file, counted from the body: there may be no line behind the header."""
    return 2 - note.body_line


def unknown_icon(note: Note, settings: Settings) -> Iterator[Remark]:
    """Tell of an icon for the navigation that a header names and that there is not."""
    icon = note.header.icon if settings.dialect == MATERIAL else None
    if icon and not read_drawing(icon):
        line = note.header_lines["icon"] + 1 - note.body_line
        yield from unknown_icons({icon.replace("/", "-"): line})


def unfindable(note: Note, entry: Entry, search: Searchable) -> Iterator[Remark]:
    """Tell of a note that nobody will find by searching, as there is no word in it."""
    if note.header.search and not search.has_words(entry):
        cause = "la nota no tiene ninguna palabra por la que se pueda buscar."
        remedy = "Dale un título con palabras, o «search: false» si está bien así."
        yield Remark(Code.UNFINDABLE, _top(note), cause, remedy, Severity.HINT)


def ambiguities(links: Iterable[Link], entry: Entry, site: Site) -> Iterator[Remark]:
    """Tell of the wikilinks that may mean more than one file."""
    for link in links:
        paths = wikilink_paths(link.target, entry, site) if link.is_wikilink else []
        if len(paths) > 1:
            cause = f"el enlace «[[{link.target}]]» puede ser {' o '.join(f'«{path}»' for path in paths)}."
            remedy = f"Escribe la carpeta; de momento lleva a «{paths[0]}»."
            yield Remark(Code.AMBIGUOUS_LINK, link.line, cause, remedy, subject=link.target)


def imageless(entry: Entry, site: Site) -> Iterator[Remark]:
    """Tell of a header that names an image which is no file of the site."""
    note = entry.note
    wanted = note.header.image if note else None
    if note and wanted and is_internal(wanted) and not site.media_at(resolve(wanted, entry, site)):
        near = nearest_path(wanted, [media.path.as_posix() for media in site.media.values()])
        remedy = f"¿Querías «/{near}»?" if near else "Escribe la ruta desde la nota, o desde «/»."
        line = note.header_lines["image"] + 1 - note.body_line
        yield Remark(Code.BROKEN_MEDIA, line, f"la imagen «{wanted}» no existe.", remedy, subject=wanted)


def unanswered(entry: Entry, queries: Sequence[tuple[Entry, int]]) -> Iterator[Remark]:
    """Tell of the queries of all notes, on the first page that has one.

    Args:
        entry: of the page.
        queries: the pages with queries, and the line of the first of each.
    """
    if not queries or queries[0][0] is not entry:
        return
    many = len(queries) - 1
    others = {0: "", 1: " (y en otra nota)"}.get(many, f" (y en otras {many} notas)")
    cause = f"las consultas de Dataview{others} no se responden aquí; se publican plegadas."
    remedy = "Copia en la nota lo que responde Obsidian, si ha de leerse."
    yield Remark(Code.QUERY, queries[0][1], cause, remedy, Severity.HINT)


def weigh(remarks: Iterable[Remark], settings: Settings) -> Iterator[Remark]:
    """Yield remarks as the settings want them: what accessibility weighs, and whether «#Título» is a tag."""
    weight = Severity[settings.accessibility.upper()]
    for each in remarks:
        if each.code is Code.HEADING_SPACE and settings.inline_tags:
            continue
        matters = weight is not Severity.HINT and each.code in ACCESSIBILITY
        yield replace(each, severity=weight) if matters else each
