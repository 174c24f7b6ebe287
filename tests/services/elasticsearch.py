"""Elasticsearch: one node, or a cluster of several on this machine, open to it alone."""

import http.client
import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from tests.services.bundle import java_home, place
from tests.services.ports import free_ports
from tests.services.service import Service

HEAP = "512m"


class Elasticsearch(Service):
    """An Elasticsearch; the addresses of several nodes are separated by commas."""

    kind = "elasticsearch"
    program = "java"

    def prepare(self, nodes: list[Path]) -> str:
        """Write each node's settings, over files that are shared by all."""
        place(self.home)
        ports = free_ports(2 * len(nodes))
        answers, talks = ports[: len(nodes)], ports[len(nodes) :]
        for node, answer, talk in zip(nodes, answers, talks, strict=True):
            for name in ("data", "logs", "temporary"):
                (node / name).mkdir()
            shutil.copytree(self.home / "config", node / "config")
            settings = {
                "cluster.name": f"passerelle-{self.name}",
                "node.name": f"node-{node.name}",
                "network.host": "127.0.0.1",
                "http.port": answer,
                "transport.port": talk,
                "path.data": str(node / "data"),
                "path.logs": str(node / "logs"),
                "xpack.security.enabled": False,
                # A full disk of a developer must not make indices read-only.
                "cluster.routing.allocation.disk.threshold_enabled": False,
                **meeting(len(nodes), talks),
            }
            lines = [f"{name}: {json.dumps(value)}\n" for name, value in settings.items()]
            (node / "config" / "elasticsearch.yml").write_text("".join(lines), encoding="utf-8")
        return ",".join(f"http://127.0.0.1:{port}" for port in answers)

    def launch(self, node: Path) -> list[str]:
        """Its starter, which leaves the server to itself when it runs."""
        return [str(self.home / "bin" / "elasticsearch"), "--daemonize"]

    def environment(self, node: Path) -> dict[str, str]:
        """Where its settings are, and how much memory it takes."""
        return {
            "ES_JAVA_HOME": str(java_home()),
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            "ES_PATH_CONF": str(node / "config"),
            "ES_TMPDIR": str(node / "temporary"),
        }

    def is_ready(self) -> bool:
        """Whether each node sees all of them, and all that is kept can be read.

        One node alone has no place for replicas, and is yellow when it is well.
        """
        addresses = self.written_address().split(",")
        well = {"green"} if len(addresses) > 1 else {"green", "yellow"}
        return all(
            health.get("status") in well and health.get("number_of_nodes") == len(addresses)
            for health in map(health_at, addresses)
        )

    @property
    def home(self) -> Path:
        """Elasticsearch's own files."""
        return self.folder / "home"


def meeting(count: int, ports: list[int]) -> dict[str, str | list[str]]:
    """The settings by which nodes find each other, at those ports."""
    if count == 1:
        return {"discovery.type": "single-node"}
    return {
        "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in ports],
        "cluster.initial_master_nodes": [f"node-{number}" for number in range(1, count + 1)],
    }


def health_at(address: str) -> dict:
    """What a node says of its cluster; empty when it does not answer."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=5)
    try:
        connection.request("GET", "/_cluster/health")
        return json.load(connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
