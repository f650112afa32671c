"""Sites whose readers may run examples on the page: what is published for that, and what is not."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import brotli
import pytest

from escarcha.examples.browser import pyodide
from escarcha.freezing import Options
from escarcha.hosts import headers_at, parse_headers
from escarcha.web.assets import assets
from small_archive import put_archive

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandTest, SiteTest

PLAIN = '```python run title="app.py"\nimport markupsafe\n\nprint(markupsafe.escape("<b>"))\n```\n'
THREADS = "```python run try\nimport threading\n\nhilo = threading.Thread(target=print)\n```\n"
SESSION = "```pycon run try\n>>> 1 + 1\n2\n```\n"
OTHERS = "```python run no-try\nprint(3)\n```\n\nY:\n\n```pycon run\n>>> 1 + 1\n2\n```\n"
NOTE = f"# Ejemplos\n\n{PLAIN}\nOtro:\n\n{THREADS}\nUna sesión:\n\n{SESSION}\nUno más:\n\n{OTHERS}"
BESIDE = f"# Otros\n\n{PLAIN}\nDos:\n\n{PLAIN}"
TESTS = "```python tests\nfrom app import uno\n\n\ndef test_uno():\n    assert uno == 1\n```\n"
COURSE = f"""# Curso

```python exercise=uno
uno = 0
```

{TESTS}
```python solution
import blinker

zarabanda = uno = 1
```

```python exercise=dos no-try
uno = 2
```

{TESTS}
```python solution
uno = 1
```

```python exercise=tres try
uno = 3
```

