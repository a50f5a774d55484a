"""`make bench`: prints a table and writes benchmarks/latest.json.

BENCH_DEALS chooses the size (100000 unless told), BENCH_ACTIVITIES how many activities a deal has on average (none).
"""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEALS = int(os.environ.get("BENCH_DEALS", "100000"))
ACTIVITIES = os.environ.get("BENCH_ACTIVITIES", "0")
FOLDER = Path(os.environ.get("BENCH_DATA", HERE / "data"))


def main() -> None:
    """Make or find the workspace, measure, print, write."""
    os.environ["PENSTOCK_DATA"] = str(FOLDER / (f"{DEALS}-{ACTIVITIES}" if ACTIVITIES != "0" else str(DEALS)))
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    Path(os.environ["PENSTOCK_DATA"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks import generate, report
    from penstock.common.stack_room import with_stack_room

    by = generate.existing(DEALS) or generate.generate(DEALS)
    figures = with_stack_room(report.measure)(by, DEALS)
    json_file = HERE / "latest.json"
    json_file.write_text(json.dumps([figure.as_json() for figure in figures], indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(report.table(figures))


if __name__ == "__main__":
    main()
