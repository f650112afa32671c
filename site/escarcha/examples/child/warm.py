"""Packages that are imported before an Example asks for them, and kept out of its sight until it does.

To an Example ``sys.modules`` looks as if nothing but Python's own modules had been imported. What the Example
imports, and with it the packages whose versions its Outcome depends on, is therefore its own doing, both in a
new process and in one forked from a server.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import os
import sys
from collections import defaultdict
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

READY = (
    *("doctest", "pdb", "sqlite3", "unittest.mock", "importlib.metadata", "email.message"),
    *("jinja2", "werkzeug", "click", "flask", "flask.testing", "yaml"),
)
"""What Examples are likely to import; a server has it ready, as far as it is installed.

What others need comes before them, so that it is known which parts of it they import besides.
"""

NEEDLESS = ("pytest", "dateutil")
"""What time-machine imports if it can, for features that nobody uses here; pytest is slow to import."""


_OURS = frozenset(["__main__", __package__, "time_machine", "_time_machine"])
"""time-machine cannot be hidden: it looks itself up in ``sys.modules`` whenever the time is asked for."""


def is_own(name: str) -> bool:
    """Tell whether a module belongs to Python itself or to us, rather than to a package of the Example's."""
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names or top in _OURS


class Warm(MetaPathFinder, Loader):
    """Hands out modules that have been imported before, with all that they need.

    Args:
        modules: by name.
        needs: which top-level packages a top-level package has imported.
        parts: of modules that their own packages do not import, which of ``READY`` has.
    """

    def __init__(
        self, modules: dict[str, ModuleType], needs: dict[str, set[str]], parts: dict[str, str]
    ) -> None:
        self._modules = modules
        self._needs = needs
        self._parts = parts
        self._asked: dict[str, tuple[ModuleType, ModuleSpec | None]] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Put a package back into ``sys.modules`` with all that it needs, as if just imported."""
        module = self._modules.get(fullname)
        if module is None or ("." in fullname and fullname not in self._parts):
            return None
        tops = self._with_needs(fullname.partition(".")[0])
        if any(_is_shadowed(top) for top in tops):
            return None
        # It is not put back itself: Python would take the spec of what is there already, and run it anew.
        original = module.__spec__
        self._asked[fullname] = self._modules.pop(fullname), original
        for name in sorted(self._modules):  # a package before its parts
            if self._parts.get(name, name.partition(".")[0]) in tops:
                sys.modules[name] = back = self._modules.pop(name)
                if name in self._parts:
                    parent, _, part = name.rpartition(".")
                    setattr(sys.modules[parent], part, back)
        spec = ModuleSpec(fullname, self, origin=original.origin if original else None)
        spec.submodule_search_locations = original.submodule_search_locations if original else None
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that has been imported before."""
        return self._asked[spec.name][0]

    def exec_module(self, module: ModuleType) -> None:
        """Run nothing, as the module has run before; give it back its spec, which the import has replaced."""
        module.__spec__ = self._asked.pop(module.__name__)[1]

    def _with_needs(self, top: str) -> set[str]:
        found, pending = set(), {top}
        while pending:
            each = pending.pop()
            found.add(each)
            pending |= self._needs.get(each, set()) - found
        return found


def warm_up(*, serve: bool, further: Sequence[str] = ()) -> Warm:
    """Import what our own code needs, and hide all of it that is neither ours nor Python's.

    Args:
        serve: whether the process is a server, which has ready what Examples are likely to import, too.
        further: what it has ready besides.
    """
    before, parts = set(sys.modules), dict[str, str]()
    with _watched() as needs:
        with _without(NEEDLESS):
            importlib.import_module(f"{__package__}.server")
        for ready in (*READY, *further) if serve else ():
            known = set(sys.modules)
            with contextlib.suppress(ImportError):
                importlib.import_module(ready)
            parts |= {name: ready for name in {*sys.modules} - known if name.partition(".")[0] in known}
    foreign = [name for name in sys.modules if name not in before and not is_own(name)]
    for name in parts.keys() & {*foreign}:
        parent, _, part = name.rpartition(".")
        delattr(sys.modules[parent], part)
    return Warm({name: sys.modules.pop(name) for name in foreign}, needs, parts)


@contextlib.contextmanager
def _watched() -> Iterator[dict[str, set[str]]]:
    """Note which package imports which."""
    needs: dict[str, set[str]] = defaultdict(set)
    original = builtins.__import__

    def watch(name: str, *rest: Any, **named: Any) -> ModuleType:  # noqa: ANN401 - as __import__ has them
        given = {**dict(zip(("globals", "locals", "fromlist", "level"), rest, strict=False)), **named}
        importer = str((given.get("globals") or {}).get("__name__", "")).partition(".")[0]
        if importer and not is_own(importer):
            # The name in a relative import has no package; it stays within that of the importer.
            imported = importer if given.get("level") else name.partition(".")[0]
            if not is_own(imported):
                needs[importer].add(imported)
        return original(name, *rest, **named)

    builtins.__import__ = watch
    try:
        yield needs
    finally:
        builtins.__import__ = original


@contextlib.contextmanager
def _without(names: Sequence[str]) -> Iterator[None]:
    """Have some packages look as if they were not installed, as None does in ``sys.modules``.

    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    sys.modules.update(dict.fromkeys(names))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _is_shadowed(top: str) -> bool:
    """Tell whether the Example has a module of that name itself, which comes first."""
    return os.path.exists(f"{top}.py") or os.path.exists(f"{top}/__init__.py")  # noqa: PTH110 - no audit event
