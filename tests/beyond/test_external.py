"""Links to other hosts, asked for politely; the hosts of these tests are on this machine alone."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest

from escarcha.beyond import asking, check_external, gather
from escarcha.beyond import external as external_module
from escarcha.beyond.external import is_public
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from conftest import CommandTest, SiteTest
    from escarcha.freezing import Progress


class Host:
    """A host on this machine that answers as it is told, and takes down what it is asked.

    The first part of a path is the number of the answer; ``once-503`` gives that number once and then 200.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.at_once = self.most_at_once = 0
        self._turn = threading.Lock()
        self._seen: Counter[str] = Counter()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host.answer(self)

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        with self._turn:
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
            self.asked.append(f"{request.command} {request.path}")
            self.times.append(time.monotonic())
            self.agents.add(request.headers["User-Agent"])
            self._seen[request.path] += 1
        time.sleep(0.02)
        word, _, rest = request.path[1:].partition("/")
        if word.startswith("once-"):
            word = word.removeprefix("once-") if self._seen[request.path] == 1 else "200"
        if word == "nohead":
            word = "405" if request.command == "HEAD" else "200"
        request.send_response(302 if word == "away" else int(word))
        if word == "away":
            request.send_header("Location", f"http://localhost:{self.server.server_address[1]}/200/x")
        if word in {"301", "302", "308"}:
            request.send_header("Location", f"/{rest}")
        if word in {"503", "429"}:
            request.send_header("Retry-After", rest or "0")
        request.send_header("Content-Length", "0")
        with self._turn:  # before the answer is gone, as the next question may come right behind it
            self.at_once -= 1
        request.end_headers()


@pytest.fixture
def host() -> Iterator[Host]:
    """Return a host of this machine."""
    made = Host()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.0)


def found(site: SiteTest, *, on_disk: bool = False) -> list[Problem]:
    """Return what is wrong with the links of a site to other hosts, this machine among them."""
    return result_of(check_external(gather(site.project), on_disk=on_disk, is_asked=lambda _: True))


def result_of(work: Generator[Progress, None, list[Problem]]) -> list[Problem]:
    """Run a check to its end; return what it has found."""
    try:
        while True:
            next(work)
    except StopIteration as end:
        problems: list[Problem] = end.value
        return problems


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("200/a", None, ""),
        ("nohead/a", None, ""),
        ("302/200/a", None, ""),
        ("404/a", Code.DEAD_LINK, "ya no está: responde 404"),
        ("410/a", Code.DEAD_LINK, "responde 410"),
        ("302/404/a", Code.DEAD_LINK, "responde 404"),
        ("301/200/a", Code.MOVED_LINK, "/200/a»"),
        ("308/301/200/a", Code.MOVED_LINK, "/200/a»"),
        ("301/302/200/a", None, ""),
        ("403/a", Code.UNSURE_LINK, "responde 403"),
        ("500/a", Code.UNSURE_LINK, "responde 500"),
    ],
)
def test_what_a_host_answers(site: SiteTest, host: Host, path: str, code: Code | None, says: str) -> None:
    """Gone, moved for good, or nobody knows; whatever else leads somewhere is no problem."""
    site.write("a.md", f"# A\n\nuno\n[x]({host.url}/{path}#s)")
    problems = found(site)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(says in problem.cause and problem.place == "content/a.md:4" for problem in problems)
    assert all(
        problem.severity is (Severity.WARNING if code is Code.DEAD_LINK else Severity.HINT)
        for problem in problems
    )


def test_every_place_is_told_and_each_address_asked_for_once(site: SiteTest, host: Host) -> None:
    """However it is written: a link, an image, HTML, a reference, the address alone; anchors do not count."""
    gone = f"{host.url}/404/x"
    site.write(
        "a.md", f"---\ntitle: A\n---\n[x]({gone}#uno)\n\n![y](<{gone}>)\n\n<a href='{gone}'>z</a>\n\n{gone}"
    )
    site.write("b.md", f"`{gone}` [x]\n\n[x]: {gone}\n\n    {gone}\n")
    assert [problem.place for problem in found(site)] == [
        *(f"content/a.md:{line}" for line in (4, 6, 8, 10)),
        "content/b.md:3",
    ]
    assert host.asked == ["HEAD /404/x", "GET /404/x"]


def test_a_host_is_asked_a_little_at_a_time(site: SiteTest, host: Host) -> None:
    """No more than two at once, by a name that leads to the manual; HEAD is enough where all is well."""
    site.write("a.md", "\n".join(f"[{n}]({host.url}/200/{n})" for n in range(12)))
    assert found(site) == []
    assert len(host.asked) == 12
    assert all(each.startswith("HEAD ") for each in host.asked)
    assert host.most_at_once <= asking.OF_A_HOST
    (agent,) = host.agents
    assert agent.startswith("Escarcha/")
    assert "/manual/comprobar/" in agent


