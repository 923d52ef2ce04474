"""Asks the web process in this container whether it answers; exit code 0 when it does."""

import http.client
import os
import sys


def main(arguments: list[str]) -> int:
    """Ask /healthz on a port (8000) under the site's own name, as production settings demand."""
    port = int(arguments[0]) if arguments else 8000
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return int(connection.getresponse().status != http.HTTPStatus.OK)
    except (OSError, http.client.HTTPException) as error:
        sys.stderr.write(f"no answer on port {port}: {error}\n")
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
