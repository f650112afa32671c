"""Where the files that ship with Escarcha lie, installed or in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the package."""

STATIC = PACKAGE / "static"
"""Style sheets and scripts of the theme."""

SKELETON = PACKAGE / "skeleton"
"""What ``escarcha init`` copies into a new project."""


def templates() -> Path:
    """Return the folder of the theme's templates.

    A wheel carries them inside the package; in a checkout they stand at the top level,
    outside of it, which is why neither ``importlib.resources`` nor Jinja's PackageLoader finds them.
    """
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates"
