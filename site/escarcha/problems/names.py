"""The names of many paths, looked through once, so that each path that leads nowhere need not do it again."""

from __future__ import annotations

import functools
import posixpath
from collections import defaultdict

MANY = 100
"""Of more names than this, «¿Querías …?» looks only at those that begin alike."""

_START = 3
"""Letters by which names begin alike."""


class Names:
    """The names of some paths.

    Args:
        paths: the paths.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = frozenset(paths)
        self.by_name: dict[str, list[str]] = defaultdict(list)
        """The paths that end in a name, whatever its case."""
        self.without_ending: dict[str, list[str]] = defaultdict(list)
        """The paths that are the same but for what comes behind the last dot."""
        self._stems: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._starts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._beside: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
        for path in paths:
            folder, name = posixpath.split(path)
            stem, suffix = posixpath.splitext(name)
            self.by_name[name.casefold()].append(path)
            self.without_ending[posixpath.join(folder, stem)].append(path)
            for kind in {"", suffix.lower()}:
                self._add(kind, folder, stem.lower(), path)

    def _add(self, suffix: str, folder: str, stem: str, path: str) -> None:
        stems = self._stems[suffix]
        if stem not in stems:
            stems[stem] = []
            self._starts[suffix, stem[:_START]].append(stem)
        stems[stem].append(path)
        self._beside[suffix, folder][stem] = stems[stem]

    def stems(self, suffix: str) -> dict[str, list[str]]:
        """Return the paths by their names without the ending, in small letters.

        Args:
            suffix: that they end in, in small letters; empty for any.
        """
        return self._stems.get(suffix, {})

    def alike(self, stem: str, suffix: str) -> list[str]:
        """Return the stems that may be like one: all of them or, of many, those that begin alike."""
        stems = self.stems(suffix)
        return list(stems) if len(stems) <= MANY else self._starts.get((suffix, stem[:_START]), [])

    def beside(self, folder: str, suffix: str) -> dict[str, list[str]]:
        """Return the paths by those stems of which one stands in a folder."""
        return self._beside.get((suffix, folder), {})


@functools.lru_cache(maxsize=1)
def names_of(paths: tuple[str, ...]) -> Names:
    """Look through the names of some paths; those of the last time are known."""
    return Names(paths)
