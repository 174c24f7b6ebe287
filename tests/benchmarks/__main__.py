"""`python -m tests.benchmarks NAME`: print one of the tables of figures."""

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "all": "every figure of speed, the site served as in production; --size, --minutes",
    "pages": "public pages and lists: CPU and queries of a request",
    "territories": "the page of a territory, and the map beside a list: CPU and queries",
    "search": "the search over many documents, and writing its index",
    "sizing": "what the search takes at several sizes, and what it would at ten million documents",
    "files": "the text of a PDF of thirty pages, read in a process of its own",
    "relevance": "how good the answers to judged queries are; the worst ones with --worst",
    "overview": "the overview of translations over 10,000 pages in five languages",
    "access": "what access costs a reader of 200 of 500 spaces; giving and taking rights",
    "translation": "the pages for translators: saving a long page, and the memory",
    "admin": "the editing screens for somebody with rights in 200 of 500 private spaces",
    "import": "a write-up from a file: seconds, memory, and the share of structures kept",
    "translation_files": "the texts of a thousand pages as files, and brought back",
    "backup": "a backup of 1 GB of files, and restoring it; of another weight with --size, in MB",
    "pdf": "a write-up of eight pages as PDF, in French and in Arabic",
    "weights": "bytes and requests of every kind of page of a running demonstration",
    "line": "when a page of a running demonstration stands at the end of a slow line",
    "demo": "making the demonstration, and starting it again",
    "lighthouse": "Lighthouse on three pages of a running demonstration; on all with --size",
}


def read_options() -> argparse.Namespace:
    """What the command line asks for."""
    listed = "\n".join(f"  {name:18}{text}" for name, text in NAMES.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"Print figures beside their goals.\n\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=NAMES, metavar="NAME", help="one of those above")
    parser.add_argument("--size", type=int, help="documents of the corpus")
    parser.add_argument(
        "--engine",
        choices=("sqlite", "postgresql", "elasticsearch", "all"),
        help="refuse to measure any other search engine than this; all of them, for `search`",
    )
    parser.add_argument("--sizes", type=int, nargs="+", help="for `sizing`, the smallest first")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the demo runs")
    parser.add_argument("--worst", action="store_true", help="list the queries answered worst")
    parser.add_argument("--minutes", type=float, default=0, help="for `all`, of mixed traffic")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    return parser.parse_args()


def main() -> None:
    """Measure, then print."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    options = read_options()
    report = importlib.import_module(f"tests.benchmarks.{options.name}").measure(options)
    print(report.text())
    if options.json:
        options.json.write_text(report.as_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
