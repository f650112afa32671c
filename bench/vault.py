"""Writes a vault as an Obsidian author would have it: ``python bench/vault.py N DIR``.

It is the same for the same seed: N notes in folders, a quarter of them of one day each; names with accents,
emoji and spaces; four hundred other names, some claimed by several notes; notes and folders whose addresses
meet; pictures, sounds and files that lie elsewhere; and, over and over, every construct of
``vault_pieces.py``. Nothing in it is made to suit us: there are links that lead nowhere, notes that are kept
private, formulas that nobody draws.

    python freeze.py --content DIR --no-run --no-cache
"""

from __future__ import annotations

import argparse
import json
import os
import random
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from large_site import Language
from vault_pieces import BLOCKS, HEADERS, LINES, QUERIES

from escarcha.notes.slugs import file_slug

ALIASES = 400
FOLDERS = (
    *("", "Álgebra", "Física/Óptica", "📥 Entrada", "Proyectos/Casa nueva", "Red", "red", "Recetas (dulces)"),
    *("Lecturas/Año 2026", "Plantillas", "026-missing-pocs", "c"),
)
FORMS = (
    "{0} {1}",
    "{0} de {1} 🟡",
    "{n} - {0}",
    "📚 {0}",
    "{0} (según {1})",
    "{0} & {1}",
    "{0}, {1} y {2}",
    "Ñandú {0}",
)
MEETING = ("A.md", "a/b.md", "026 - Missing POCs 🟡.md", "026-missing-pocs/Uno.md", "C++.md", "Índice.md")
"""Notes and folders whose addresses are one, or nearly."""

SHARED = ("IP", "Capítulo 1: Conjuntos", "¿Qué es?")
"""Names that several notes claim."""


@dataclass(slots=True)
class Plan:
    """A note that is to be written.

    Args:
        path: from the vault.
        headings: that it has.
        aliases: its other names.
    """

    path: PurePosixPath
    headings: list[str]
    aliases: list[str]

    @property
    def block(self) -> str:
        """The name of a block that it has."""
        return f"b{zlib.crc32(str(self.path).encode()):08x}"


