"""What the templates of figures receive: one documented, typed object for each.

The fields of an object are the variables of its template; the manual lists them.
"""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup  # noqa: TC002 - msgspec reads the type at run time
from msgspec import Struct


class Figure(Struct, frozen=True):
    """A figure that is to be drawn by its ``template``."""

    template: ClassVar[str]


class CodeFigure(Figure, frozen=True):
    """A block of code.

    Args:
        code: in colours.
        language: as the fence has it; may be empty.
        language_name: what readers call it; empty for plain text.
        title: of the block, or empty.
        lines: how many it has.
        is_example: whether it belongs to an Example.
    """

    template: ClassVar[str] = "figures/code.html"
    code: Markup
    language: str = ""
    language_name: str = ""
    title: str = ""
    lines: int = 1
    is_example: bool = False


class CalloutFigure(Figure, frozen=True):
    """A box that sets something apart.

    Args:
        title: its title.
        body: what is in it.
        kind: ``note``, ``tip`` or another of the kinds there are.
        is_open: of one that folds, whether it is unfolded at first; None if it does not fold.
    """

    template: ClassVar[str] = "figures/callout.html"
    title: Markup
    body: Markup
    kind: str
    is_open: bool | None = None


class Tab(Struct, frozen=True):
    """One of several things of which one is seen.

    Args:
        title: what it is called.
        body: what is in it.
    """

    title: Markup
    body: Markup


class TabsFigure(Figure, frozen=True):
    """Things of which one is seen.

    Args:
        tabs: the first is seen at first.
        name: of the group; no other on the page has it.
    """

    template: ClassVar[str] = "figures/tabs.html"
    tabs: tuple[Tab, ...]
    name: str


class ImageFigure(Figure, frozen=True):
    """An image that stands alone and has a title.

    Args:
        image: the element.
        caption: its title.
    """

    template: ClassVar[str] = "figures/image.html"
    image: Markup
    caption: str


class EmbedFigure(Figure, frozen=True):
    """What a page shows of another note.

    Args:
        body: the text.
        title: what the author calls it, else that of the note and, where it is a section, of that.
        href: link to where it comes from.
    """

    template: ClassVar[str] = "figures/embed.html"
    body: Markup
    title: str
    href: str


class DiagramFigure(Figure, frozen=True):
    """A diagram.

    Args:
        src: the image, as an address that needs no file.
        alt: what it is called.
        width: in pixels; 0 if it is not known.
        height: in pixels; 0 if it is not known.
        source: what it was drawn from.
    """

    template: ClassVar[str] = "figures/diagram.html"
    src: str
    alt: str
    width: int
    height: int
    source: str


class ExampleFigure(Figure, frozen=True):
    """Code and what it did.

    Args:
        code: the blocks right above; empty if a sentence stands between, or if they are not shown.
        outcome: what happened.
    """

    template: ClassVar[str] = "figures/example.html"
    code: Markup
    outcome: Markup


class OutputFigure(Figure, frozen=True):
    """Text that an Example has written, received or sent.

    Args:
        code: the text, in colours.
        language: of it.
        title: what it is, for readers.
        kind: ``output``, ``raised`` for an exception, ``request`` or ``response``.
        status: of a response, the first digit of its code; otherwise empty.
        note: a sentence on what is not shown, or empty.
        curl: a request as a command of curl; empty for one that cannot be written so.
        httpie: the same as one of HTTPie.
    """

    template: ClassVar[str] = "figures/output.html"
    code: Markup
    language: str
    title: str
    kind: str
    status: str = ""
    note: str = ""
    curl: str = ""
    httpie: str = ""


class RowsFigure(Figure, frozen=True):
    """What a statement of SQL gives.

    Args:
        columns: their names.
        rows: the values of each.
        left: how many rows more there are.
    """

    template: ClassVar[str] = "figures/rows.html"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int


class ExchangeFigure(Figure, frozen=True):
    """A request with its response, and those to which it redirected.

    Args:
        label: ``GET /hola``.
        content: the figures of requests, responses, images and frames, in order.
    """

    template: ClassVar[str] = "figures/exchange.html"
    label: str
    content: Markup


class PictureFigure(Figure, frozen=True):
    """An image that a request was answered with.

    Args:
        label: of the request.
        src: the image.
        width: in pixels; 0 if it is not known.
        height: in pixels; 0 if it is not known.
    """

    template: ClassVar[str] = "figures/picture.html"
    label: str
    src: str
    width: int
    height: int


class FrameFigure(Figure, frozen=True):
    """An HTML answer as a browser shows it.

    Args:
        label: of the request.
        document: an HTML document that runs nothing and loads nothing.
        height: in pixels, that it will roughly need.
    """

    template: ClassVar[str] = "figures/frame.html"
    label: str
    document: str
    height: int


class ExerciseFigure(Figure, frozen=True):
    """An exercise: what one starts from, its tests, its hints, and its solution.

    Args:
        body: all of it, as the note has it.
        name: of the exercise.
        download: the figure of its files.
    """

    template: ClassVar[str] = "figures/exercise.html"
    body: Markup
    name: str
    download: Markup


class CompanionFigure(Figure, frozen=True):
    """The tests of an exercise, or its solution.

    Args:
        code: in colours; empty where it is not the day of the solution yet.
        kind: ``tests`` or ``solution``.
        file: that the code is, where the exercise has several; otherwise empty.
        day: from which on the solution may be seen, as ``2026-12-01``; empty if that is not known.
        written_day: the same for readers.
    """

    template: ClassVar[str] = "figures/companion.html"
    code: Markup
    kind: str
    file: str = ""
    day: str = ""
    written_day: str = ""


class DownloadFigure(Figure, frozen=True):
    """The files of an exercise to take home.

    Args:
        href: link to the archive.
        name: of the archive.
        tryout: link to what a browser needs to run the tests; empty where that is not offered.
        obstacle: why that is not, where the author has asked for it; otherwise empty.
    """

    template: ClassVar[str] = "figures/download.html"
    href: str
    name: str
    tryout: str = ""
    obstacle: str = ""


class StampFigure(Figure, frozen=True):
    """What stands below an Example: with what it ran, and how to take it home.

    Args:
        package: the name of the package it is about, or empty.
        version: of the package.
        python: version of Python, without the last number.
        download: link to the Example as an archive; empty where there is none.
        name: of the archive.
        tryout: link to what a browser needs to run the Example; empty where that is not offered.
        obstacle: why that is not, where the author has asked for it; otherwise empty.
    """

    template: ClassVar[str] = "figures/stamp.html"
    package: str
    version: str
    python: str
    download: str
    name: str
    tryout: str = ""
    obstacle: str = ""