{TESTS}
```python solution
import threading

zarabanda = threading.Thread
uno = 1
```
"""
SETTINGS = 'title = "Apuntes"\nbase_url = "https://ejemplo.es/apuntes"\n'


@pytest.fixture(scope="module")
def tried(lasting_site: Callable[[], SiteTest]) -> SiteTest:
    """Return a frozen site whose readers may run examples."""
    site = lasting_site()
    with pytest.MonkeyPatch.context() as patch:
        put_archive(site.root, patch)
        site.settings(f'try = true\nfeed = ["content"]\n{SETTINGS}')
        site.write("a.md", f"---\ndate: 2026-01-02\n---\n{NOTE}").write("b.md", BESIDE)
        site.write("c.md", f"---\nsolutions_from: 9999-01-01\n---\n{COURSE}").freeze()
    assert not site.failed
    return site


def test_an_example_has_a_button_that_names_its_files(tried: SiteTest) -> None:
    """Where a browser can run it; where its author has asked in vain, the page and a warning say why.

    What shows nothing, such as a session, has one where its author asks for it.
    """
    page = tried.page("a/")
    buttons = page.css(".needs-script > [data-try]")
    assert [(button.text(), button.attrs["data-try"]) for button in buttons] == [
        ("Probar", "/apuntes/a/_probar-1.json"),
        ("Probar", "/apuntes/a/_probar-2.json"),
    ]
    asked = json.loads(tried.html("a/_probar-1.json"))
    assert [(step["name"], step["path"]) for step in asked["steps"]] == [("app.py", "app.py")]
    assert {"MarkupSafe", "Python"} == {*asked["versions"]}
    assert "En la página no se puede probar: usa hilos." in tried.article("a/")
    said, _ = tried.problems
    assert said.startswith("content/a.md:14: el ejemplo no se puede probar en la página: usa hilos.")
    assert "[ejemplo-sin-probar]" in said


def test_an_exercise_has_a_button_and_nothing_of_its_solution(tried: SiteTest) -> None:
    """Its start and its tests are files to open; what its solution is or needs is in nothing published."""
    (button,) = tried.page("c/").css("section.exercise .needs-script > [data-try]")
    asked = json.loads(tried.html((button.attrs["data-try"] or "").removeprefix("/apuntes/")))
    assert [(step["kind"], step["name"], step["is_given"]) for step in asked["steps"]] == [
        ("file", "app.py", False),
        ("tests", "test_app.py", True),
    ]
    assert "pytest" in asked["versions"]
    assert asked["needs_all"]
    published = b"".join(name.encode() + content for name, content in tried.tree().items())
    assert not any(word in published for word in (b"zarabanda", b"usa hilos, ", b"blinker.json"))
    why = "su solución, que aún no se publica, usa algo que en un navegador no hay"
    assert f"En la página no se puede probar: {why}." in tried.article("c/")
    (said,) = [problem for problem in tried.problems if "c.md" in problem]
    assert why in said


def test_python_is_published_once_under_hashed_names(tried: SiteTest) -> None:
    """The archive to the byte, its scripts, and the packages that the examples import, as text."""
    overview = json.loads(tried.html("_python.json"))
    files = {name: file for name, (file, _) in overview["files"].items()}
    assert {*files} == {"pyodide.bin", "pyodide.js", "pyodide.asm.js", "escarcha.json", "MarkupSafe.json"} | {
        f"{name}.json" for name in ("Pygments", "iniconfig", "pluggy", "pytest")
    }
    assert {file.name for file in (tried.build / "_python").iterdir()} == {*files.values()}
    for file in files.values():
        content = (tried.build / "_python" / file).read_bytes()
        assert hashlib.sha256(content).hexdigest()[:8] in file
        assert not file.endswith((".whl", ".wasm", ".zip"))
    archive = pyodide.archive_of(tried.root / ".cache" / "escarcha").read_bytes()
    assert (tried.build / "_python" / files["pyodide.bin"]).read_bytes() == archive
    assert overview["files"]["pyodide.bin"][1] == len(archive)
    package = json.loads((tried.build / "_python" / files["MarkupSafe.json"]).read_text("utf-8"))
    assert "def escape" in package["markupsafe/__init__.py"]
    assert any("LICENSE" in name for name in package)
    assert not any("__pycache__" in name or name.endswith(".so") for name in package)


def test_only_the_worker_may_compile(tried: SiteTest) -> None:
    """The policy of its script allows WebAssembly; that of pages and of all other files does not."""
    rules, mistakes = parse_headers(tried.html("_headers"))
    assert mistakes == []
    policies = {path: headers_at(f"/{path}", rules)["Content-Security-Policy"] for path in tried.tree()}
    (worker,) = [path for path, policy in policies.items() if "wasm-unsafe-eval" in policy]
    assert worker == assets("es", tries=True)["worker.js"].url[1:]
    assert "'unsafe-eval'" not in policies[worker]
    assert "immutable" in headers_at("/_python/x.bin", rules)["Cache-Control"]


def test_the_first_visit_costs_little_more(tried: SiteTest, lasting_site: Callable[[], SiteTest]) -> None:
    """300 bytes at most, compressed as hosts do; and without the setting nothing is there, nor named."""
    plain = lasting_site().settings(SETTINGS).write("b.md", BESIDE).freeze()
    with_it, without = tried.html("b/"), plain.html("b/")
    more = len(brotli.compress(with_it.encode())) - len(brotli.compress(without.encode()))
    scripts = [assets("es", tries=tries)["page.js"].content for tries in (True, False)]
    more += len(brotli.compress(scripts[0])) - len(brotli.compress(scripts[1]))
    assert 0 < more <= 300
    assert assets("es", tries=True)["site.css"] == assets("es")["site.css"]
    published = plain.tree()
    assert not any(name.startswith(("_python", "b/_probar")) or "/try." in name for name in published)
    assert not any(b"data-try" in content for content in published.values())
    assert b"wasm" not in published["_headers"]


def test_what_is_read_elsewhere_has_no_button(tried: SiteTest) -> None:
    """The feed has the text of the note, and nothing to press."""
    assert "Ejecutado con" in tried.html("feed.xml")
    assert "Probar" not in tried.html("feed.xml")


def test_what_opens_without_a_server_has_no_button(
    site: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site for a disk, and a book."""
    put_archive(site.root, monkeypatch)
    site.settings(f"try = true\n{SETTINGS}").write("a.md", f"# A\n\n{PLAIN}")
    site.freeze(Options(relative=True))
    assert "data-try" not in site.html("a/")
    assert not (site.build / "_python").exists()
    assert command("book", "--form", "html", "--output", "libro").returncode == 0
    books = [*site.root.glob("libro/**/*.html")]
    assert books
    assert not any("Probar" in book.read_text("utf-8") for book in books)
