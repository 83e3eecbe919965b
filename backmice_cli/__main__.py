"""Run the program: `backmice`, or `python -m backmice_cli`. Ctrl-C while it still loads leaves no traceback."""

import sys


def main() -> None:
    try:
        from backmice_cli.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
