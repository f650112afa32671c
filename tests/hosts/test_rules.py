"""The rules of hosts: what a path stands for, and ``_headers`` and ``_redirects`` read and written."""

from __future__ import annotations

import pytest

from escarcha.hosts import (
    HeaderRule,
    Redirect,
    dump_headers,
    dump_redirects,
    headers_at,
    merged,
    parse_headers,
    parse_redirects,
    site_headers,
)
from escarcha.hosts.apache import write_apache
from escarcha.hosts.caddy import write_caddy
from escarcha.hosts.nginx import write_nginx
from escarcha.hosts.servers import Rules
from escarcha.web.policy import policy


@pytest.mark.parametrize(
    ("line", "path", "target"),
    [
        ("/a /b", "/a/", "/b"),
        ("/a/ /b", "/a", "/b"),
        ("/a/b /c", "/a/b/c", None),
        ("/blog/* /n/:splat", "/blog/2020/x/", "/n/2020/x/"),
        ("/blog/* /n/:splat", "/blog", "/n/"),
        ("/blog/* /n/:splat", "/blogs/", None),
        ("/:year/:slug /n/:slug?de=:year", "/2020/año", "/n/a%C3%B1o?de=2020"),
        ("/a%C3%B1o/ /n/", "/año/", "/n/"),
        ("/a https://x.es:8080/y", "/a", "https://x.es:8080/y"),
        ("/a id=:id /b/:id", "/a", None),
        ("/* /es/ 301 Language=es", "/a", None),
        ("/ /b", "/", "/b"),
        ("/a.b /c", "/aXb", None),
    ],
)
def test_where_a_redirect_leads(line: str, path: str, target: str | None) -> None:
    """A path leads where Netlify leads it; what Netlify alone knows of is nobody else's."""
    ((redirect,), _) = parse_redirects(line)
    assert redirect.target(path) == target


def test_redirects_are_read_and_written() -> None:
    """What is read is written as it was, but for comments and what goes without saying."""
    text = "# uno\n\n/a /b\n/c  /d 302 # dos\n/e/* https://x.es/:splat 200!\n/f id=:id /g 301 Country=es,mx\n"
    redirects, mistakes = parse_redirects(text)
    assert mistakes == []
    assert redirects[0] == Redirect("/a", "/b")
    assert dump_redirects(redirects) == (
        "/a /b 301\n/c /d 302\n/e/* https://x.es/:splat 200!\n/f id=:id /g 301 Country=es,mx\n"
    )


def test_headers_are_read_and_written() -> None:
    """A header that stands twice below a path has both values; a colon in a value is part of it."""
    rules, mistakes = parse_headers("\ufeff# uno\n/*\n  X-A: 1\n  X-A: 2\n\n/b/*\n\tLink: <https://x.es>\n")
    assert mistakes == []
    assert dump_headers(rules) == "/*\n  X-A: 1, 2\n/b/*\n  Link: <https://x.es>\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("X-A: 1\n", [(1, "la cabecera «X-A» no está debajo de ninguna ruta.")]),
        ("/*\n  X-A\n", [(2, "«X-A» no es una ruta ni una cabecera.")]),
        ("/*\n  X A: 1\n", [(2, "«X A: 1» no es una ruta ni una cabecera.")]),
        ("/*\n  X-A:\n  X-B: 1\n", [(2, "«X-A:» no es una ruta ni una cabecera.")]),
        (
            "/*\n  X-A: 1 €\n  X-B: 1\x0c2\n",
            [
                (2, "la cabecera «X-A» lleva letras que no son de cabeceras, como las que tienen acento."),
                (3, "la cabecera «X-B» lleva letras que no son de cabeceras, como las que tienen acento."),
            ],
        ),
        ("a/*\n", [(1, "«a/*» no es una ruta ni una cabecera.")]),
    ],
)
def test_lines_of_headers_that_say_nothing(text: str, told: list[tuple[int, str]]) -> None:
    """They are told with their number; the others hold."""
    assert [(line, cause) for line, cause, _ in parse_headers(text)[1]] == told


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("/a", "«/a» no dice de qué dirección a cuál se va."),
        ("a /b", "«a /b» no dice de qué dirección a cuál se va."),
        ("/a b /c", "«/a b /c» no dice de qué dirección a cuál se va."),
        ("/a /b 3001", "«3001» no es un código de respuesta ni una condición."),
        ("/a /b 301 es", "«es» no es un código de respuesta ni una condición."),
    ],
)
def test_lines_of_redirects_that_say_nothing(line: str, cause: str) -> None:
    """They are told with their number; the others hold."""
    redirects, mistakes = parse_redirects(f"/x /y\n{line}\n")
    assert redirects == [Redirect("/x", "/y")]
    assert [(each.line, each.cause) for each in mistakes] == [(2, cause)]


