"""The images that a site makes of itself, and where they are: the social card of each page, the icons."""

from __future__ import annotations

import functools
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.images import (
    HEIGHT,
    TOUCH_SIZE,
    WIDTH,
    Icon,
    SocialCard,
    drawn_with,
    first_icon,
    make_icon,
    make_tab_icon,
)
from escarcha.pages.links import resolve
from escarcha.rendering.addresses import is_internal, legal
from escarcha.rendering.images import size_of
from escarcha.web.colours import colours_of
from escarcha.web.context import ImageContext
from escarcha.web.rules import (
    CARDS_URL,
    ICON_URLS,
    MANIFEST_URL,
    SIZED_ICON_URLS,
    TAB_ICON_URL,
    TOUCH_ICON_URL,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition


@functools.lru_cache(maxsize=1)
def icon_of(site: Site) -> Icon:
    """Return what the icons of a site are made of: its own, or the theme's where that cannot be drawn."""
    own = site.media.get(site.url_of(site.settings.icon) or "") if site.settings.icon else None
    return first_icon([*([own.file] if own else []), bundled.STATIC / "icon.svg"])


def image_of(edition: Edition, entry: Entry) -> ImageContext | None:
    """Return the image that stands for a page where its address is shared.

    It is what its header says, else what the settings say, else its social card; a site that does not know
    its own address has none, as the image must have a full one.
    """
    site = edition.site
    if not site.settings.origin:
        return None
    if own := _own_image(site, entry):
        return own
    if site.settings.social_cards is False:
        return None
    return ImageContext(site.absolute(_address(social_card(edition, entry))), WIDTH, HEIGHT)


def _own_image(site: Site, entry: Entry) -> ImageContext | None:
    """Return the image that an author has chosen for a page, or for all; None if there is no such file."""
    wanted = (entry.note.header.image if entry.note else "") or ""
    if wanted and not is_internal(wanted):
        return ImageContext(wanted)
    for_all = site.settings.social_cards
    media = site.media_at(legal(resolve(wanted, entry, site))) if wanted else None
    if media is None and isinstance(for_all, str):
        media = site.media.get(site.url_of(for_all) or "")
    if media is None:
        return None
    width, height = size_of(media)
    return ImageContext(site.absolute(media.url), max(width, 0), max(height, 0))


def social_card(edition: Edition, entry: Entry) -> SocialCard:
    """Return the social card of a page."""
    site = edition.site
    above = site.trail(entry)[1:]
    colours = colours_of(site)
    return SocialCard(
        title=entry.title,
        section=site.title(above[-1]) if above else "",
        site=site.root.title,
        ground=colours["ground"],
        ink=colours["ink"],
        accent=colours["accent"],
        mark=_mark(site),
    )


@functools.lru_cache(maxsize=1)
def _mark(site: Site) -> str:
    return icon_of(site).digest


@functools.lru_cache(maxsize=1)
def _cards(edition: Edition) -> dict[str, SocialCard]:
    """Return the social cards that pages show, by their addresses."""
    site = edition.site
    if not site.settings.origin or site.settings.social_cards is False:
        return {}
    entries = (each for each in site.entries.values() if each is not site.missing)
    drawn = (social_card(edition, each) for each in entries if not _own_image(site, each))
    return {_address(card): card for card in drawn}


def _address(card: SocialCard) -> str:
    return f"{CARDS_URL}{card.name}.png"


def card_urls(edition: Edition) -> Iterator[str]:
    """Yield the addresses of the social cards."""
    yield from _cards(edition)


def cards_among(paths: Iterable[str]) -> Iterator[str]:
    """Yield the names of the social cards among some paths."""
    yield from (PurePosixPath(path).stem for path in paths if path.startswith(CARDS_URL[1:]))


def icon_urls(site: Site) -> Iterator[str]:
    """Yield the addresses of the icons, and of what names them, that the author has not put there."""
    yield from (url for url in ICON_URLS if url not in site.media)


def is_image(url: str) -> bool:
    """Tell whether an address is that of a social card, of an icon, or of the manifest that names these."""
    return url.startswith(CARDS_URL) or url in ICON_URLS


def image_key(url: str, edition: Edition) -> bytes:
    """Name all that what ``is_image`` is made of."""
    if url.startswith(CARDS_URL):
        return url.encode()  # which names what the card shows
    return "".join([drawn_with(), _mark(edition.site), json.dumps(_manifest(edition.site))]).encode()


def image_at(url: str, edition: Edition) -> bytes | None:
    """Return the image at an address, drawing it if need be, or the manifest; None of what is not ours."""
    site = edition.site
    if card := _cards(edition).get(url) if url.startswith(CARDS_URL) else None:
        return edition.cards.get(card, icon_of(site))
    if url in SIZED_ICON_URLS:
        return make_icon(icon_of(site), SIZED_ICON_URLS[url])
    if url == TOUCH_ICON_URL:
        return make_icon(icon_of(site), TOUCH_SIZE, colours_of(site)["ground"])
    if url == TAB_ICON_URL:
        return make_tab_icon(icon_of(site))
    return json.dumps(_manifest(site), ensure_ascii=False).encode() if url == MANIFEST_URL else None


def _manifest(site: Site) -> dict[str, object]:
    """Return what systems want to know to put a site among their programs: https://www.w3.org/TR/appmanifest/."""
    ground = colours_of(site)["ground"]
    icons = [
        {"src": site.href(url), "sizes": f"{size}x{size}", "type": "image/png"}
        for url, size in SIZED_ICON_URLS.items()
    ]
    said = {"name": site.root.title, "description": site.settings.description, "lang": site.settings.language}
    home = site.href("/")
    shown = {"id": home, "start_url": home, "scope": home, "display": "minimal-ui", "icons": icons}
    return {**said, **shown, "background_color": ground, "theme_color": colours_of(site)["accent"]}
