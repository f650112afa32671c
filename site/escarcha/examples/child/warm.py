"""Packages that are imported before any Example asks, and kept out of its sight until it does.

To an Example ``sys.modules`` looks as in a new process, so what it imports, and with it the packages whose
versions its Outcome depends on, is the same with and without this.
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
    *("jinja2", "werkzeug.test", "flask.cli", "flask.testing", "yaml"),
)
"""What examples of this kind import, as far as it is installed."""


def is_own(name: str) -> bool:
    """Tell whether a module belongs to Python itself or to us, rather than to a package installed."""
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names or top in {"__main__", __package__}


class Warm(MetaPathFinder, Loader):
    """Hands out modules that have been imported before, with all that they need.

    Args:
        modules: by name.
        needs: which top-level packages a top-level package has imported.
    """

    def __init__(self, modules: dict[str, ModuleType], needs: dict[str, set[str]]) -> None:
        self._modules = modules
        self._needs = needs
        self._specs: dict[str, ModuleSpec | None] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Have a package and what it needs be as if just imported."""
        module = self._modules.get(fullname)
        if module is None or "." in fullname:
            return None
        tops = self._with_needs(fullname)
        if any(_is_shadowed(top) for top in tops):
            return None
        for name in [name for name in self._modules if name.partition(".")[0] in tops]:
            sys.modules[name] = self._modules.pop(name)
        original = module.__spec__
        self._specs[fullname] = original
        spec = ModuleSpec(fullname, self, origin=original.origin if original else None)
        spec.submodule_search_locations = original.submodule_search_locations if original else None
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that is there already."""
        return sys.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: it has run. Only its own spec, which the import has just replaced, is put back."""
        module.__spec__ = self._specs.pop(module.__name__)

    def _with_needs(self, top: str) -> set[str]:
        found, pending = set(), {top}
        while pending:
            each = pending.pop()
            found.add(each)
            pending |= self._needs.get(each, set()) - found
        return found


def warm_up() -> Warm:
    """Import what is ready to hand, and take it out of ``sys.modules`` again."""
    before = set(sys.modules)
    with _watched() as needs:
        for name in READY:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    foreign = [name for name in sys.modules if name not in before and not is_own(name)]
    return Warm({name: sys.modules.pop(name) for name in foreign}, needs)


@contextlib.contextmanager
def _watched() -> Iterator[dict[str, set[str]]]:
    """Note which package imports which."""
    needs: dict[str, set[str]] = defaultdict(set)
    original = builtins.__import__

    def watch(name: str, names: Any = None, *rest: Any) -> ModuleType:  # noqa: ANN401 - as __import__ has them
        importer = str((names or {}).get("__name__", "")).partition(".")[0]
        if importer and not is_own(importer):
            # Of a relative import «name» has no package; it stays within its own.
            level = rest[2] if len(rest) > 2 else 0  # noqa: PLR2004 - globals, locals, fromlist, level
            imported = importer if level else name.partition(".")[0]
            if not is_own(imported):
                needs[importer].add(imported)
        return original(name, names, *rest)

    builtins.__import__ = watch  # type: ignore[assignment]
    try:
        yield needs
    finally:
        builtins.__import__ = original


def _is_shadowed(top: str) -> bool:
    """Tell whether the Example has a module of that name itself, which comes first."""
    return os.path.exists(f"{top}.py") or os.path.exists(f"{top}/__init__.py")  # noqa: PTH110 - no audit event
