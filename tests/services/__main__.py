"""`tests/services/run SERVICE VERB`: start and stop real servers for the tests."""

import argparse
import signal
import sys

from tests.services.elasticsearch import Elasticsearch
from tests.services.postgresql import PostgreSQL
from tests.services.service import SHARED, Service, ServiceError

SERVICES: dict[str, type[Service]] = {
    service.kind: service for service in (Elasticsearch, PostgreSQL)
}
VERBS = {
    "start": "install what is missing, start, print the address; also what is stopped or paused",
    "stop": "end, and remove the data; with --node, end one and keep its data for the next start",
    "pause": "freeze: connections are taken, nothing answers",
    "resume": "go on after a pause",
}


def read_options() -> argparse.Namespace:
    """What the command line asks for."""
    listed = "\n".join(f"  {name:8}{text}" for name, text in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="tests/services/run",
        description=f"Run real servers for the tests; each verb prints the address.\n\n{listed}",
        epilog="The tests find the servers named “shared”, or those at the addresses "
        "in PASSERELLE_ELASTICSEARCH and PASSERELLE_POSTGRESQL.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("--name", default=SHARED, help="of the server (default: shared)")
    number = parser.add_mutually_exclusive_group()
    number.add_argument("--nodes", type=int, help="start a cluster of so many (Elasticsearch)")
    number.add_argument("--node", type=int, help="stop, pause or resume only this one, from 1")
    options = parser.parse_args()
    if options.nodes is not None and (options.verb != "start" or options.nodes < 1):
        parser.error("--nodes goes with start, and is 1 or more")
    if options.node is not None and options.verb == "start":
        parser.error("start brings up whatever is missing: it takes no --node")
    return options


def main() -> int:
    """Do what is asked, and print the address."""
    options = read_options()
    # Ending by an exception lets what was begun be undone.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        service = SERVICES[options.service](options.name)
        number = options.nodes if options.verb == "start" else options.node
        address = getattr(service, options.verb)(number)
    except (ServiceError, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    print(address or f"{service} does not run.", file=sys.stdout if address else sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
