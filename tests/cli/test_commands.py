"""The commands: what they do, print and end with."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from live_session import ask, until

if TYPE_CHECKING:
    from conftest import CommandTest, ScriptTest, SiteTest


COMMANDS = [
    "",
    "freeze",
    "check",
    "preview",
    "search",
    "new",
    "init",
    "accesibilidad",
    "manual",
    "explica",
    "help",
]

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|args?|arguments?|show|this|message|exit|error:|try|for help|integer|"
    r"range|default|required|the|version and|invalid|value|missing|no such|choose|"
    r"path|directory|file)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_spanish(command: CommandTest, name: str) -> None:
    """The help of every command is in Spanish to the last word."""
    done = command(*name.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Uso: ")
    assert "Opciones:" in done.stdout
    text = re.sub(r"--?[a-z][a-z-]*|\[text\|json\]|site\.toml|freeze\.py", "", done.stdout)
    text = re.sub(r"^  (check|freeze|help|init|new|preview|search|try)\b", "", text, flags=re.MULTILINE)
    found = [word for word in ENGLISH.findall(text) if word.lower() != "error:"]
    assert found == [], done.stdout


@pytest.mark.parametrize(
    "words",
    [
        "--nope",
        "fotos",
        "new",
        "init",
        "freeze x",
        "new a b",
        "--jobs 0",
        "--jobs a",
        "--jobs",
        "--strict=1",
        "--format xml",
        "preview --port 99999",
        "preview --port x",
        "--base-url ejemplo.es",
        "--base-url https://[",
        "--base-url https://ejemplo.es/?a",
    ],
)
def test_wrong_usage(site: SiteTest, command: CommandTest, words: str) -> None:
    """Wrong usage ends with 2, says in Spanish what is wrong, and writes nothing."""
    site.write("a.md", "# A")
    done = command(*shlex.split(words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    text = re.sub(r"--?[a-z][a-z-]*|text|\[ARG[^\]]*\]|[Ee]rror", "", done.stderr)
    assert ENGLISH.findall(text) == [], done.stderr
    assert "Traceback" not in done.stderr
    assert not site.build.exists()


def test_freeze_is_the_default(site: SiteTest, script: ScriptTest, command: CommandTest) -> None:
    """``python freeze.py`` freezes, and so do its options without a command."""
    site.write("a.md", "# A")
    for done in (script(), command("freeze"), command("--strict"), command("--jobs", "1", "--no-cache")):
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith("El sitio está en «build».\n")
        assert set(done.stderr.splitlines()) <= {"Notas: 1", "Páginas: 1", "Páginas: 2"}


def test_summary(site: SiteTest, command: CommandTest) -> None:
    """The closing line counts pages, changes and warnings in Spanish."""
    site.write("a.md", "[x](nada.md)").write("b.md", "---\ntitel: x\n---\n")
    done = command()
    assert re.fullmatch(
        r"3 páginas, \d+ archivos con cambios, 2 avisos\. \d+,\d s, \d+,\d kB\. El sitio está en «build»\.\n",
        done.stdout,
    )
    assert [line.split()[0] for line in done.stderr.splitlines()] == [
        "Notas:",
        "Páginas:",
        "aviso",
        "aviso",
        "Qué",
    ]


def test_quiet(site: SiteTest, command: CommandTest) -> None:
    """With ``--quiet`` a site without problems is frozen in silence; problems are still shown."""
    site.write("a.md", "# A")
    for word in ("--quiet", "-q"):
        done = command(word, "--no-cache")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    site.write("a.md", b"\xff")
    done = command("--quiet")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_json(site: SiteTest, command: CommandTest) -> None:
    """With ``--format json`` standard output is one object, whether or not anything was published."""
    site.write("a.md", "[x](nada.md)").write("ñ.md", "# Ñ")
    done = command("--format", "json")
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert found["published"] is True
    assert found["pages"] == 3
    (problem,) = found["problems"]
    assert problem["code"] == "enlace-roto"
    assert problem["severity"] == "aviso"
    assert (problem["path"], problem["line"]) == ("content/a.md", 1)
    assert problem["cause"]
    done = command("--format", "json", "--strict")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert done.stderr == ""
    assert found["published"] is False
    assert len(found["problems"]) == 1


def test_json_of_broken_settings(site: SiteTest, command: CommandTest) -> None:
    """Errors found before anything is read are JSON too."""
    site.write("a.md").settings("nada = 1\n")
    found = json.loads(command("--format", "json").stdout)
    assert found["problems"][0]["code"] == "ajuste-desconocido"
    found = json.loads(command("check", "--format", "json").stdout)
    assert found["problems"][0]["code"] == "ajuste-desconocido"


def test_check_publishes_nothing(site: SiteTest, command: CommandTest) -> None:
    """``check`` finds what ``freeze`` finds, and writes no site."""
    site.write("a.md", "[x](nada.md)")
    done = command("check")
    assert done.returncode == 0
    assert "[enlace-roto]" in done.stderr
    assert not site.build.exists()
    assert command("check", "--strict").returncode == 1
    assert not site.build.exists()


def test_options_of_freeze(site: SiteTest, command: CommandTest) -> None:
    """``--content``, ``--output`` and ``--base-url`` count from the working folder and are obeyed."""
    site.write("a.md", "# A")
    site.content.rename(site.root / "notas")
    done = command("--content", "notas", "--output", "publico", "--base-url", "https://ejemplo.es/x")
    assert done.returncode == 0, done.stderr
    assert "«publico»" in done.stdout
    assert "https://ejemplo.es/x/a/" in (site.root / "publico" / "sitemap.xml").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "cp437"])
def test_terminals(site: SiteTest, script: ScriptTest, encoding: str) -> None:
    """A terminal that cannot show «ñ» or an emoji gets a question mark, not a traceback."""
    site.write("ñandú 🎉.md", b"\xff")
    done = subprocess.run(
        script.command,
        cwd=script.root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"[no-es-utf8]" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("words", [["--help"], [], ["--format", "json"]])
def test_reader_that_leaves(site: SiteTest, script: ScriptTest, words: list[str]) -> None:
    """Where whoever reads the output has left, as ``head`` does, there is no traceback."""
    for number in range(30):
        site.write(f"nota-{number}.md", "[x](nada.md)\n\n" * 40)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*script.command, *words],
        cwd=script.root,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_no_colours_in_a_file(site: SiteTest, command: CommandTest) -> None:
    """Output that goes to a file holds no escape sequences and no progress bar."""
    site.write("a.md", b"\xff")
    done = command()
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_at_a_terminal(site: SiteTest, script: ScriptTest, variables: dict[str, str]) -> None:
    """There is colour, and a code leads to its page; no colour if ``NO_COLOR`` asks for that."""
    site.write("a.md", "[x](nada.md)")
    shown, terminal = os.openpty()
    environment = {**os.environ, "TERM": "xterm", **variables}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in variables else None
    subprocess.run(script.command, cwd=script.root, env=environment, stderr=terminal, check=True)
    os.close(terminal)
    text = b""
    with contextlib.suppress(OSError):  # Linux's way of telling that nobody writes any more
        while part := os.read(shown, 10_000):
            text += part
    link = b"\x1b]8;;https://escarcha.netlify.app/manual/problemas/#enlace-roto\x1b\\[enlace-roto]"
    assert (b"\x1b[33m" in text) is ("NO_COLOR" not in variables)
    assert (link in text) is not bool(variables)


def test_stages_are_named_in_a_log(site: SiteTest, command: CommandTest) -> None:
    """Where no terminal shows a bar, a line says which stage begins, and how much it has to do."""
    site.write("a.md", "# A").write("b.md", "# B\n\n```python run\n1\n```\n")
    assert command().stderr.splitlines() == ["Notas: 2", "Ejemplos: 1", "Páginas: 3"]


def test_descriptions_fit(command: CommandTest) -> None:
    """In the list of orders none is cut short in a terminal of 80 columns."""
    assert "..." not in command("--help").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(site: SiteTest, shell: str) -> None:
    """What the manual says of completion holds: the shell gets a script, and the script gets the orders."""
    run = [
        sys.executable,
        "-c",
        "import sys; sys.argv[0] = 'escarcha'; from escarcha.__main__ import main; main()",
    ]
    environment = {**os.environ, "_ESCARCHA_COMPLETE": f"{shell}_source"}
    done = subprocess.run(run, cwd=site.root, env=environment, capture_output=True, text=True, check=False)
    assert "_ESCARCHA_COMPLETE" in done.stdout, done.stderr
    environment |= {"_ESCARCHA_COMPLETE": "bash_complete", "COMP_WORDS": "escarcha ch", "COMP_CWORD": "1"}
    done = subprocess.run(run, cwd=site.root, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["plain,check"]


def test_preview(site: SiteTest, script: ScriptTest) -> None:
    """``preview`` says where it listens, shows the notes as they are, and ends with Ctrl-C."""
    site.write("a.md", "# Uno")
    command = [*script.command, "preview"]
    with subprocess.Popen(
        command, cwd=script.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", line)
            site.write("a.md", "# Dos")
            until(lambda: "Dos</h1>" in ask(f"{address}a/"))
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode in {0, 130}
    assert "Traceback" not in err


@pytest.fixture
def unserved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep ``preview`` from serving; return the addresses that it opens in a browser."""
    opened: list[str] = []
    monkeypatch.setattr("werkzeug.serving.BaseWSGIServer.serve_forever", lambda self: self.server_close())
    monkeypatch.setattr("webbrowser.open", opened.append)
    return opened