def test_headers_of_one_name_of_a_site() -> None:
    """Cloudflare takes a whole address for a path; a server of one's own is told of it."""
    rules, mistakes = parse_headers("/b/\r\n\tX-A: 1\r\nhttps://:p.pages.dev/*\r\n\tX-B: 2\r\n")
    assert mistakes == []
    assert dump_headers(rules) == "/b/\n  X-A: 1\nhttps://:p.pages.dev/*\n  X-B: 2\n"
    assert headers_at("/b/", rules) == {"X-A": "1"}
    for write in (write_nginx, write_caddy, write_apache):
        written = write(Rules("", tuple(rules), ()))
        assert "X-A" in written
        assert "X-B" not in written
        assert "# No se puede decir aquí: https://:p.pages.dev/*\n" in written


def test_an_authors_value_takes_the_place_of_ours() -> None:
    """No header is sent twice, whatever its case; a rule for another path stands behind."""
    rules = merged(
        [HeaderRule("/*", {"X-A": "1", "X-B": "1"})], parse_headers("/*\n x-a: 2\n/c/\n X-B: 3\n")[0]
    )
    assert dump_headers(rules) == "/*\n  x-a: 2\n  X-B: 1\n/c/\n  X-B: 3\n"
    assert headers_at("/c/", rules) == {"x-a": "2", "X-B": "3"}


def observatory(headers: dict[str, str]) -> int:
    """Score the headers of a page that sets no cookie and loads no script of others.

    By the rules of https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring: what is above 100
    is added only if nothing is missing.
    """
    directives = dict(part.partition(" ")[::2] for part in headers["Content-Security-Policy"].split("; "))
    is_safe = not any("unsafe-" in value for value in directives.values())
    age = int(
        headers.get("Strict-Transport-Security", "max-age=0").partition("max-age=")[2].partition(";")[0]
    )
    missing = [
        25 * (not is_safe),
        20 * (age < 15_768_000),
        5 * (headers.get("X-Content-Type-Options") != "nosniff"),
        20 * ("frame-ancestors" not in directives),
    ]
    extra = [
        10 if directives["default-src"] == "'none'" else 5,
        5 * (headers["Referrer-Policy"] in {"no-referrer", "same-origin", "strict-origin", _STRICT}),
        5 * (directives.get("frame-ancestors") in {"'none'", "'self'"}),
        10 * (headers["Cross-Origin-Resource-Policy"] in {"same-origin", "same-site"}),
    ]
    return 100 - sum(missing) + (sum(extra) if not any(missing) else 0)


_STRICT = "strict-origin-when-cross-origin"


def test_the_score_of_mozillas_observatory() -> None:
    """A page as it is frozen, with nothing of its author's, has the most that its headers can have."""
    sent = headers_at("/", site_headers(policy(), "/_pages.speculationrules"))
    assert observatory(sent) >= 130
    assert observatory({**sent, "Content-Security-Policy": "default-src 'unsafe-inline'"}) < 100


def test_https_alone_is_asked_of_this_name_alone() -> None:
    """Other names of the domain may be somebody else's, and a site without HTTPS has nothing to ask for."""
    assert (
        headers_at("/a/_vista-1.css", site_headers("", "", sheets=["/a/_vista-1.css"]))[
            "Cross-Origin-Resource-Policy"
        ]
        == "cross-origin"
    )
    assert headers_at("/", site_headers("", ""))["Strict-Transport-Security"] == "max-age=63072000"
    assert "Strict-Transport-Security" not in headers_at("/", site_headers("", "", has_https=False))
