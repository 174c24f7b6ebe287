"""`python -m tests.faults`: inject faults into a site of its own, print what came of them."""

import argparse
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from tests.faults.judge import KINDS as WRONGS
from tests.faults.kills import MANY
from tests.faults.ledger import Ledger
from tests.faults.mail import Post
from tests.faults.place import ROOT, Place, a_folder, set_up
from tests.faults.run import Row, Run
from tests.faults.servers import Servers, servers
from tests.faults.site import Site
from tests.services.ports import free_port

COLUMNS = ("injections", "taken", *WRONGS, "longest")


def read_options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--injections", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--size",
        choices=("small", "large"),
        default="small",
        help="small: SQLite; large: PostgreSQL, from 100 injections on Elasticsearch too",
    )
    parser.add_argument(
        "--json",
        type=Path,
        help="also write the figures to this file, and beside it what the site logged",
    )
    return parser.parse_args()


def main() -> None:
    """Do it; the exit code is 1 where something went wrong."""
    options = read_options()
    # Whoever is told to end leaves no server and no disk behind.
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))
    began = time.monotonic()
    is_large = options.size == "large"
    with (
        servers(is_large, is_large and options.injections >= MANY) as beside,
        a_folder() as (folder, disks),
    ):
        place = Place(
            folder, free_port(), free_port(), beside.database_address, beside.search_address, disks
        )
        set_up(place)
        run = prepared(place, beside, options.injections)
        try:
            inject(run, options.seed)
        finally:
            # Whoever breaks it off is told what was found so far.
            print(table(run, options, time.monotonic() - began))
            if options.json:
                options.json.write_text(as_json(run, options), encoding="utf-8")
                shutil.copy(run.site.log, options.json.with_suffix(".log"))
    slow = [row.code for row in run.rows.values() if row.is_slow]
    sys.exit(1 if run.wrongs or slow else 0)


def prepared(place: Place, beside: Servers, injections: int) -> Run:
    """A site with people in it, that is not served yet."""
    from tests.faults.world import make_world

    ledger = Ledger(place.folder / "ledger")
    return Run(place, Site(place), Post(place.mail), make_world(), ledger, beside, injections)


def inject(run: Run, seed: int) -> None:
    """Serve the site, let faults come, and look."""
    from django.db import connection

    run.post.start()
    run.site.start()
    try:
        run.wait(time.monotonic())
        run.inject(seed)
        run.finish()
    finally:
        connection.close()
        run.site.stop()
        run.post.stop()


def table(run: Run, options: argparse.Namespace, seconds: float) -> str:
    """What came of each kind, one a line."""
    rows = sorted(run.rows.values(), key=lambda row: row.code)
    width = max((len(row.code) for row in rows), default=0)
    lines = [
        f"Faults: {options.size} site, {options.injections} injections, seed {options.seed},"
        f" {seconds:.0f} s, of them {sum(os.times()[:4]):.0f} s of CPU beside the servers’,"
        f" load {os.getloadavg()[0]:.1f}",
        "",
        f"{'':{width}}" + "".join(f"{name:>11}" for name in COLUMNS),
    ]
    lines += [line(row, width) for row in [*rows, total(rows)]]
    lines += ["", f"Answered while away: {run.statuses or 'nothing'}"]
    lines += [f"Mails that came again under the same id: {run.judge.repeated}"]
    lines += [f"Left out: {code}: {reason}" for code, reason in run.left_out.items()]
    return "\n".join([*lines, *run.wrongs])


def line(row: Row, width: int) -> str:
    """One row of the table."""
    numbers = [row.injections, row.taken, *row.wrong.values()]
    return (
        f"{row.code:{width}}"
        + "".join(f"{number:>11}" for number in numbers)
        + f"{row.longest:>9.1f} s at load {row.load:.1f}"
    )


def total(rows: list[Row]) -> Row:
    """All rows in one."""
    whole = Row("all")
    for row in rows:
        whole.injections += row.injections
        whole.taken += row.taken
        whole.longest, whole.load = max((whole.longest, whole.load), (row.longest, row.load))
        for name in WRONGS:
            whole.wrong[name] += row.wrong[name]
    return whole


def as_json(run: Run, options: argparse.Namespace) -> str:
    """The same for scripts."""
    rows = [
        {"kind": row.code, "injections": row.injections, "taken": row.taken, **row.wrong,
         "longest": round(row.longest, 2), "load": round(row.load, 2)}
        for row in run.rows.values()
    ]  # fmt: skip
    return json.dumps(
        {"seed": options.seed, "rows": rows, "wrongs": run.wrongs, "left_out": run.left_out}
    )


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    main()
