"""A new project, built by Netlify's own program: ``make netlify NETLIFY="npx @netlify/build"``.

Each build starts as on Netlify, with a clone and the cache of the build before; no network is needed but for
what ``npx`` fetches. What is not as it should be ends the program.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ADDRESS = "https://apuntes.netlify.app"
NOTE = "---\naliases: [/vieja/]\n---\n# Nota\n\nTexto.\n"
SETTINGS = f'title = "Apuntes"\nbase_url = "{ADDRESS}"\n'


class Netlify:
    """Netlify's program, and a project for it.

    Args:
        command: that starts the program.
        folder: for the project and the cache.
    """

    def __init__(self, command: list[str], folder: Path) -> None:
        self._command, self._folder = command, folder
        self._project = folder / "apuntes"
        run([sys.executable, "-m", "escarcha", "init", str(self._project)], folder)
        (self._project / "content" / "nota.md").write_text(NOTE, "utf-8")
        (self._project / "content" / "site.toml").write_text(SETTINGS, "utf-8")
        run(["git", "init", "--quiet"], self._project)

    def build(self, context: str) -> tuple[int, dict[str, str]]:
        """Build in a context; returns how many files were made anew, and the text of some."""
        for name in (".cache", "build"):
            shutil.rmtree(self._project / name, ignore_errors=True)
        options = ("--offline", "--telemetry=false", f"--cache-dir={self._folder / 'cache'}")
        folders = (f"--cwd={self._project}", f"--repository-root={self._project}")
        said = run([*self._command, *options, *folders, f"--context={context}"], self._project)
        changed = re.search(r"(\d+) archivos? con cambios", said)
        if changed is None:
            sys.exit(said)
        built = self._project / "build"
        names = ("_headers", "_redirects", "sitemap.xml")
        return int(changed[1]), {name: (built / name).read_text("utf-8") for name in names}


def run(command: list[str], folder: Path) -> str:
    """Run a command and return what it has said; if it fails, end with that."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
    return done.stdout


def expect(what: str, *, is_so: bool) -> None:
    """Print what is held; end where it does not hold."""
    print(f"{'yes' if is_so else 'NO '}  {what}")
    if not is_so:
        sys.exit(1)


def main() -> None:
    """Build, and hold the builds to what the manual says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--netlify", default="npx @netlify/build", help="what starts Netlify's program")
    command = shlex.split(parser.parse_args().netlify)
    with tempfile.TemporaryDirectory() as folder:
        netlify = Netlify(command, Path(folder))
        changed, files = netlify.build("production")
        expect("the first build makes every file", is_so=changed > 0)
        expect("a build of the site may be indexed", is_so="noindex" not in files["_headers"])
        expect("an old address leads on", is_so="/vieja/ /nota/ 301!" in files["_redirects"])
        changed, _ = netlify.build("production")
        expect("a second one makes none", is_so=changed == 0)
        _, files = netlify.build("deploy-preview")
        expect("a preview is not indexed", is_so="noindex" in files["_headers"])
        expect("a preview has its own address", is_so=ADDRESS not in files["sitemap.xml"])
        changed, _ = netlify.build("production")
        expect("the cache of the site is not that of a preview", is_so=changed == 0)


if __name__ == "__main__":
    main()
