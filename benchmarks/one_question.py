"""The yardstick for a person's start: a typer program that asks one question with questionary."""

import questionary
import typer

app = typer.Typer()


@app.command()
def main() -> None:
    questionary.select("Is there a lump?", choices=["Yes", "No", "Not sure"]).unsafe_ask()


if __name__ == "__main__":
    app()
