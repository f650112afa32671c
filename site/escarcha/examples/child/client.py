"""Requests to the application of an Example, by way of Werkzeug's client: no server, no network."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import re
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from .protocol import ResponseReport
from .recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from .dates import Dates
    from .protocol import JobRequest, JobStep

BODY_LIMIT = 64_000
"""Bytes of a response's body that are kept."""

LARGEST_BODY = 32_000_000
"""Bytes of a response that are read at most, as some have no end."""

LONGEST_CHAIN = 10
"""Redirects that are followed, the first request included."""

_NAMES = ("app", "application", "create_app", "make_app")
"""What an application is called, as the ``flask`` command has it."""


class Client:
    """Sends requests, and keeps the cookies.

    Args:
        folder: of the Example.
        dates: of its files.
    """

    def __init__(self, folder: Path, dates: Dates) -> None:
        self._folder = folder
        self._dates = dates
        self._clients: dict[str, Any] = {}
        self._raised: BaseException | None = None

    @property
    def raised(self) -> BaseException | None:
        """What the application has raised since this was last asked."""
        raised, self._raised = self._raised, None
        return raised

    def send(
        self, step: JobStep, modules: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[ResponseReport, ...], ...]:
        """Send the requests of a step, until one of them raises something that its note does not expect.

        Args:
            step: of which kind ``http``.
            modules: the names in which the application is looked for.

        Returns:
            The responses of each request, more than one where it was redirected.
        """
        client = self._clients.get(step.app) or self._open(step.app, modules)
        chains: list[list[ResponseReport]] = []
        for request in step.requests:
            self._raised = None
            chains.append([])
            try:
                for response in self._follow(client, request, is_traced=step.traced):
                    chains[-1].append(response)
            except BaseException as error:  # noqa: BLE001 - whatever an application does, it is told of
                self._raised = error
            if self._raised is not None and not (request.may_fail and chains[-1]):
                break
        else:
            self._raised = None
        return tuple(map(tuple, chains))

    def _follow(
        self,
        client: Any,  # noqa: ANN401 - of Werkzeug, which is imported late
        request: JobRequest | None,
        *,
        is_traced: bool,
    ) -> Iterator[ResponseReport]:
        for _ in range(LONGEST_CHAIN):
            if not request:
                break
            body = self._with_files(request.body)
            self._dates.set()
            with Recorder(self._folder) if is_traced else contextlib.nullcontext() as recorder:
                response = client.open(
                    request.path, method=request.method, headers=list(request.headers), data=body
                )
                report = _read(request, response)
            if recorder:
                recorder.note_response(response.status, response.headers.get("Location", ""))
                report = replace(report, trace=recorder.trace)
            yield report
            request = _next_request(request, response) if request.follows else None

    def _with_files(self, body: str) -> bytes:
        """Put the files in the place of lines that name them: ``< foto.png``, as editors' clients have it."""

        def read(line: re.Match[bytes]) -> bytes:
            return (self._folder / line["path"].decode()).read_bytes()

        return re.sub(rb"^< (?P<path>\S+)(?=\r?$)", read, body.encode(), flags=re.MULTILINE)

    def _open(self, name: str, modules: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - the same
        client = importlib.import_module("werkzeug.test").Client
        app = _find_app(name, modules)
        if "flask" in sys.modules:
            sys.modules["flask"].got_request_exception.connect(self._note, weak=False)
        self._clients[name] = client(app)
        return self._clients[name]

    def _note(self, _sender: object, exception: BaseException, **_: object) -> None:
        self._raised = exception


def _find_app(name: str, modules: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - any WSGI application
    """Return the application of a name, or of one of the usual names; a factory is called."""
    for candidate in [name] if name else _NAMES:
        for names in modules:
            if candidate in names:
                found = names[candidate]
                return found() if _is_factory(found) else found
    raise LookupError(
        f"no hay ningún nombre «{name}»"
        if name
        else "ningún bloque define «app», «application» ni «create_app»"
    )


def _is_factory(found: object) -> bool:
    """Tell whether something makes an application: it can be called without arguments, and those need two."""
    if not inspect.isroutine(found):
        return False
    try:
        inspect.signature(found).bind()
    except (TypeError, ValueError):
        return False
    return True


def _read(request: JobRequest, response: Any) -> ResponseReport:  # noqa: ANN401 - of Werkzeug, which is imported late
    """Read a response piece by piece, and keep its beginning; one that does not end is left."""
    kept, size, chunks = b"", 0, 0
    for piece in response.iter_encoded():
        kept = kept if len(kept) >= BODY_LIMIT else (kept + piece)[:BODY_LIMIT]
        size += len(piece)
        chunks += bool(piece)
        if size > LARGEST_BODY:
            break
    response.close()
    return ResponseReport(
        asked=(request.method, request.path),
        status=response.status,
        headers=tuple(response.headers),
        body=kept,
        size=size,
        chunks=max(1, chunks),
    )


def _next_request(request: JobRequest, response: Any) -> JobRequest | None:  # noqa: ANN401 - the same
    """Return the request that a redirect asks for, as browsers make it; None if it leads elsewhere.

    Which methods change is in RFC 9110, https://www.rfc-editor.org/rfc/rfc9110#section-15.4.
    """
    code, location = response.status_code, response.headers.get("Location")
    if code not in {301, 302, 303, 307, 308} or not location:
        return None
    here = urlsplit(urljoin(f"http://localhost{request.path}", location))
    if here.netloc != "localhost":
        return None
    path = (here.path or "/") + (f"?{here.query}" if here.query else "")
    if code in {307, 308} or request.method in {"GET", "HEAD"}:
        return replace(request, path=path)
    dropped = {"content-type", "content-length"}
    headers = tuple(header for header in request.headers if header[0].lower() not in dropped)
    return replace(request, path=path, method="GET", headers=headers, body="")
