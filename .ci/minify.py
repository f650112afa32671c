"""Minifies the scripts of the theme with terser, which needs Node: ``make scripts``."""

from __future__ import annotations

import shlex
import subprocess
import sys

from escarcha.web.assets import MINIFIED, is_module, origin, script_sources

OPTIONS = ("--ecma", "2022", "--compress", "--mangle")


def main() -> None:
    """Write every script minified, with the command that stands on the command line."""
    for name, source in script_sources().items():
        # Only of a module are names its own that stand outside of functions and blocks.
        options = (*OPTIONS, "--module") if is_module(source) else OPTIONS
        words = [*shlex.split(sys.argv[1]), *options]
        done = subprocess.run(words, input=source, check=True, capture_output=True, text=True)  # noqa: S603 - the developer's own command
        (MINIFIED / name).write_text(f"{origin(source)}\n{done.stdout}", "utf-8")


if __name__ == "__main__":
    main()
