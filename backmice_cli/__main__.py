"""Run the program as `python -m backmice_cli`."""

from backmice_cli.cli import main

if __name__ == "__main__":
    main()
