"""The harness of the tests: a project in a temporary folder, frozen in this process.

After mdBook's ``BookTest``: a test writes notes, freezes, and looks at what came out, in one chain::

    site.write("a.md", "# Hola").freeze()
    assert site.article("a/") == '<h1 id="hola">Hola</h1>'
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from selectolax.lexbor import LexborHTMLParser

from escarcha.cli import main
from escarcha.config import Project
from escarcha.examples import processes
from escarcha.freezing import FreezeReport, Options, freeze
from escarcha.pages import Edition, FragmentStore, read_site
from escarcha.preview.live import live_app
from escarcha.problems import EscarchaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from jinja2.bccache import Bucket

    from escarcha.notes import Site
    from once import Once

pytest_plugins = ["collected", "in_browser", "live_session", "once", "pytester"]
collect_ignore = ["hostile_projects"]  # whose notes would be run as tests

REPOSITORY = Path(__file__).resolve().parents[1]
LEFTOVERS = (".build.escarcha-new", ".build.escarcha-old")
"""What a freeze has beside ``build/`` while it writes, and while two folders change places by two renames."""

# The same examples on every run, so that no change turns red by chance; who wants to hunt for more runs
# «pytest --hypothesis-profile=explore».
_quiet = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.register_profile("steady", _quiet, max_examples=60, derandomize=True)
settings.register_profile("explore", _quiet, max_examples=1500)
settings.load_profile("steady")


# Each of hundreds of processes would compile the package anew, in a third of its time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is started with «nohup … &» ignores Ctrl-C, and so would every process that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

MEASURED = str(REPOSITORY / "tests" / "measured_example.py")
# Coverage sets the variable; this file is loaded twice where a test imports from it.
if "COVERAGE_RUN" in os.environ and MEASURED not in processes._COMMAND:
    processes._COMMAND.insert(-1, MEASURED)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--regenerate``, which writes what the golden cases render to into their files."""
    parser.addoption("--regenerate", action="store_true", help="rewrite the golden cases; then read the diff")


def pytest_xdist_auto_num_workers() -> int:
    """Use twice as many processes as there are cores: for a third of its time a test waits for another."""
    return 2 * (os.cpu_count() or 1)


def header(**keys: object) -> str:
    """Write the header of a note."""
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in keys.items()), "---\n"])


