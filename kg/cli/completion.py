"""`kg completion`: how to turn on completion in a shell."""

import click

_LINES = {
    "bash": 'eval "$(_KG_COMPLETE=bash_source kg)"',
    "zsh": 'eval "$(_KG_COMPLETE=zsh_source kg)"',
    "fish": "_KG_COMPLETE=fish_source kg | source",
}


@click.command()
@click.argument("shell", type=click.Choice(list(_LINES)))
def command(shell: str) -> None:
    """Print the line that turns on completion in SHELL; put it into the shell's start-up file.

    \b
    kg completion bash >> ~/.bashrc
    """
    click.echo(_LINES[shell])
