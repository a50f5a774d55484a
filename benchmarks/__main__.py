"""`make bench`: prints a table and writes benchmarks/latest.json; fails where SQL comes to other numbers.

BENCH_DEALS chooses the size (100000 unless told), BENCH_ACTIVITIES how many activities a deal has on average (5),
BENCH_DATA the folder with the measured workspaces, and BENCH_POSTGRESQL=0 does without PostgreSQL beside.
"""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEALS = int(os.environ.get("BENCH_DEALS", "100000"))
ACTIVITIES = int(os.environ.get("BENCH_ACTIVITIES", "5"))
FOLDER = Path(os.environ.get("BENCH_DATA", HERE / "data"))


def main() -> None:
    """Make or find the workspace, measure, print, write."""
    os.environ["PENSTOCK_DATA"] = str(FOLDER / str(DEALS))
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    Path(os.environ["PENSTOCK_DATA"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks import activities, generate, report
    from penstock.common.stack_room import with_stack_room

    by = generate.existing(DEALS) or generate.generate(DEALS)
    activities.see_to(ACTIVITIES, by=by)
    figures, differences = with_stack_room(report.measure)(by, DEALS)
    json_file = HERE / "latest.json"
    told = [figure.as_json() for figure in figures] + [{"wrong": one} for one in differences]
    json_file.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(report.table(figures, differences))
    if differences:
        sys.exit("SQL comes to other numbers than the engine: see the lines that begin with WRONG.")


if __name__ == "__main__":
    main()
