"""The forms of a book: one page of HTML, and an EPUB."""

from __future__ import annotations

import base64
import uuid
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from flask import render_template
from markupsafe import Markup

from escarcha import bundled, zips
from escarcha.book.paper import UNFIT
from escarcha.version import __version__

if TYPE_CHECKING:
    from escarcha.book.references import Picture
    from escarcha.book.unbound import UnboundBook

_FOLDER = bundled.PACKAGE / "book"
_CORE = frozenset(["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"])
"""The kinds of pictures that any reader of EPUB shows: https://www.w3.org/TR/epub-33/#sec-core-media-types."""

_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def sheet(name: str = "sheet") -> str:
    """Return a style sheet of books."""
    return (_FOLDER / f"{name}.css").read_text("utf-8")


def write_html(book: UnboundBook, further: str = "") -> str:
    """Return a book as one page, with its pictures in it; templates are those of the app of this moment.

    Args:
        book: that is to be bound.
        further: style sheet on top of that of all books.
    """
    chapters = book.write(place=lambda _, name: f"#{name}", show=_in_place, deeper=True)
    about = book.about() | {"chapters": chapters, "generator": f"Escarcha {__version__}"}
    return render_template("book/book.html", **about, sheet=Markup(sheet() + further))  # noqa: S704 - our own


def _in_place(picture: Picture) -> str | None:
    if not picture.kind.startswith("image/"):
        return None
    return f"data:{picture.kind};base64,{base64.b64encode(picture.content).decode()}"


class _File(NamedTuple):
    id: str
    href: str
    kind: str
    properties: str = ""


def write_epub(book: UnboundBook) -> bytes:
    """Return a book as an EPUB: https://www.w3.org/TR/epub-33/.

    Args:
        book: that is to be bound.
    """
    pictures: dict[str, Picture] = {}

    def pack(picture: Picture) -> str | None:
        if picture.kind not in _CORE:
            return None
        pictures[picture.name] = picture
        return f"img/{quote(picture.name)}"

    chapters = book.write(place=lambda chapter, name: f"{chapter.id}.xhtml#{name}", show=pack, deeper=False)
    about = book.about() | {"chapters": chapters}
    texts = {each.id: _fit("book/chapter.xhtml", **about, chapter=each) for each in chapters}
    files = [
        _File(name, f"{name}.xhtml", "application/xhtml+xml", " ".join(_properties(text)))
        for name, text in texts.items()
    ]
    files += [
        _File(f"img-{number}", f"img/{quote(picture.name)}", picture.kind)
        for number, picture in enumerate(pictures.values(), 1)
    ]
    named = str(about["address"]) or f"{about['site_title']}/{book.start.url}"
    package = _fit(
        "book/package.xml",
        **about,
        files=files,
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}",
        modified=book.day or "1980-01-01",
    )
    return zips.pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "EPUB/package.opf": package,
            "EPUB/nav.xhtml": _fit("book/nav.xhtml", **about),
            "EPUB/sheet.css": sheet(),
            **{f"EPUB/{name}.xhtml": text for name, text in texts.items()},
            **{f"EPUB/img/{picture.name}": picture.content for picture in pictures.values()},
        }
    )


def _fit(template: str, **variables: object) -> str:
    """Fill in a template of XML, and leave out what that may not hold, such as a title may."""
    return UNFIT.sub("", render_template(template, **variables))


def _properties(text: str) -> list[str]:
    """Name what a chapter has that a reader must know of: https://www.w3.org/TR/epub-33/#app-item-properties-vocab."""
    return [name for name, mark in (("mathml", "<math "), ("svg", "<svg ")) if mark in text]
