"""Where the files that ship with Escarcha lie, installed or in a checkout."""

import functools
import hashlib
import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the package."""

STATIC = PACKAGE / "static"
"""Style sheets and scripts of the theme."""

PREVIEW = PACKAGE / "preview" / "page"
"""What pages bring along while their author looks at them, and never when they are published."""

LOCALE = PACKAGE / "locale"
"""What the interface says in other languages than Spanish."""

_MADE_WITH = (".py", ".txt", ".css", ".js", ".svg")
"""What the package makes pages with has names that end so; templates and texts are named apart."""

THEME = "escarcha/"
"""Before the name of a template it means the theme's own, so that a base.html can extend the theme's."""


def templates() -> Path:
    """Return the folder of the theme's templates.

    A wheel carries them inside the package; in a checkout they stand at the top level,
    outside of it, which is why neither ``importlib.resources`` nor Jinja's PackageLoader finds them.
    """
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates"


def manual() -> Path:
    """Return the folder of the manual's notes; it lies as ``templates`` does."""
    packaged = PACKAGE / "manual"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "content" / "manual"


def package_files() -> dict[str, Path]:
    """Return every file of the package as a wheel has it: name → file."""
    folders = {"escarcha": PACKAGE, "escarcha/templates": templates(), "escarcha/manual": manual()}
    return {
        f"{name}/{file.relative_to(folder).as_posix()}": file
        for name, folder in folders.items()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def project_files() -> dict[Path, Path]:
    """Return what ``escarcha init`` writes: path in the new project → file to copy.

    Two of the files cannot carry their own name here: git would obey the one, and tools that check
    Python would take the other for a module of the package.
    """
    skeleton = PACKAGE / "skeleton"
    found = {file.relative_to(skeleton): file for file in sorted(skeleton.rglob("*")) if file.is_file()}
    found[Path(".gitignore")] = found.pop(Path("gitignore"))
    found[Path("freeze.py")] = found.pop(Path("freeze.txt"))
    return found


def digest_of(*rooms: str) -> str:
    """Name in forty digits what some rooms of the package hold: any file of theirs changes it.

    Args:
        rooms: names of folders or modules.
    """
    found = hashlib.blake2b(digest_size=20)
    for room in rooms:
        above = "" if room == "." else f"{room}/"
        for name, digest in _digests(PACKAGE).items():
            if name.startswith(above) or name == f"{room}.py":
                found.update(digest)
    return found.hexdigest()


@functools.cache
def _digests(package: Path) -> dict[str, bytes]:
    """Return what the files hold that pages are made with, as digests by their names, in order."""
    found = {}
    for folder, _, names in os.walk(package):  # rglob takes three times as long
        for name in names:
            if name.endswith(_MADE_WITH):
                file = Path(folder, name)
                found[file.relative_to(package).as_posix()] = hashlib.blake2b(file.read_bytes()).digest()
    return dict(sorted(found.items()))
