"""The flashcards of a site as packages for Anki, one for all and one for each section.

The same cards give the same bytes: names and numbers come from a card's own name, the time from its note.
https://docs.ankiweb.net/importing/packaged-decks.html
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sqlite3
import warnings
from typing import TYPE_CHECKING

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.extras import ANKI, demand
from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.slugs import slugify
from escarcha.pages.review import deck_titles
from escarcha.web.language import texts
from escarcha.zips import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition
    from escarcha.pages.flashcards import Flashcard

    Decks = dict[tuple[Entry, ...], list[Flashcard]]

SUFFIX = ".apkg"
_WHOLE_URL = f"{REVIEW_URL}anki{SUFFIX}"
_UNDATED = dt.date(2020, 1, 1)
_OWN_MARKS = re.compile(r"\[(?=sound:|latex\]|\$)|\\(?=[(\[])")
"""What Anki takes for a sound or a formula wherever it stands."""
_CSS = """
.card { max-width: 40em; margin: 0 auto; font: 1.1rem/1.5 sans-serif; text-align: left; }
pre { white-space: pre-wrap; }
td, th { padding: 0.2em 0.6em; }
.nota { font-size: 0.85em; }
"""


def packages(edition: Edition) -> dict[str, tuple[str, Decks]]:
    """Return the packages that the settings want, by address: what each is called, and its decks."""
    site, decks = edition.site, edition.review.decks
    if "anki" not in site.settings.review or not decks:
        return {}
    found = {_WHOLE_URL: (site.root.title, decks)}
    sections: dict[Entry, Decks] = {}
    for above, cards in decks.items():
        sections.setdefault(above[:2][-1], {})[above] = cards
    for section, part in sections.items() if len(sections) > 1 else ():
        name = slugify(section.url) or "portada"
        found[f"{REVIEW_URL}anki/{name}{SUFFIX}"] = site.title(section), part
    return found


def package_at(url: str, edition: Edition) -> bytes | None:
    """Return the package at an address; None if there is none.

    Raises:
        EscarchaError: if what writes packages is not installed.
    """
    found = packages(edition).get(url)
    return _write(found[1], edition.site) if found else None


def demand_packages(site: Site) -> None:
    """Make sure that packages can be written, if the settings want them.

    Raises:
        EscarchaError: if they cannot.
    """
    if "anki" in site.settings.review:
        demand(ANKI, 'review = ["anki"]')


def _write(decks: Decks, site: Site) -> bytes:
    demand_packages(site)
    import genanki  # noqa: PLC0415 - a package that may not be there

    _ = texts(site.settings.language).gettext
    names = (_("Anverso"), _("Reverso"), _("Nota"))
    question, answer, source = (f"{{{{{name}}}}}" for name in names)
    model = genanki.Model(
        _number(" ".join(names)),
        f"Escarcha: {names[0]}",
        fields=[{"name": name} for name in names],
        templates=[
            {
                "name": names[0],
                "qfmt": question,
                "afmt": f'{{{{FrontSide}}}}<hr id="answer">{answer}<p class="nota">{source}</p>',
            }
        ],
        css=_CSS,
    )
    made, numbers = [], list[int]()
    for above, cards in decks.items():
        titles = (site.root.title, *(deck_titles(above, site) if len(above) > 1 else ()))
        deck = genanki.Deck(_number(above[-1].url), "::".join(each.replace("::", ":") for each in titles))
        for card in cards:
            name = (*card.former, card.id)[0]
            origin = f'<a href="{escape(card.href)}">{escape(site.title(card.entry))}</a>'
            fields = [_field(html, site) for html in (card.question, card.answer, origin)]
            deck.add_note(genanki.Note(model, fields, guid=hashlib.sha256(name.encode()).hexdigest()[:20]))
            numbers += (_moment(f"{kind} {name}") for kind in ("note", "card"))
        made.append(deck)
    days = (card.entry.updated or _UNDATED for cards in decks.values() for card in cards)
    when = dt.datetime.combine(max(days), dt.time(), dt.UTC).timestamp()
    with sqlite3.connect(":memory:") as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it takes an attribute of two lines for no HTML
        genanki.Package(made).write_to_db(connection.cursor(), when, iter(_distinct(numbers)))
        connection.commit()
        content = connection.serialize()
    connection.close()
    # The version of SQLite that wrote it: https://www.sqlite.org/fileformat2.html#database_header
    content = content[:96] + bytes(4) + content[100:]
    return pack({"collection.anki2": content, "media": "{}"})


def _field(html: str, site: Site) -> str:
    """Return some HTML as it can stand on a card: with full addresses, and without what runs."""
    tree = LexborHTMLParser(html, is_fragment=True)
    for node in tree.css("script, style, iframe, object, embed"):
        node.decompose()
    for image in tree.css("img, video, audio, source"):
        for name in {"srcset", "src"}.intersection(image.attributes):
            address = "" if name == "srcset" else _absolute(image.attrs[name] or "", site)
            if address:
                image.attrs[name] = address
            else:
                del image.attrs[name]
    for link in tree.css("a"):
        if address := _absolute(link.attrs.get("href") or "", site):
            link.attrs["href"] = address
        else:
            link.unwrap()
    return _OWN_MARKS.sub(lambda mark: f"&#{ord(mark[0])};", tree.html or "")


def _absolute(address: str, site: Site) -> str:
    """Return an address that leads there from anywhere; empty if nobody knows one."""
    if address.startswith("/"):
        return f"{site.settings.origin}{address}" if site.settings.origin else ""
    return "" if address.startswith("#") else address


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())


def _number(name: str) -> int:
    """Return the number of a deck or a kind of note: of 31 bits, and none of Anki's own, which are small."""
    return (1 << 30) + _hash(name) % (1 << 30)


def _moment(name: str) -> int:
    """Return the number of a note or a card, which Anki takes for the millisecond that it was made in."""
    return 1_400_000_000_000 + _hash(name) % 200_000_000_000


def _distinct(numbers: list[int]) -> Iterator[int]:
    taken: set[int] = set()
    for number in numbers:
        while number in taken:
            number += 1  # noqa: PLW2901 - the next that is free
        taken.add(number)
        yield number
