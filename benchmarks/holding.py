"""A process of its own that holds the copy: prints how many megabytes opening it and twelve widgets add."""

import os
import sys


def main() -> None:
    """Look at the numbers of the workspace named in the argument."""
    import django

    django.setup()
    from benchmarks.memory import megabytes
    from benchmarks.numbers import WIDGETS, page
    from penstock.workspaces.actor import Actor
    from penstock.workspaces.models import Workspace

    by = Actor.system(Workspace.objects.get(pk=int(sys.argv[1])), "screen")
    before = megabytes(os.getpid())
    page(by, WIDGETS)()
    sys.stdout.write(f"{megabytes(os.getpid()) - before:.1f}")


if __name__ == "__main__":
    main()