def test_a_busy_host_is_asked_again_when_it_wants(site: SiteTest, host: Host) -> None:
    """After as many seconds as it says; one that stays busy, or wants us to wait for long, is left alone."""
    site.write("a.md", f"[x]({host.url}/once-503/1) [y]({host.url}/429/0) [z]({host.url}/503/9999)")
    problems = found(site)
    assert [problem.subject.rpartition("/")[0].rpartition("/")[2] for problem in problems] == ["429", "503"]
    assert {problem.code for problem in problems} == {Code.UNSURE_LINK}
    assert len([each for each in host.asked if "429" in each]) == asking.TRIES
    assert len([each for each in host.asked if "9999" in each]) == 1
    first, second = (at for at, each in zip(host.times, host.asked, strict=True) if "once" in each)
    assert second - first >= 1


def test_good_answers_are_kept_for_some_days(
    site: SiteTest, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has failed is asked for again each time, and what is old too."""
    site.write("a.md", f"[x]({host.url}/200/x) [y]({host.url}/404/y) [z]({host.url}/301/200/z)")
    day = 86_400
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(20_000 * day))
    before = found(site, on_disk=True)
    host.asked.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(20_006 * day))
    assert found(site, on_disk=True) == before
    assert host.asked == ["HEAD /404/y", "GET /404/y"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(20_007 * day))
    found(site, on_disk=True)
    assert "HEAD /200/x" in host.asked


def test_a_host_that_is_not_there(site: SiteTest, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told why nobody answers, and that is no proof that it is gone."""
    monkeypatch.setattr(asking, "TRIES", 1)
    host.server.shutdown()
    host.server.server_close()
    site.write("a.md", f"[x]({host.url}/200/x)")
    (problem,) = found(site)
    assert problem.code is Code.UNSURE_LINK
    assert "el servidor no acepta la conexión" in problem.cause


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("escarcha.netlify.app", True),
        ("1.1.1.1", True),
        ("localhost", False),
        ("127.0.0.1", False),
        ("192.168.1.4", False),
        ("[::1]", False),
        ("10.0.0.1", False),
        ("example.com", False),
        ("www.example.org", False),
        ("ordenador.local", False),
        ("intranet", False),
    ],
)
def test_private_hosts_are_not_asked(name: str, *, is_asked: bool) -> None:
    """Nor those whose names are for examples: https://www.rfc-editor.org/rfc/rfc2606."""
    assert is_public(name) is is_asked


@pytest.mark.parametrize("is_connected", [True, False])
def test_a_name_that_is_nobodys(
    site: SiteTest, host: Host, monkeypatch: pytest.MonkeyPatch, *, is_connected: bool
) -> None:
    """It is gone, if others answer; else it is rather this machine that is not connected."""
    look = asking._Asker._look

    def without_names(asker: asking._Asker, url: str) -> httpx.Response:
        """Answer as where nobody knows a host of that name."""
        if "invalid" in url:
            raise httpx.ConnectError("[Errno -2] Name or service not known")
        return look(asker, url)

    monkeypatch.setattr(asking._Asker, "_look", without_names)
    site.write("a.md", f"[x](http://no-hay-tal.invalid/) [y]({host.url}/200/x)")
    if not is_connected:
        site.write("a.md", "[x](http://no-hay-tal.invalid/)")
    (problem,) = found(site)
    assert problem.code is (Code.DEAD_LINK if is_connected else Code.UNSURE_LINK)
    assert "no hay ningún servidor con ese nombre" in problem.cause


def test_a_host_that_sends_us_to_a_private_one_is_not_followed(site: SiteTest, host: Host) -> None:
    """Nobody makes us ask what only this machine can reach."""
    site.write("a.md", f"[x]({host.url}/away)")
    work = check_external(gather(site.project), on_disk=False, is_asked=lambda name: name == "127.0.0.1")
    (problem,) = result_of(work)
    assert problem.code is Code.UNSURE_LINK
    assert "al que no llega cualquiera" in problem.cause
    assert not [each for each in host.asked if "200" in each]


def test_the_command(
    site: SiteTest, host: Host, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the author has decided holds for these problems too; without the option nobody is asked."""
    monkeypatch.setattr(external_module, "is_public", lambda _: True)
    gone = f"{host.url}/404"
    site.write(
        "a.md", f"[x]({gone}/a)\n\n<!-- escarcha: ignora enlace-muerto -->\n[y]({gone}/b)\n\n[z]({gone}/c)"
    )
    site.settings(f'[checks]\n"enlace-muerto" = "error"\naccept_links = ["{gone}/c"]\n')
    done = command("check")
    assert (done.returncode, host.asked) == (0, [])
    assert "ignora-nada" not in done.stderr
    assert command("freeze").returncode == 0
    done = command("check", "--external")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("error ")]
    cause = f"content/a.md:1: «{gone}/a» ya no está: responde 404."
    assert told == [f"error {cause} Busca adónde ha ido, o quita el enlace. [enlace-muerto]"]
    site.write("b.md", f"[b]({host.url}/200)")
    for options, times in (([], 1), ([], 1), (["--no-cache"], 2)):
        command("check", "--external", *options)
        assert sum(" /200" in each for each in host.asked) == times


@pytest.mark.parametrize("option", ["--external", "--spelling"])
def test_a_package_that_is_missing(
    site: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    """It is said which, and how to get it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    site.write("a.md", "# A")
    done = command("check", option)
    assert done.returncode == 2
    assert "pip install" in done.stderr
    assert "[falta-paquete]" in done.stderr
