"""Makes the command line itself speak Dutch: its help, and what it says of a command that is typed wrong."""

import re

from typer import rich_utils
from typer._click.core import Context
from typer.core import TyperCommand, TyperGroup, TyperOption

rich_utils.ARGUMENTS_PANEL_TITLE = "Gegevens"
rich_utils.OPTIONS_PANEL_TITLE = "Opties"
rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
rich_utils.DEFAULT_STRING = "[standaard: {}]"

_FOUTEN = (
    (r"Missing argument '(.+)'\.", "{} ontbreekt"),
    (r"Missing option '(.+)'\.", "optie {} ontbreekt"),
    (r"Missing command\.", "noem een opdracht"),
    (r"No such option: ([^ ]+).*", "optie {} bestaat niet"),
    (r"No such command '(.+)'\..*", "opdracht {} bestaat niet"),
    (r"Got unexpected extra argument.*? \((.+)\)", "{} is te veel"),
    (r"Option '(.+)' requires an argument\.", "optie {} heeft een waarde nodig"),
    (r"Option '(.+)' does not take a value\.", "optie {} heeft geen waarde"),
    (r"Invalid value for '(.+?)': .* is not one of (.+)\.", "{} moet een van deze zijn: {}"),
    (r"Invalid value for '(.+?)': .*valid integer.*", "{} moet een heel getal zijn"),
    (r"Invalid value for '(.+?)': .*greater than or equal to (\d+)", "{} moet {} of meer zijn"),
    (r"Invalid value for '(.+?)': .*less than or equal to (\d+)", "{} moet {} of minder zijn"),
)


def in_het_nederlands(melding: str) -> str:
    """What the library says of a command that is typed wrong, in Dutch; what is not known here stays as it is."""
    for patroon, zin in _FOUTEN:
        if past := re.fullmatch(patroon, melding, re.DOTALL):
            return zin.format(*past.groups())
    return melding


class Opdracht(TyperCommand):
    """A command with Dutch help."""

    def get_usage(self, ctx: Context) -> str:
        """How the command is used."""
        return _gebruik(super().get_usage(ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The option --help."""
        return _hulp(super().get_help_option(ctx))


class Groep(TyperGroup):
    """All commands, with Dutch help."""

    def get_usage(self, ctx: Context) -> str:
        """How the commands are used."""
        return _gebruik(super().get_usage(ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The option --help."""
        return _hulp(super().get_help_option(ctx))


def _gebruik(tekst: str) -> str:
    return (
        tekst.replace("Usage: ", "Gebruik: ", 1)
        .replace("[OPTIONS]", "[OPTIES]")
        .replace("COMMAND [ARGS]...", "OPDRACHT [GEGEVENS]...")
    )


def _hulp(optie: TyperOption | None) -> TyperOption | None:
    if optie:
        optie.help = "Toon deze uitleg."
    return optie
