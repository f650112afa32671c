"""What pages show of learning paths: all of them, their own, or which step they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from escarcha.pages.learning_paths import opening_link, step_items
from escarcha.pages.links import former_addresses
from escarcha.web.language import texts
from escarcha.web.learning import PathContext, StepContext
from escarcha.web.listing import minutes_of

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition
    from escarcha.pages.learning_paths import LearningPath


def paths_of(edition: Edition, entry: Entry) -> tuple[PathContext, ...]:
    """Return what the page of an entry shows of learning paths: its own, then those that it is a step of.

    The front page shows all of them.
    """
    paths = edition.learning_paths
    if entry is edition.site.root:
        return tuple(_path(edition, path) for path in paths.all)
    own = paths.by_url.get(entry.url)
    shown = [own] if own and own.steps else []
    return tuple(_path(edition, path, entry) for path in (*shown, *paths.through(entry)))


def _path(edition: Edition, path: LearningPath, entry: Entry | None = None) -> PathContext:
    site = edition.site
    steps = tuple(
        StepContext(number, site.title(step), site.href(step.url), " ".join(_addresses(step, site)))
        for number, step in enumerate(path.steps, 1)
    )
    current = path.steps.index(entry) + 1 if entry in path.steps else 0
    return PathContext(site.title(path.entry), site.href(path.entry.url), steps, current)


def with_steps(html: Markup, edition: Edition, entry: Entry) -> Markup:
    """Have the numbered lists of a learning path say how long each step takes, and number all steps in one.

    Args:
        html: of an entry's note, in its place; returned as it is if that is no path.
        edition: whose notes the steps are.
        entry: of the note.
    """
    waiting = list(edition.learning_paths.steps(entry))
    if not waiting:
        return html
    site, number = edition.site, 0
    say = texts(site.settings.language).ngettext
    tree = LexborHTMLParser(html, is_fragment=True)
    for item in step_items(tree):
        link = opening_link(item)
        href = str(link.attrs["href"]).partition("#")[0] if link is not None else ""
        if (
            link is None
            or not waiting
            or href not in {site.href(url) for url in _addresses(waiting[0], site)}
        ):
            continue
        step, number = waiting.pop(0), number + 1
        item.attrs["data-read"] = " ".join(_addresses(step, site))
        item.attrs["value"] = str(number)
        minutes = minutes_of(edition.page(step).html)
        said = say("%(num)s minuto", "%(num)s minutos", minutes) % {"num": minutes}
        label = LexborHTMLParser(f'<span class="minutes">{said}</span>', is_fragment=True).css_first("span")
        if label is not None:
            link.insert_after(label)
            link.insert_after(" ")
    return Markup(tree.html)  # noqa: S704 - written by the renderer


def _addresses(entry: Entry, site: Site) -> list[str]:
    """Return the address of an entry, and those where it stood before."""
    return [entry.url, *former_addresses(entry, site)]
