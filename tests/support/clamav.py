"""A stand-in for a ClamAV daemon: speaks INSTREAM, knows one virus, the harmless test file of the trade."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

# In two halves, so that no scanner stops this very file.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*").encode()


def _read(line: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = line.recv(count - len(got))
        if not more:
            raise ConnectionError
        got += more
    return got


def _answer(line: socket.socket, reply: bytes | None) -> None:
    assert _read(line, len(b"zINSTREAM\0")) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack("!L", _read(line, 4))[0]:
        content += _read(line, size)
    found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"
    line.sendall(found if reply is None else reply)


@contextlib.contextmanager
def daemon(reply: bytes | None = None) -> Iterator[str]:
    """Run the stand-in; gives its `host:port`. With `reply` it says that to everything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError, ConnectionError):
                    line, _ = server.accept()
                    with line:
                        line.settimeout(5)
                        _answer(line, reply)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()
