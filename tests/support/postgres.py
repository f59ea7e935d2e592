"""A PostgreSQL server for the duration of a test run, in a folder of its own, thrown away afterwards.

As a program: `python -m tests.support.postgres COMMAND ...` runs the command with TRIENNIO_DATABASE_URL set.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HOW_TO_GET_IT = "apt-get install postgresql"


def binaries() -> Path | None:
    """Return the folder of `initdb`, or None where the server is not installed."""
    # Debian keeps the programs of a server out of PATH, one folder a version.
    versions = [p for p in Path("/usr/lib/postgresql").glob("*/bin/initdb") if p.parent.parent.name.isdigit()]
    if versions:
        return max(versions, key=lambda path: int(path.parent.parent.name)).parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _owner() -> pwd.struct_passwd:
    """Return who runs the server: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server and give the address of its empty database; needs `binaries()`."""
    programs = binaries()
    if programs is None:
        raise RuntimeError(f"PostgreSQL server not found: {HOW_TO_GET_IT}")
    owner = _owner()
    # Changing the user is for root only, and asking for it at all is refused to others.
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="triennio-pg-", ignore_cleanup_errors=True) as folder:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        data, port = Path(folder) / "data", free_port()

        def run(*command: str) -> None:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, **as_owner
            )
            if done.returncode:
                raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")

        run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "triennio",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(Path(folder) / "log")
        run(str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://triennio@127.0.0.1:{port}/postgres"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")


def main(command: list[str]) -> int:
    """Run `command` against a server of its own and return its exit code."""
    if binaries() is None:
        sys.stderr.write(f"PostgreSQL server not found: {HOW_TO_GET_IT}\n")
        return 2
    with server() as url:
        environment = {**os.environ, "TRIENNIO_DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
