"""Take out the checks that are named, or all, and print which were missed."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    """Print the table; the exit code counts what was missed."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    from tests.benchmarks.database import temporary_database
    from tests.leaks.removals import REMOVALS, missed

    names = sys.argv[1:]
    if unknown := set(names) - {removal.name for removal in REMOVALS}:
        raise SystemExit(f"There is no removal called {', '.join(sorted(unknown))}.")
    chosen = [removal for removal in REMOVALS if not names or removal.name in names]
    lost = 0
    with temporary_database():
        for removal in chosen:
            rows = missed(removal)
            lost += bool(rows)
            told = f"MISSED by {', '.join(sorted(rows))}" if rows else "caught"
            print(f"{removal.name:50} {told}", flush=True)
    print(f"{len(chosen) - lost} of {len(chosen)} removals caught.")
    return lost


if __name__ == "__main__":
    raise SystemExit(main())
