"""Our regular expressions mean the same to every Python that we admit.

Before 3.11.5 a possessive repeat of a group, or an atomic group, could end in the middle of a round that
fails: https://github.com/python/cpython/issues/106052. Debian 12 has 3.11.2.
"""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import importlib, json, pkgutil, re, sys
from re import _compiler, _constants, _parser

ONE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY, _constants.CATEGORY}
compiled = _compiler.compile
found = {}

def compile_and_note(pattern, flags=0):
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.rpartition("/")[0].endswith(("/re", "/markdown")):
        frame = frame.f_back
    if "site/escarcha/" in frame.f_code.co_filename:  # a clone may be called as the package is
        found[frame.f_code.co_filename, frame.f_lineno] = _parser.parse(pattern, int(flags))
    return compiled(pattern, flags)

def is_risky(parsed):
    for kind, details in parsed:
        details = details if isinstance(details, (tuple, list)) else [details]
        inner = [part for each in details for part in (each if isinstance(each, list) else [each])]
        inner = [part for part in inner if isinstance(part, _parser.SubPattern)]
        is_of_one = len(inner) == 1 and len(inner[0]) == 1 and inner[0][0][0] in ONE
        if kind is _constants.ATOMIC_GROUP or (kind is _constants.POSSESSIVE_REPEAT and not is_of_one):
            return True
        if any(map(is_risky, inner)):
            return True
    return False

re.purge()
_compiler.compile = compile_and_note
import escarcha
for module in pkgutil.walk_packages(escarcha.__path__, "escarcha."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from escarcha.rendering import Renderer
Renderer().render("ana@ejemplo.es")
known = [is_risky(_parser.parse(each)) for each in ("(?:ab?c)++", "(?>a)", "[ab]++")]
risky = [f"{file}:{line}" for (file, line), each in found.items() if is_risky(each)]
print(json.dumps([len(found), known, risky]))
"""


def test_no_group_is_repeated_possessively() -> None:
    """Single characters may be; of a group, what follows says where it ends."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    count, known, risky = json.loads(done.stdout)
    assert count > 150
    assert known == [True, True, False]
    assert risky == []