class Vault:
    """A vault that is to be written.

    Args:
        notes: how many.
        seed: of everything that is left to chance.
    """

    def __init__(self, notes: int, seed: int = 7) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same vault each time is the point
        self._language = Language(6000, self._chance)
        self._taken: set[tuple[str, str]] = set()
        self._plans: list[Plan] = []
        for name in MEETING[:notes]:
            self._plan(PurePosixPath(name))
        while len(self._plans) < notes:
            self._plan(self._place(len(self._plans)))
        self._images = [f"Imagen pegada 2026{number:04d}.png" for number in range(40)]
        self._photos = [f"foto-{number:02d}.png" for number in range(20)]
        self._other = self._plans[0]
        for number in range(min(ALIASES, notes)):
            plan = self._plans[number * notes // min(ALIASES, notes)]
            shared = SHARED[number // 8 % len(SHARED)] if not number % 8 else ""
            plan.aliases.append(shared or f"Capítulo {number}: {self._title()}")
        self._aliases = [alias for plan in self._plans for alias in plan.aliases]

    def _title(self) -> str:
        return " ".join(self._chance.sample(self._language.words[100:3000], 2)).capitalize()

    def _place(self, number: int) -> PurePosixPath:
        if number % 4 == 0:
            day = number // 4
            return PurePosixPath(
                f"Diario/{2000 + day // 336}/{1 + day // 28 % 12:02d}-{1 + day % 28:02d} día.md"
            )
        one, two, three = self._chance.sample(self._language.words[100:5000], 3)
        form = self._chance.choice(FORMS)
        name = form.format(one.capitalize(), two, three, n=f"{number % 100:02d}")
        return PurePosixPath(self._chance.choice(FOLDERS)) / f"{name}.md"

    def _plan(self, path: PurePosixPath) -> None:
        """Plan a note, if no other has its address: that alone would be an error."""
        folders = "/".join(file_slug(part)[0] for part in path.parent.parts)
        address = (folders, file_slug(path.stem)[0])
        if address not in self._taken:
            self._taken.add(address)
            headings = ["Lo principal", *(self._title() for _ in range(self._chance.randint(1, 4)))]
            self._plans.append(Plan(path, headings, []))

    def write(self, folder: Path) -> None:
        """Write it into a folder."""
        for number, plan in enumerate(self._plans):
            file = folder / plan.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self._text(number, plan), "utf-8")
        attached = folder / "Adjuntos"
        attached.mkdir(exist_ok=True)
        for number, name in enumerate([*self._images, *self._photos]):
            (attached / name).write_bytes(_png(8 + number, 6 + number))
        for name in ("Charla 🎙️.mp3", "Apuntes de clase.pdf", "Vídeo.mp4"):
            (attached / name).write_bytes(name.encode())
        (attached / "Mapa.canvas").write_text('{"nodes":[],"edges":[]}', "utf-8")
        (folder / "ej" / "u1").mkdir(parents=True, exist_ok=True)
        (folder / "ej" / "u1" / "datos.csv").write_text("a,b\n1,2\n", "utf-8")
        (folder / ".obsidian").mkdir(exist_ok=True)
        (folder / ".obsidian" / "app.json").write_text("{}", "utf-8")

    def _text(self, number: int, plan: Plan) -> str:
        header = [self._fill(self._chance.choice(HEADERS), plan, number)] if not number % 3 else []
        if plan.aliases and "aliases" not in "".join(header):
            header.append(f"aliases: {json.dumps(plan.aliases, ensure_ascii=False)}")
        parts = ["\n".join(["---", *header, "---"])] if header else []
        if number % 5 == 1:
            parts.append(self._fill(QUERIES[number % 2], plan, number))  # above the title
        if number % 4:
            parts.append(f"# {plan.path.stem}")
        for at, heading in enumerate(plan.headings):
            # Each construct in turn, so that all of them are there however few notes there are.
            pieces = LINES[(number + at) % len(LINES)], BLOCKS[(5 * number + at) % len(BLOCKS)]
            line, block = (self._fill(each, plan, number) for each in pieces)
            parts += [f"## {heading}", self._sentences(), line, block, self._sentences()]
        if "[^1]" in "".join(parts):
            parts.append(f"[^1]: {self._title()}.")
        parts.append(f"Y para terminar, {self._title().lower()}. ^{plan.block}")
        return "\n\n".join(parts) + "\n"

    def _sentences(self) -> str:
        words = (self._language.draw(self._chance.randint(8, 25)) for _ in range(self._chance.randint(1, 4)))
        return " ".join(f"{' '.join(each).capitalize()}." for each in words)

    def _fill(self, piece: str, plan: Plan, number: int) -> str:
        """Fill the holes of a piece, each anew."""
        while (start := piece.find("@")) >= 0 and (end := piece.find("@", start + 1)) >= 0:
            piece = piece[:start] + self._filling(piece[start + 1 : end], plan, number) + piece[end + 1 :]
        return piece

    def _filling(self, hole: str, plan: Plan, number: int) -> str:
        if hole == "word":
            return str(self._chance.choice(self._language.words[50:2000]))
        if hole == "number":
            return str(number)
        if hole in {"image", "photo"}:
            return self._chance.choice(self._images if hole == "image" else self._photos)
        if hole == "own":
            return f"n{number}"
        if hole in {"note", "path"}:
            self._other = self._chance.choice(self._plans)
        fillings = {
            "note": self._other.path.stem,
            "path": os.path.relpath(self._other.path, plan.path.parent),
            "heading": self._other.headings[-1],
            "block": self._other.block,
            "alias": self._chance.choice(self._aliases),
        }
        return fillings[hole]


def _png(width: int, height: int) -> bytes:
    """Return a grey picture."""
    rows = b"".join(b"\0" + bytes([160]) * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def main() -> None:
    """Write the vault that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(".\n")[0])
    parser.add_argument("notes", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    Vault(asked.notes, asked.seed).write(asked.folder)


if __name__ == "__main__":
    main()
