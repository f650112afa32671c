"""Whether Anki's own library takes the packages of a frozen site: ``make anki-check`` has that library.

It prints, for each package, how many notes come in, and how many of them again when it is imported once more.
It fails if they are not those of the page that asks.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def import_package(package: Path, folder: Path) -> list[int]:
    """Import a package twice into a new collection; return how many notes are new, each time.

    Args:
        package: the file.
        folder: an empty one for the collection.
    """
    collection = Collection(str(folder / f"{package.stem}.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    new = [len(collection.import_anki_package(request).log.new) for _ in range(2)]
    if collection.note_count() != new[0]:
        raise SystemExit(f"{package}: {collection.note_count()} notes")
    collection.close()
    return new


def main(build: Path) -> None:
    """Import every package of a frozen site."""
    asked = len(
        re.findall('<details class="flashcard"', (build / "repaso" / "index.html").read_text("utf-8"))
    )
    with tempfile.TemporaryDirectory() as folder:
        for package in sorted((build / "repaso").rglob("*.apkg")):
            new = import_package(package, Path(folder))
            print(f"{package.relative_to(build)}: {new[0]} notes, then {new[1]}")
            if new[1] or (package.name == "anki.apkg" and new[0] != asked):
                raise SystemExit(f"{asked} questions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
