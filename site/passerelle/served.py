"""The WSGI application as `passerelle.server` runs it: its worker never outlives the server."""

import os
import signal
import threading
import time

from passerelle.server import SERVER_VARIABLE

SECONDS = 1


def follow(server: int) -> None:
    """End this process once the server has died, however that happened."""
    while os.getppid() == server:
        time.sleep(SECONDS)
    os._exit(0)


# Granian's worker inherits handlers that would swallow a signal sent while Django still loads.
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
threading.Thread(target=follow, args=(int(os.environ[SERVER_VARIABLE]),), daemon=True).start()

from passerelle.wsgi import application  # noqa: E402, F401, loading takes a second
