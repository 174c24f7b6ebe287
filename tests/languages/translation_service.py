"""A translation service on this machine: well, dead, slow, or hostile.

It stands in for services that cannot be had here, and speaks LibreTranslate's protocol.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

GIGABYTE = 1024**3


class Service(ThreadingHTTPServer):
    """It answers in the manner that is asked, and remembers what it was sent."""

    daemon_threads = True
    manner = "well"
    was_led_on = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.read: list[str] = []

    @property
    def address(self) -> str:
        """Where it is, as the setting names it."""
        return f"libretranslate+http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """One answer."""

    server: Service

    def log_message(self, *words: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """What an address of the inner network holds, to whoever is sent there."""
        self.server.was_led_on = True
        self.say(json.dumps({"translatedText": ["inner secret"] * 9}).encode())

    def do_POST(self) -> None:
        """Translate, in the manner of the day."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.read += asked["q"]
        texts: Any = [f"[{asked['target']}] {text}" for text in asked["q"]]
        match self.server.manner:
            case "slow":
                time.sleep(30)
            case "elsewhere":
                self.send_response(302)
                self.send_header("Location", "/inner")
                self.end_headers()
                return
            case "endless":
                self.send_response(200)
                self.send_header("Content-Length", str(10 * GIGABYTE))
                self.end_headers()
                while True:
                    self.wfile.write(b"x" * 1024 * 1024)
            case "fewer":
                texts = texts[1:]
            case "strange":
                texts = {"a": 1}
            case "script":
                texts = [f"{text}<script>alert(1)</script>" for text in texts]
            case "links":
                texts = [f'{text} <a id="a9">here</a>' for text in texts]
        self.say(json.dumps({"translatedText": texts}).encode())

    def say(self, body: bytes) -> None:
        """Answer with JSON."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def translation_service() -> Iterator[Service]:
    """A service, until the end."""
    service = Service()
    Thread(target=service.serve_forever, daemon=True).start()
    yield service
    service.shutdown()
    service.server_close()
