"""nginx before the site, by the configuration that `print_config` writes, where both are there."""

import getpass
import importlib.util
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.benchmarks.serving import Served, Server, wait_for_port
from tests.services.ports import free_port

CONFIGURATION = "passerelle.deploy.config"
AROUND = """
user {user};
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {inside}
}}
"""


@contextmanager
def nginx_before(served: Served, server: Server) -> Iterator[str]:
    """Start nginx.

    Yields:
        The address at which it answers; nothing where it, or its configuration, is not there.
    """
    if shutil.which("nginx") is None or not is_configured():
        yield ""
        return
    from passerelle.deploy.config import Place, nginx

    folder = server.folder / "nginx"
    folder.mkdir()
    make_certificate(str(folder))
    secure, plain = free_port(), free_port()
    place = Place(
        port=urlsplit(served.url).port or 0,
        certificate=str(folder),
        http=f"127.0.0.1:{plain}",
        https=f"127.0.0.1:{secure}",
        cache=str(folder / "cache"),
        error_log=str(folder / "error.log"),
    )
    inside = "\n".join(nginx(place).values())
    file = folder / "nginx.conf"
    # Its workers must reach the folder, which is ours alone.
    text = AROUND.format(user=getpass.getuser(), folder=folder, inside=inside)
    file.write_text(text, encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(file), "-p", str(folder)])
    try:
        wait_for_port(secure, time.perf_counter() + 10)
        yield f"https://127.0.0.1:{secure}"
    finally:
        process.terminate()
        process.wait()


def is_configured() -> bool:
    """Whether the site can write a configuration of nginx."""
    try:
        return importlib.util.find_spec(CONFIGURATION) is not None
    except ModuleNotFoundError:
        return False


def make_certificate(folder: str) -> None:
    """One that nobody trusts, named as those of Let's Encrypt."""
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *("-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
        *("-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem"),
    ]
    subprocess.run(command, check=True, capture_output=True)
