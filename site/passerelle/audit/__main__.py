"""The audit itself, in a process that knows nothing but the copy: prints the report as JSON."""

import json
import os
import sys

import django


def main() -> None:
    """Plant, look and print.

    Raises:
        SystemExit: the database at hand is not the copy.
    """
    django.setup()
    from django.db import connection

    from passerelle.audit.copy import MARK
    from passerelle.audit.run import Audit

    name = str(connection.settings_dict["NAME"])
    if not (folder := os.environ.get(MARK)) or not (name.startswith(folder) or "_audit_" in name):
        raise SystemExit("This is run by `manage.py audit_access`, on a copy.")
    json.dump(Audit(codes=tuple(sys.argv[1:])).run().as_dict(), sys.stdout)


if __name__ == "__main__":
    main()
