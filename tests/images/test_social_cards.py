"""Social cards and icons, as files."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from escarcha import bundled
from escarcha.images import CardStore, Icon, SocialCard, first_icon
from escarcha.images.drawing import _laid_out, draw_card
from escarcha.images.icons import make_icon, make_tab_icon
from escarcha.images.letters import legible, width_of

if TYPE_CHECKING:
    from pathlib import Path

ICON = first_icon([bundled.STATIC / "icon.svg"])
CARD = SocialCard("Qué es Flask", "Manual", "Apuntes", "#fafdfe", "#15232c", "#0b5c7a", ICON.digest)


def opened(content: bytes) -> Image.Image:
    """Return a PNG as an image."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


LONG = " ".join(f"palabra-{number}" for number in range(60))


@pytest.mark.parametrize(
    "title", ["", "Ñ", "El contexto de aplicación, paso a paso", LONG, "x" * 300, "日本"]
)
def test_a_card_is_what_networks_show(title: str) -> None:
    """Whatever its title, it has the size that is not cut, and at most 40 kB."""
    content = draw_card(replace(CARD, title=title, section=title, site=title), ICON)
    image = opened(content)
    assert image.size == (1200, 630)
    assert len(content) <= 40_000
    assert image.convert("RGB").getpixel((0, 0)) == (0xFA, 0xFD, 0xFE)


@pytest.mark.parametrize(
    "other",
    [{"title": "Otro"}, {"section": "Otra"}, {"site": "Otro"}, {"ground": "#000000"}, {"ink": "#ff0000"}],
)
def test_a_card_is_named_by_what_it_shows(other: dict[str, str]) -> None:
    """Another text or colour gives another name and another image; the same gives the same bytes."""
    changed = replace(CARD, **other)
    assert changed.name != CARD.name
    assert draw_card(changed, ICON) != draw_card(CARD, ICON) == draw_card(replace(CARD), ICON)


@pytest.mark.parametrize("title", ["Corto", "El contexto de aplicación y el de petición", LONG, "x" * 300])
def test_a_title_stays_within_its_card(title: str) -> None:
    """No line is wider than there is room, and none too many; what is left out is marked."""
    size, lines = _laid_out(title)
    assert len(lines) <= 4
    assert all(width_of(line, size) <= 1020 for line in lines)
    assert ("…" in lines[-1]) == (title in {LONG, "x" * 300})


@pytest.mark.parametrize(
    ("text", "shown"),
    [("🚀 Éxito  ñandú", "Éxito ñandú"), ("n\u0303", "ñ"), ("«¿Qué?» — 1…", "«¿Qué?» — 1…"), ("日本", "")],
)
def test_letters_that_the_font_lacks_are_left_out(text: str, shown: str) -> None:
    """A title keeps its words, without boxes in place of emoji."""
    assert legible(text) == shown


def picture(kind: str) -> bytes:
    """Return a red picture that is wider than high."""
    written = io.BytesIO()
    Image.new("RGB", (64, 32), "red").save(written, kind)
    return written.getvalue()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32">'
    b'<rect width="64" height="32" fill="red"/></svg>'
)


@pytest.mark.parametrize(
    ("name", "content"), [("i.svg", SVG), *((f"i.{kind}", picture(kind)) for kind in ("png", "jpeg", "webp"))]
)
def test_icons_are_made_of_any_image(tmp_path: Path, name: str, content: bytes) -> None:
    """A square of each size, with nothing above what is wider than high; home screens want a ground."""
    (tmp_path / name).write_bytes(content)
    icon = first_icon([tmp_path / name, bundled.STATIC / "icon.svg"])
    assert icon.content == content
    plain, grounded = opened(make_icon(icon, 192)), opened(make_icon(icon, 180, "#ffffff"))
    assert (plain.size, plain.getpixel((96, 0))[3]) == ((192, 192), 0)  # type: ignore[index]  # one of four
    assert plain.getpixel((96, 96))[0] > 250  # type: ignore[index]  # the same
    assert (grounded.mode, grounded.getpixel((0, 0))) == ("RGB", (255, 255, 255))
    assert Image.open(io.BytesIO(make_tab_icon(icon))).info["sizes"] == {(16, 16), (32, 32), (48, 48)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("i.svg", b"<svg"),
        ("i.svg", "<svg>ñ".encode("latin-1")),
        ("i.svg", SVG.replace(b"<rect", b'<image href="/etc/foto.png"/><rect')),
        ("i.svg", SVG.replace(b"<rect", b"<image xlink:href = '../foto.png'/><rect")),
        ("i.png", b"no"),
        ("i.png", picture("png")[:60]),
        ("i.txt", b""),
    ],
)
def test_what_is_no_icon_gives_way(tmp_path: Path, name: str, content: bytes) -> None:
    """Of what cannot be drawn, or would take other files along, none is made: the next one is."""
    (tmp_path / name).write_bytes(content)
    assert first_icon([tmp_path / name, tmp_path / "falta.png", bundled.STATIC / "icon.svg"]) == ICON
    assert Icon(content, is_svg=name.endswith("svg")).drawn(16) is None


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is asked for by what it shows, in another process as well."""
    made = CardStore(tmp_path).get(CARD, ICON)
    monkeypatch.setattr("escarcha.images.drawing.draw_card", lambda *_: b"")
    assert CardStore(tmp_path).get(CARD, ICON) == made
    assert CardStore(tmp_path).get(replace(CARD, title="Otro"), ICON) == b""


def test_cards_are_kept_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are asked for in one go: what is there is taken, what is not is drawn and kept."""
    other, store = replace(CARD, title="Otro"), CardStore(tmp_path)
    with store.together([CARD.name, other.name]):
        made = [store.get(card, ICON) for card in (CARD, other, CARD)]
    monkeypatch.setattr("escarcha.images.drawing.draw_card", lambda *_: b"")
    with store.together([CARD.name, other.name]):
        assert [store.get(card, ICON) for card in (CARD, other, CARD)] == made