def test_preview_opens_a_browser(site: SiteTest, command: CommandTest, unserved: list[str]) -> None:
    """When it is asked to, and not otherwise."""
    site.write("a.md", "# A")
    command("preview")
    assert unserved == []
    done = command("preview", "--open")
    assert unserved == re.findall(r"http://127\.0\.0\.1:\d+/", done.stdout)


def test_preview_says_which_ports_are_in_use(
    site: SiteTest, command: CommandTest, unserved: list[str]
) -> None:
    """The next one is taken; one that was asked for is an error."""
    site.write("a.md", "# A")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = command("preview", "--port", port)
    assert done.returncode == 1
    assert f"el puerto {port} está ocupado" in done.stderr
    with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", 8000)):
        done = command("preview")
        assert "El puerto 8000 está ocupado." in done.stderr
        assert re.search(r"Vista previa en http://127\.0\.0\.1:80(?:0[1-9]|1\d)/", done.stdout)
    assert unserved == []


def test_preview_for_other_devices(
    site: SiteTest, command: CommandTest, unserved: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says where they find it, and who else can see it."""
    site.write("a.md", "# A")
    monkeypatch.setattr("escarcha.preview.server._own_addresses", lambda: ["192.168.1.20"])
    done = command("preview", "--host", "0.0.0.0")  # noqa: S104 - what is tested
    assert re.search(r"Desde otro aparato de tu red: http://192\.168\.1\.20:80\d\d/", done.stdout)
    assert "La puede ver cualquiera" in done.stdout
    assert "cualquiera" not in command("preview").stdout
    assert command("preview", "--host", "192.0.2.1").returncode == 1
    assert unserved == []


def test_preview_of_nothing_built(site: SiteTest, command: CommandTest) -> None:
    """``preview --built`` without a frozen site says what to do first."""
    site.write("a.md", "# A")
    done = command("preview", "--built")
    assert done.returncode != 0
    assert "python freeze.py" in done.stderr
    assert "Traceback" not in done.stderr


def test_version(command: CommandTest) -> None:
    """``--version`` names the program, its version, and what holds examples on this machine."""
    said = command("--version").stdout
    assert re.fullmatch(r"Escarcha \d+\.\d+\.\d+\nEjemplos: con la guarda de Python, y .*\.\n", said)
