"""Reads the code of the service once; for each line it is sent it serves in a new process, and says which.

That process is as fresh as one that was started from nothing and has read the same code: whoever kills it again and
again need not wait each time until everything was read. Nothing else is shared: no connection, no open door.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def main(port: int, workers: int) -> None:
    """Read everything, then serve as often as asked."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver
    from gunicorn.app.base import BaseApplication
    from play_clock import set_clock

    set_clock()
    application = get_wsgi_application()
    _ = get_resolver().url_patterns

    class Server(BaseApplication):
        def load_config(self) -> None:
            chosen = {
                "bind": f"127.0.0.1:{port}", "workers": workers, "threads": 4, "preload_app": True,
                "control_socket_disable": True, "loglevel": "critical",
            }  # fmt: skip
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    sys.argv = sys.argv[:1]  # gunicorn reads no arguments of ours
    for _line in sys.stdin:
        if not (process := os.fork()):
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            Server().run()
        print(process, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
