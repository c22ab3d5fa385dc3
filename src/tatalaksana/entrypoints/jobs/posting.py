"""Handing a webhook to its receiver: to the address its name stands for now, and to no other.

The name is resolved once for each try, every address is judged, and the connection goes to one that
was judged: a name that means something else a moment later gains nothing. Redirects are not
followed, proxies of the environment not asked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from contextlib import closing
from http import HTTPStatus
from ipaddress import ip_address
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from tatalaksana.apps.hooks.addresses import may_reach
from tatalaksana.apps.hooks.bounds import bounds
from tatalaksana.apps.hooks.messages import Message
from tatalaksana.apps.hooks.sending import NotTaken

DEFAULT_PORTS = {"https": 443, "http": 80}


def post(message: Message) -> int:
    """Hand one message over; return the receiver's status.

    Errors: NotTaken when it was not taken, in a sentence for the keeper.
    """
    parts = urlsplit(message.url)
    try:
        answered = exchange(parts, message)
    except NotTaken:
        raise
    except TimeoutError as late:
        raise NotTaken(f"Tidak dijawab dalam {bounds().seconds} detik.") from late
    except ssl.SSLError as refused:
        raise NotTaken(f"Sertifikat atau sambungan TLS ditolak: {refused.reason}") from refused
    except (OSError, http.client.HTTPException, ValueError) as refused:
        raise NotTaken(f"Tidak tersambung: {refused or type(refused).__name__}") from refused
    if HTTPStatus.OK <= answered < HTTPStatus.MULTIPLE_CHOICES:
        return answered
    gone = answered == HTTPStatus.GONE
    raise NotTaken(f"Penerima menjawab {answered}.", status=answered, gone=gone)


def exchange(parts: SplitResult, message: Message) -> int:
    """One request and its answer within the time of a try. Errors: NotTaken, OSError."""
    if parts.scheme == "http" and not settings.HOOKS_INSIDE:
        raise NotTaken("Alamat tanpa https tidak diizinkan lagi di server ini.")
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    plain = socket.create_connection((address_of(host, port), port), bounds().seconds)
    # The handle breaks the connection off whatever has become of `plain`, and whoever answers a
    # letter a second.
    with closing(plain.dup()) as handle, closing(plain):
        late = Timer(bounds().seconds, end, [handle])
        late.start()
        try:
            return answered_on(plain, parts, message)
        finally:
            late.cancel()


def answered_on(plain: socket.socket, parts: SplitResult, message: Message) -> int:
    """The status the receiver answers on an open connection. Errors: OSError, HTTPException."""
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port, timeout=bounds().seconds)
    with closing(connection):
        connection.sock = covered(plain, host) if parts.scheme == "https" else plain
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, message.body, message.headers)
        answer = connection.getresponse()
        answer.read(bounds().answer_bytes)
        return answer.status


def covered(plain: socket.socket, host: str) -> socket.socket:
    """The connection in TLS; the certificate must be that of the name."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def end(handle: socket.socket) -> None:
    """Break a connection off that takes too long."""
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def address_of(host: str, port: int) -> str:
    """The address a name stands for now. Errors: NotTaken when one of them may not be reached."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not addresses or not all(may_reach(ip_address(one)) for one in addresses):
        raise NotTaken("Nama ini menunjuk ke alamat di dalam jaringan server sendiri.")
    return addresses[0]
