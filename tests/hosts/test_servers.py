"""Servers of one's own with what ``server`` writes: nginx, Caddy and Apache of Debian's, on loopback."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import brotli
import pytest

from conftest import SiteTest, header
from escarcha.cli.serving import write_rules
from escarcha.config import Project
from escarcha.freezing import Options
from escarcha.hosts import headers_at, parse_headers

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = Path("/usr/lib/apache2/modules")
APACHE = (
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "alias",
    "headers",
    "rewrite",
    "deflate",
    "filter",
    "setenvif",
)
SERVERS = {
    "nginx": "{user}"
    """
pid nginx.pid; error_log stderr; daemon off; worker_processes 1;
events {{}}
http {{
    types {{ text/html html; text/css css; text/javascript js; application/json json; text/plain txt; }}
    access_log off;
    client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
    server {{ listen 127.0.0.1:{port}; root "{root}"; include "{rules}"; }}
}}
""",
    "caddy": """
{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * "{root}"
	import "{rules}"
}}
""",
    "apache": "{modules}"
    """
PidFile "{folder}/pid"
ErrorLog "{folder}/log"
ServerName localhost
TypesConfig /etc/mime.types
Listen 127.0.0.1:{port}
<VirtualHost *:{port}>
DocumentRoot "{root}"
<Directory "{root}">
Options -Indexes
DirectoryIndex index.html
</Directory>
Include "{rules}"
</VirtualHost>
""",
}
COMMANDS = {
    "nginx": ("nginx", "-p", "{folder}", "-c", "{file}"),
    "caddy": ("caddy", "run", "--adapter", "caddyfile", "--config", "{file}"),
    "apache": ("apache2", "-D", "FOREGROUND", "-d", "{folder}", "-f", "{file}"),
}
PATH = f"{os.environ['PATH']}:/usr/sbin"


class Asked:
    """What a server answers.

    Args:
        port: that it listens to.
    """

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask for a path; returns status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", quote(path, safe="/?=&%"), headers={"Host": "127.0.0.1", **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Return a site in a folder of its host, with old addresses and an author's own rules."""
    site = SiteTest(tmp_path_factory.mktemp("servers"))
    site.write(
        "a.md", header(aliases='[/viejo/, "/año nuevo/", "/x$1.(y){z}/"]') + "# A\n\n" + "Texto.\n" * 99
    )
    site.write("index.md", "# Inicio").write("fotos/f.txt", "f").write("b c.md", "# B")
    site.write(
        "_headers",
        '/a/\n  X-Mia: uno "dos" 9% {"a": 1}\n/fotos/*\n  Cross-Origin-Resource-Policy: cross-origin\n',
    )
    site.write("_redirects", "/blog/* /:splat 302\n/doc/:id/x /a/?id=:id 301!\n/es/* /a/ 301 Country=es\n")
    site.freeze(Options(compress=True), base_url="http://ejemplo.es/apuntes")
    assert not site.failed, site.problems
    return site


@pytest.fixture(scope="module", params=COMMANDS)
def server(
    request: pytest.FixtureRequest, frozen: SiteTest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """Yield a server that runs, or skip where Debian's package is not installed."""
    name = request.param
    program = shutil.which(COMMANDS[name][0], path=PATH)
    if program is None or (name == "apache" and not MODULES.is_dir()):
        pytest.skip(f"{name} is not installed: make servers")
    folder = tmp_path_factory.mktemp(name)
    root, rules, file = folder / "www", folder / "rules", folder / "conf"
    shutil.copytree(frozen.build, root / "apuntes")
    project = Project.at(frozen.root, base_url="http://ejemplo.es/apuntes")
    rules.write_text(write_rules(project, name), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    modules = "".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so\n" for each in APACHE)
    said = {"port": port, "root": root, "rules": rules, "folder": folder, "modules": modules, "file": file}
    said["user"] = "user root;" if os.geteuid() == 0 else ""  # else it would read as somebody who may not
    file.write_text(SERVERS[name].format(**said), "utf-8")
    command = [program, *(word.format(**said) for word in COMMANDS[name][1:])]
    environment = {
        "PATH": PATH,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    with (
        (folder / "said").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.02)
        else:
            pytest.fail((folder / "said").read_text("utf-8"))
        yield Asked(port)
        process.terminate()


def test_what_only_netlify_understands_is_a_comment(frozen: SiteTest) -> None:
    """A condition such as a country, for any server; its other lines are there."""
    project = Project.at(frozen.root, base_url="http://ejemplo.es/apuntes")
    for name in COMMANDS:
        rules = write_rules(project, name)
        assert re.search("^# No se puede decir aquí: .*/es/[*] ", rules, re.MULTILINE), name
        assert "X-Mia" in rules, name


@pytest.mark.slow
def test_a_server_obeys(server: Asked, frozen: SiteTest) -> None:
    """It sends pages, files and headers, leads on from old addresses, and compresses, as the site has it."""
    rules, _ = parse_headers(frozen.html("_headers"))
    tree = frozen.tree()
    (style,) = (name for name in tree if name.startswith("_static/site.") and name.endswith(".css"))
    search = next(name for name in tree if name.startswith("_search/") and name.endswith(".txt"))
    for path, name, status in (
        ("/", "index.html", 200),
        ("/a/", "a/index.html", 200),
        ("/b-c/", "b-c/index.html", 200),
        ("/fotos/f.txt", "fotos/f.txt", 200),
        ("/_pages.speculationrules", "_pages.speculationrules", 200),
        (f"/{style}", style, 200),
        (f"/{search}", search, 200),
        ("/nada", "404.html", 404),
        ("/fotos/", "404.html", 404),
        ("/_headers", "404.html", 404),
        ("/.nojekyll", "404.html", 404),
    ):
        found, sent, body = server(f"/apuntes{path}")
        assert (path, found, body) == (path, status, tree[name])
        expected = headers_at(path if status == 200 else "/404.html", rules)
        if path == "/fotos/":  # which has headers of its own
            expected = {}
        assert {each: sent[each] for each in expected} == expected, path
        assert [len(sent.get_all(each) or ()) for each in expected] == [1] * len(expected), path
    for path, (found, target) in {
        "/viejo/?x=1": (301, "/apuntes/a/?x=1"),
        "/año nuevo/": (301, "/apuntes/a/"),
        "/x$1.(y){z}/": (301, "/apuntes/a/"),
        "/viejo": (301, "/apuntes/viejo/"),
        "/blog/b-c/": (302, "/apuntes/b-c/"),
        "/doc/7/x": (301, "/apuntes/a/?id=7"),
        "": (301, "/apuntes/"),
    }.items():
        status, sent, _ = server(f"/apuntes{path}")
        location = (sent["Location"] or "").removeprefix(f"http://127.0.0.1:{server.port}")
        assert (path, 301 if status == 308 else status, location) == (path, found, target)
    for coding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        for name in ("a/index.html", style, "_search.json"):
            address = f"/apuntes/{name.removesuffix('index.html')}"
            _, sent, body = server(address, **{"Accept-Encoding": coding})
            if sent["Content-Encoding"] == coding:
                assert len(body) < len(tree[name])
                assert unpack(body) == tree[name]
            elif coding == "gzip" and len(tree[name]) > 2000:
                pytest.fail(f"{name} is not compressed")
