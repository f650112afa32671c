"""A request as a command that sends it to a server on the reader's machine: with curl, with HTTPie.

https://curl.se/docs/manpage.html and https://httpie.io/docs/cli
"""

from __future__ import annotations

import shlex

ORIGIN = "http://127.0.0.1:5000"
"""Where ``flask run`` listens."""


def as_curl(request: str, *, keeps_cookies: bool = False, follows: bool = False) -> str:
    """Write a request as a curl command that shows the whole response.

    Args:
        request: first line, headers and body, as ``Exchange.request`` has them.
        keeps_cookies: whether the cookies of one command go with the next.
        follows: whether redirects are followed.
    """
    method, path, headers, body = _read(request)
    words = ["curl", "-i"]
    if follows:
        words.append("-L")
    if keeps_cookies:
        words += ["-b", "cookies.txt", "-c", "cookies.txt"]
    if method == "HEAD":
        words[1] = "-I"
    elif method != ("POST" if body else "GET"):
        words += ["-X", method]
    for name, value in headers:
        # With a semicolon curl sends a header that has no value.
        words += ["-H", f"{name}: {value}" if value else f"{name};"]
    if body:
        words += ["--data-raw", body]
    return shlex.join([*words, f"{ORIGIN}{path}"])


def as_httpie(request: str, *, keeps_cookies: bool = False, follows: bool = False) -> str:
    """Write a request as a command of HTTPie; arguments as for ``as_curl``."""
    method, path, headers, body = _read(request)
    words = ["http"]
    if follows:
        words += ["--follow", "--all"]
    if keeps_cookies:
        words.append("--session=ejemplo")
    if body:
        words += ["--raw", body]
    if method != ("POST" if body else "GET"):
        words.append(method)
    words.append(f":5000{path}")
    return shlex.join([*words, *(f"{name}:{value}" if value else f"{name};" for name, value in headers)])


def _read(request: str) -> tuple[str, str, list[tuple[str, str]], str]:
    """Take a request apart: method, path, headers, body."""
    head, _, body = request.partition("\n\n")
    first, *lines = head.split("\n")
    method, path = first.removesuffix(" HTTP/1.1").split(" ", 1)
    named = (line.partition(":") for line in lines)
    return method, path, [(name, value.strip()) for name, _, value in named], body
