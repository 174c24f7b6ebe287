"""The WSGI application as the demonstration serves it: its worker does not outlive the server."""

import os
import threading
import time

from passerelle.wsgi import application as application

SECONDS = 1


def follow(parent: int) -> None:
    """End this process once its parent has died, however that happened."""
    while os.getppid() == parent:
        time.sleep(SECONDS)
    os._exit(0)


threading.Thread(target=follow, args=(os.getppid(),), daemon=True).start()
