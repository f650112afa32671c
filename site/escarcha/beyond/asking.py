"""Ask hosts for addresses: many hosts at once, each a little at a time.

HEAD first, as nothing but the answer's number is wanted, and GET where a host does not care for it. A host
that is busy says how long to wait (https://httpwg.org/specs/rfc9110.html#field.retry-after).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import itertools
import queue
import re
import ssl
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from escarcha.beyond.answers import NO_SUCH_HOST, Answer
from escarcha.problems import MANUAL_URL
from escarcha.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

AT_ONCE = 16
"""Hosts that are asked at the same time."""

OF_A_HOST = 2
"""Addresses that one host is asked for at the same time."""

PAUSE = 0.1
"""Seconds between two questions to a host."""

TRIES = 3
"""How often an address is asked for that may be there a moment later."""

LONGEST = 20.0
"""Seconds that are waited at most before it is asked for again."""

_TIMEOUT = 10.0
_AGENT = f"Escarcha/{__version__} (+{MANUAL_URL}comprobar/)"
_LATER = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}


class _PrivateError(httpx.RequestError):
    """A public host sends us on to one that is none of our business."""


def ask_all(addresses: Iterable[str], is_asked: Callable[[str], bool]) -> Iterator[tuple[str, Answer]]:
    """Ask for some addresses; yields each with its answer, as they come.

    Args:
        addresses: of the web, without anchors.
        is_asked: tells whether a host is asked at all, wherever its address comes from.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        by_host[urlsplit(address).netloc.lower()].append(address)
    # One queue of a host is one thread's, so that no host has more at a time than it has queues.
    queues = [urls[start::OF_A_HOST] for urls in by_host.values() for start in range(OF_A_HOST)]
    count = sum(map(len, queues))
    came: queue.Queue[tuple[str, Answer]] = queue.Queue()
    is_over = threading.Event()
    with _client(is_asked) as client:
        asker = _Asker(client, is_over)
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            for urls in itertools.filterfalse(lambda urls: not urls, queues):
                pool.submit(asker.ask_in_turn, urls, came)
            for _ in range(count):
                yield came.get()
        finally:
            is_over.set()
            pool.shutdown(cancel_futures=True)


def fetch_all(
    addresses: Iterable[str], is_asked: Callable[[str], bool], largest: int
) -> Iterator[tuple[str, str, bytes]]:
    """Fetch what is at some addresses, one after the other; yields each with its kind and content.

    Args:
        addresses: of the web.
        is_asked: tells whether a host is asked at all, wherever its address comes from.
        largest: how many bytes are wanted at most.

    Yields:
        Address, media type and content, which are empty where there is nothing to have.
    """
    with _client(is_asked) as client:
        for address in addresses:
            kind, content = "", b""
            with contextlib.suppress(httpx.HTTPError), client.stream("GET", address) as response:
                for piece in response.iter_bytes() if response.is_success else ():
                    content += piece
                    if len(content) > largest:
                        break
                else:
                    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            yield (address, kind, content) if kind else (address, "", b"")


def _client(is_asked: Callable[[str], bool]) -> httpx.Client:
    def refuse(request: httpx.Request) -> None:
        if not is_asked(request.url.host.lower()):
            raise _PrivateError("private", request=request)

    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Language": "es,*"}
    return httpx.Client(
        headers=headers, timeout=_TIMEOUT, follow_redirects=True, event_hooks={"request": [refuse]}
    )


class _Asker:
    """Asks for addresses.

    Args:
        client: that does it.
        is_over: set when nobody waits for an answer any more.
    """

    def __init__(self, client: httpx.Client, is_over: threading.Event) -> None:
        self._client, self._is_over = client, is_over

    def ask_in_turn(self, addresses: Sequence[str], came: queue.Queue[tuple[str, Answer]]) -> None:
        """Ask a host for one address after the other."""
        for address in addresses:
            if self._is_over.is_set():
                return
            try:
                answer = self._ask(address)
            except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
                answer = Answer(0, f"no se puede preguntar ({type(error).__name__})")
            came.put((address, answer))
            self._is_over.wait(PAUSE)

    def _ask(self, address: str) -> Answer:
        answer = Answer(0)
        for turn in range(1, TRIES + 1):
            wait = 1.0 * turn
            try:
                response = self._look(address)
            except httpx.HTTPError as error:
                answer = Answer(0, _reason(error))
                if not isinstance(error, httpx.TransportError) or _is_for_good(error):
                    return answer
            else:
                answer = _answer(address, response)
                if response.status_code not in _LATER:
                    return answer
                wait = _seconds(response.headers.get("Retry-After", ""), wait)
            if turn < TRIES and wait <= LONGEST:
                self._is_over.wait(wait)
            else:
                break
        return answer

    def _look(self, address: str) -> httpx.Response:
        """Return what a host answers, without what the address holds."""
        response = self._client.head(address)
        if response.is_success or response.status_code in _LATER:
            return response
        with self._client.stream("GET", address) as whole:
            return whole


def _answer(address: str, response: httpx.Response) -> Answer:
    moved_to = ""
    is_for_good = all(each.status_code in _FOR_GOOD for each in response.history)
    if response.history and is_for_good and response.is_success:
        moved_to = str(response.url)
    return Answer(response.status_code, moved_to=moved_to if moved_to != address else "")


def _seconds(header: str, otherwise: float) -> float:
    """Return how long a host wants us to wait: it says seconds, or a time."""
    if header.isdecimal():
        return float(header)
    with contextlib.suppress(ValueError, TypeError):
        when = email.utils.parsedate_to_datetime(header)
        return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())
    return otherwise


def _is_for_good(error: httpx.HTTPError) -> bool:
    """Tell whether it is no use to try again: there is no such host, or it is not who it should be."""
    text = str(error)
    return (
        "Name or service not known" in text or "nodename" in text or isinstance(error.__cause__, ssl.SSLError)
    )


_BY_KIND: tuple[tuple[type[httpx.HTTPError], str], ...] = (
    (_PrivateError, "lleva a un servidor al que no llega cualquiera"),
    (httpx.TimeoutException, "el servidor no responde a tiempo"),
    (httpx.TooManyRedirects, "da vueltas de una dirección a otra sin fin"),
)
_BY_WORDS = (
    (r"CERTIFICATE|SSL", "su certificado no vale"),
    (r"Name or service|nodename|getaddrinfo", NO_SUCH_HOST),
    (r"name resolution", "no se puede averiguar dónde está el servidor"),
)


def _reason(error: httpx.HTTPError) -> str:
    """Say in Spanish why there is no answer."""
    otherwise = "la conexión se corta"
    if isinstance(error, httpx.ConnectError):
        otherwise = "el servidor no acepta la conexión"
    of_its_kind = (said for kind, said in _BY_KIND if isinstance(error, kind))
    of_its_words = (said for words, said in _BY_WORDS if re.search(words, str(error)))
    return next(itertools.chain(of_its_kind, of_its_words), otherwise)