class SiteTest:
    """A project of its own: write notes, freeze, look at the result.

    Args:
        root: an empty folder, or that of a project that another process has frozen.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project.at(root)
        self.found: tuple[Problem, ...] = ()
        self.report: FreezeReport | None = None
        self.failed = False
        self.store = FragmentStore()
        self.project.content.mkdir(exist_ok=True)

    @property
    def content(self) -> Path:
        """The notes."""
        return self.project.content

    @property
    def build(self) -> Path:
        """The site as published."""
        return self.project.output

    @property
    def leftovers(self) -> list[str]:
        """What a freeze has left beside ``build/``, the lock apart."""
        beside = sorted(path.name for path in self.root.glob(".build.escarcha-*"))
        return [name for name in beside if not name.endswith("-lock")]

    @property
    def problems(self) -> list[str]:
        """What the last ``freeze`` or ``read`` found wrong, as people read it."""
        return [str(problem) for problem in self.found]

    @property
    def codes(self) -> list[str]:
        """The codes of what the last ``freeze`` or ``read`` found wrong."""
        return [problem.code.value for problem in self.found]

    def write(self, path: str, text: str | bytes = "") -> Self:
        """Write a file; its path counts from ``content/``, and its folders are made."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return self

    def settings(self, toml: str) -> Self:
        """Write ``site.toml``."""
        return self.write("site.toml", toml)

    def freeze(self, options: Options | None = None, *, app: Flask | None = None, **choices: Any) -> Self:
        """Freeze the project; what goes wrong is kept in ``problems`` and ``failed``.

        Args:
            options: of the freeze; without them, the defaults.
            app: the author's own; without it, a plain one.
            choices: of the project, as the command line would give them.
        """
        self.project = Project.at(self.root, **choices)
        work = freeze(self.project, app or live_app(self.project), options or Options())
        self.report, self.failed, self.found = None, False, ()
        try:
            while True:
                next(work)
        except StopIteration as end:
            self.report = end.value
            self.found = end.value.problems
        except EscarchaError as error:
            self.found, self.failed = error.problems, True
        return self

    def read(self, *, drafts: bool = False) -> Site:
        """Read the project as far as its Site; an error is kept and raised."""
        try:
            reading, self.store = read_site(self.project, drafts=drafts, on_disk=False)
        except EscarchaError as error:
            self.found, self.failed = error.problems, True
            raise
        self.found, self.failed = reading.problems, False
        return reading.site

    def refusals(self) -> list[str]:
        """Read the project, which is no site; return what is wrong with it, without the remedies."""
        with pytest.raises(EscarchaError):
            self.read()
        return [f"{problem.place}: {problem.cause}" for problem in self.found]

    def edition(self) -> Edition:
        """Return the project's Edition; no example has run."""
        return Edition(self.read(), self.store)

    def html(self, url: str) -> str:
        """Return a published page as written: ``a/`` is ``a/index.html``, and nothing the front page."""
        file = f"{url}index.html" if not url or url.endswith("/") else url
        return (self.build / file).read_text("utf-8")

    def page(self, url: str) -> LexborHTMLParser:
        """Return a published page, parsed."""
        return LexborHTMLParser(self.html(url))

    def article(self, url: str) -> str:
        """Return the HTML inside the one ``<article>`` of a published page."""
        (article,) = self.page(url).css("article")
        return (article.inner_html or "").strip()

    def tree(self) -> dict[str, bytes]:
        """Return every published file by its path."""
        files = (path for path in self.build.rglob("*") if path.is_file())
        return {path.relative_to(self.build).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(autouse=True, scope="session")
def _own_options() -> None:
    """Keep what the caller adds to this run, as .ci/run does, from the runs that tests start."""
    os.environ.pop("PYTEST_ADDOPTS", None)


class _Compiled(BytecodeCache):
    """Templates compiled once for all apps of this process: it is half the time of a small freeze.

    Args:
        folder: where an app of the package itself keeps them.
    """

    _known: ClassVar[dict[tuple[str, str], bytes]] = {}

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of this source."""
        if known := self._known.get((bucket.key, bucket.checksum)):
            bucket.load_bytecode(io.BytesIO(known))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@pytest.fixture(autouse=True, scope="session")
def _templates_are_compiled_once() -> Iterator[None]:
    """Have the apps of this process share the templates that they have compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("escarcha.web.app._Compiled", _Compiled)
        yield


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """Return a project without notes."""
    return SiteTest(tmp_path)


@pytest.fixture
def published(site: SiteTest) -> SiteTest:
    """Return a site of two notes that has been frozen once."""
    site.write("a.md", "# A\n\nUno.").write("b.md", "# B\n\nDos.").write("foto.png", b"\x89PNG").freeze()
    assert not site.failed
    return site


@pytest.fixture(scope="session")
def lasting_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], SiteTest]:
    """Return what makes a project without notes that several tests look at."""
    return lambda: SiteTest(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def showcase(once: Once) -> SiteTest:
    """Return a frozen site with every kind of page, and everything a note can hold on one of them."""
    return SiteTest(once("showcase", _freeze_showcase))


def _freeze_showcase(folder: Path) -> None:
    shutil.copytree(REPOSITORY / "tests" / "showcase", folder / "content")
    site = SiteTest(folder)
    shutil.copytree(REPOSITORY / "content" / "manual" / "muestrario", site.content / "guia" / "muestrario")
    site.freeze()
    assert not site.failed


@pytest.fixture(scope="session")
def kinds(once: Once) -> SiteTest:
    """Return a frozen site with sections of sixty and a thousand notes, a table and a diagram."""
    return SiteTest(once("kinds", _freeze_kinds))


def _freeze_kinds(folder: Path) -> None:
    site = SiteTest(folder)
    site.settings('title = "Apuntes de Física y Química"\ndescription = "De todo."\nrun = false')
    code = '```python title="app.py"\nfrom flask import Flask\n\napp = Flask(__name__)\n```\n'
    site.write("index.md", f"# Apuntes\n\nApuntes de varias cosas.\n\n{code}")
    sentence = "Una frase que explica con bastantes palabras para qué sirve lo que hay a su lado."
    rows = "".join(f'| `ajuste_{number}` | `""` | {sentence} |\n' for number in range(8))
    site.write("tabla.md", f"# Tabla\n\n| Ajuste | Por omisión | Para qué sirve |\n|---|---|---|\n{rows}")
    arrows = "".join(f"  Navegador->>Servidor: GET /{number}\n" for number in range(5))
    site.write("diagrama.md", f"# Diagrama\n\n```mermaid\nsequenceDiagram\n{arrows}```\n\nTexto.\n")
    for section, count in (("mil", 1000), ("sesenta", 60)):
        for number in range(count):
            word = TITLES[number % len(TITLES)]
            site.write(f"{section}/{word}-{number}.md", f"# {word} {number}\n\nTexto.\n")
    site.freeze()


TITLES = (
    *("Árbol", "Barco", "Casa", "Dado", "Elefante", "Faro", "Gato", "Hilo", "Isla"),
    *("Ñandú", "Oso", "Pato", "Queso", "Río", "Sol", "Tren", "Uva", "Vaso"),
)


class ScriptTest:
    """``python freeze.py`` in a project, as a process of its own.

    Args:
        root: the project's folder; it gets this repository's ``freeze.py``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copyfile(REPOSITORY / "freeze.py", root / "freeze.py")

    @property
    def command(self) -> list[str]:
        """What runs it; a test may add words."""
        return [sys.executable, "freeze.py"]

    def __call__(
        self, *words: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end.

        Args:
            words: of the command line.
            cwd: another folder to stand in.
            environment: variables on top of this process's own.
        """
        command = [sys.executable, str(self.root / "freeze.py"), *words] if cwd else [*self.command, *words]
        return subprocess.run(
            command,
            cwd=cwd or self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


class CommandTest:
    """The command line of a project in this process, for what does not depend on having one of its own.

    Args:
        root: the project's folder, in which the command stands.
        patch: undoes what the command is given.
        captured: standard output and error.
    """

    def __init__(self, root: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.root, self.patch, self.captured = root, patch, captured

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end with the words of a command line."""
        self.patch.setattr(sys, "argv", ["freeze.py", *words])
        self.patch.chdir(self.root)
        code = 0
        try:
            main(root=self.root)
        except SystemExit as end:
            code = int(end.code or 0)
        return subprocess.CompletedProcess(words, code, *self.captured.readouterr())


@pytest.fixture
def command(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandTest:
    """Return the command line of the project ``site``."""
    return CommandTest(site.root, monkeypatch, capsys)


@pytest.fixture
def script(site: SiteTest) -> ScriptTest:
    """Return ``python freeze.py`` of the project ``site``."""
    return ScriptTest(site.root)
