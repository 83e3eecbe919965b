"""The yardstick for scripted runs: a typer program that prints one line."""

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    typer.echo("one line")


if __name__ == "__main__":
    app()
