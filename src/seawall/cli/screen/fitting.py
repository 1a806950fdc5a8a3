"""Options that mean something to one kind of file only: with another kind they are refused, or somebody would rely on what nobody obeys."""

from collections.abc import Mapping

import click
from click.core import ParameterSource
from django.utils.translation import gettext as _


def must_fit(kind: str, options: Mapping[str, str]) -> None:
    """`options` says by the name of a parameter of the running command to which kind it belongs. Raises `click.UsageError`."""
    context = click.get_current_context()
    for option in context.command.params:
        belongs = options.get(option.name or "", kind)
        given = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if given and belongs != kind:
            raise click.UsageError(
                _(
                    "%(option)s means something with the format %(format)s only: leave it out, or see whether it is the right file."
                )
                % {"option": option.opts[0], "format": belongs}
            )
