"""The child in a reader's browser, where Pyodide runs it: the same steps, done by the same code.

1. ``stand_ins.py`` stands in for the packages in C that the child's code imports, and for its recorder.
2. ``start.py`` takes what the page asks, and has the child's Session do it; ``verdicts.py`` hears what pytest
   finds of each test of an exercise.
3. ``pyodide.py`` gets Pyodide, and ``packages.py`` gathers the packages that the examples import.

``sources`` has the code that goes along; it finds itself in a package of the same name, without the rest.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]

_SENT = (
    *(f"examples/{name}.py" for name in ("messages", "masks")),
    *(
        f"examples/child/{name}.py"
        for name in (
            "protocol",
            "moments",
            "dates",
            "session",
            "client",
            "commands",
            "errors",
            "guard",
            "tables",
            "templates",
        )
    ),
    *(f"examples/browser/{name}.py" for name in ("stand_ins", "start", "verdicts")),
    *(f"problems/{name}.py" for name in ("names", "sentences")),
)
"""What of ours runs there too: nothing that needs another process."""


def sources() -> dict[str, str]:
    """Return the code that a browser needs besides packages: path below ``site-packages`` → text."""
    folders = ("", "examples/", "examples/child/", "examples/browser/", "problems/")
    return {f"escarcha/{folder}__init__.py": "" for folder in folders} | {
        f"escarcha/{name}": (_PACKAGE / name).read_text("utf-8") for name in _SENT
    }
