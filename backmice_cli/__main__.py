"""Run the program: `backmice`, or `python -m backmice_cli`. Ctrl-C while it still loads leaves no traceback."""

import gc
import sys

OBJECTS_BEFORE_COLLECTING = 200_000
"""More than a start makes. At Python's own pace of 700 an eighth of the time to the first prompt went into looking for
garbage among classes and functions, which are none; mypy has the same number for the same reason."""


def main() -> None:
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    try:
        from backmice_cli.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends: to look through all objects once more took a sixth of a run for JSON


if __name__ == "__main__":
    main()
