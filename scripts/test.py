"""Runs every test on SQLite and on PostgreSQL at the same time, and says at the end how it went.

Where there is no PostgreSQL it says so and runs the other half; with CI=true or
PENSTOCK_REQUIRE_ALL=1 that is a failure.
Options go to pytest: `make test ARGS="-k import"`.
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.postgres import server  # noqa: E402

REQUIRED = os.environ.get("CI", "").lower() in ("1", "true") or os.environ.get("PENSTOCK_REQUIRE_ALL") == "1"
NOTHING_COLLECTED = 5
OUTSIDE = "the real exports are not at"
MISSING = "PostgreSQL is not on this machine: the PostgreSQL half of the tests did NOT run."


class Half:
    """The tests on one database, with their output kept until it is wanted."""

    def __init__(self, database: str, arguments: list[str], folder: Path) -> None:
        self.database = database
        self.report = folder / f"{database}.xml"
        self.output = folder / f"{database}.txt"
        command = [sys.executable, "-m", "pytest", f"--junitxml={self.report}", "--color=no", *arguments]
        environment = os.environ | {"PENSTOCK_TEST_DATABASE": database}
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)

    def finish(self) -> Counter[str]:
        """Waits for it, prints what it said, and counts."""
        code = self.process.wait()
        print(f"\n===== {self.database} =====\n{self.output.read_text(errors='replace')}", flush=True)
        counts = self._counts()
        if code not in (0, NOTHING_COLLECTED) and not counts["failed"]:
            counts["failed"] += 1
        return counts

    def _counts(self) -> Counter[str]:
        if not self.report.exists():
            return Counter()
        cases = ElementTree.parse(self.report).getroot().iter("testcase")
        return Counter(outcome(case) for case in cases)


def outcome(case: ElementTree.Element) -> str:
    """`passed`, `failed`, `left out` (it needs files that are no part of the project) or else why it was skipped."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    skipped = case.find("skipped")
    if skipped is None:
        return "passed"
    reason = skipped.get("message", "")
    return "left out" if OUTSIDE in reason else f"skipped: {reason}"


def main(arguments: list[str]) -> int:
    """Returns 0 when everything that had to run ran and passed."""
    databases = ["sqlite"] + (["postgresql"] if server.binaries() else [])
    with tempfile.TemporaryDirectory(prefix="penstock-test-") as folder:
        halves = [Half(database, arguments, Path(folder)) for database in databases]
        counts = sum((half.finish() for half in halves), Counter())
    if len(databases) == 1:
        print(MISSING)
        counts["failed"] += REQUIRED
    for reason in [reason for reason in counts if reason.startswith("skipped")]:
        print(f"{counts[reason]} {reason}")
        counts["failed"] += counts[reason] if REQUIRED else 0
    if counts["left out"]:
        print(f"{counts['left out']} need the real exports, which are no part of the project and are not here.")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
