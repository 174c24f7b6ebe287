"""Rehearse a restore in the throw-away site that the environment names: see `backup_drill`."""

import json
import os
import sys
from pathlib import Path

import django


def main() -> None:
    """Restore the backup that the command line names, and print what differs as JSON.

    Raises:
        SystemExit: this site is not one to throw away.
    """
    django.setup()
    from django.db import connection

    from passerelle.backup.drill import MARK
    from passerelle.backup.rehearsal import rehearse

    name = str(connection.settings_dict["NAME"])
    if not (folder := os.environ.get(MARK)) or not (name.startswith(folder) or "_drill_" in name):
        raise SystemExit("This overwrites a site: use manage.py backup_drill.")
    sys.stdout.write(json.dumps({"different": rehearse(Path(sys.argv[1]))}))


if __name__ == "__main__":
    main()
