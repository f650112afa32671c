"""The icons of Material's sets: ``:material-school:``, ``:octicons-book-24:``, ``:simple-python:``.

The drawings are Material Design Icons (Apache 2.0), Octicons (MIT), Font Awesome Free (CC BY 4.0) and Simple
Icons (CC0). They lie in the package of Zensical or of mkdocs-material, whichever is installed; it is never
imported. Only the icons that a note uses get into its page.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.lines import LINE
from escarcha.markup.material.inline import ICON
from escarcha.problems import Code, Remark, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PACKAGES = {"zensical": "zensical", "material": "mkdocs-material"}
"""The packages that hold the sets: their modules, and what they are called."""

_DRAWING = re.compile(r'<svg[^>]*\sviewBox="(?P<box>[\d. -]+)"[^>]*>(?P<inside>.*)</svg>', re.DOTALL)
_SIZE = 'width="1em" height="1em"'
"""Without it, and without a style sheet, a drawing is as wide as the page."""

_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+){1,2}")


@functools.cache
def installed_sets() -> str:
    """Name the package that holds the sets, with its version; empty if there is none."""
    for module, package in _PACKAGES.items():
        if _folder_of(module) is not None:
            with contextlib.suppress(importlib.metadata.PackageNotFoundError):
                return f"{package}={importlib.metadata.version(package)}"
            return package
    return ""


def draw_named_icons(tree: LexborHTMLParser) -> Iterator[Remark]:
    """Draw the icons of a note that name one of the sets, in place; yield what is wrong with them.

    An icon that there is not leaves nothing behind, and each is told of once.

    Args:
        tree: of the note.
    """
    unknown: dict[str, int] = {}
    nodes = [(node, str(node.attrs[ICON] or "")) for node in tree.css(f"i[{ICON}]")]
    counted = Counter(path for _, path in nodes)
    named: set[str] = set()
    for node, path in nodes:
        drawing = read_drawing(path)
        if drawing is None:
            unknown.setdefault(path.replace("/", "-"), int(node.attrs.get(LINE) or 1))
            node.decompose()
            continue
        box, inside = drawing
        if counted[path] > 1:
            # The first one holds the drawing, and the others show it.
            name = f"dibujo-{path.replace('/', '-')}"
            inside = f'<use href="#{name}"></use>' if path in named else f'<g id="{name}">{inside}</g>'
            named.add(path)
        title = str(node.attrs.get("title") or "")
        said = f' role="img" aria-label="{escape(title)}"' if title else ' aria-hidden="true"'
        shown = f"<title>{escape(title)}</title>" if title else ""
        own = f' id="{escape(node.attrs["id"])}"' if node.attrs.get("id") else ""
        classes = escape(node.attrs.get("class") or "")
        looks = f'class="{classes}"{own} {_SIZE} viewBox="{box}"{said}'
        svg = f"<svg {looks}>{shown}{inside}</svg>"
        node.replace_with(LexborHTMLParser(svg, is_fragment=True).css("svg")[0])
    yield from unknown_icons(unknown)


def unknown_icons(unknown: Mapping[str, int]) -> Iterator[Remark]:
    """Tell of icons that there are not; where no package has any, once of all.

    Args:
        unknown: their names, and the lines of a note on which they stand.
    """
    if unknown and not installed_sets():
        cause = (
            f"el icono «:{next(iter(unknown))}:» y los demás de la nota no se publican: faltan sus dibujos."
        )
        remedy = "Instálalos: pip install 'escarcha[iconos]'."
        yield Remark(Code.UNKNOWN_ICON, min(unknown.values()), cause, remedy)
        return
    for name, line in unknown.items():
        cause = f"no hay ningún icono «:{name}:»; no se publica nada en su lugar."
        near = nearest(name, _names(name))
        remedy = f"¿Querías «:{near}:»?" if near else "Corrige su nombre."
        yield Remark(Code.UNKNOWN_ICON, line, cause, remedy)


@functools.lru_cache(maxsize=1024)
def read_drawing(path: str) -> tuple[str, str] | None:
    """Return the box of an icon and what is drawn in it; None if there is no such icon.

    Args:
        path: of the icon below the sets: ``material/school``.
    """
    folder = _sets() if _PATH.fullmatch(path) else None
    try:
        text = (folder / f"{path}.svg").read_text("utf-8") if folder else ""
    except OSError:
        return None
    found = _DRAWING.search(text)
    return (found["box"], found["inside"]) if found else None


def _names(name: str) -> list[str]:
    """Return the names of the icons of the set that a name is of."""
    folder = _sets()
    names = (name.replace("-", "/", count) for count in (1, 2))
    parents = {(folder / path).parent for path in names} if folder else set()
    prefix = {parent: "-".join(parent.relative_to(folder).parts) for parent in parents} if folder else {}
    return [f"{prefix[each]}-{file.stem}" for each in parents for file in sorted(each.glob("*.svg"))]


@functools.cache
def _sets() -> Path | None:
    return next((folder for module in _PACKAGES if (folder := _folder_of(module))), None)


def _folder_of(module: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    folder = Path(spec.origin).parent / "templates" / ".icons" if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None
