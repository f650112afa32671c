"""The process of an Example on a system that puts no fence around it: the audit hook alone is left.

python fenceless_example.py PROGRAM [warm]
"""

from __future__ import annotations

import os
import runpy
import sys


def take_the_fence_down() -> None:
    """Have a fork ask nothing of the system."""
    for name, module in list(sys.modules.items()):
        if name.startswith("_escarcha_") and name.endswith(".fence"):
            module.shut_in = lambda *_: None  # type: ignore[attr-defined]
        if name.startswith("_escarcha_") and hasattr(module, "take_calls_away"):
            module.take_calls_away = lambda: None  # type: ignore[attr-defined]


if __name__ == "__main__":
    os.register_at_fork(after_in_child=take_the_fence_down)
    runpy.run_path(sys.argv[1], run_name="__main__")
