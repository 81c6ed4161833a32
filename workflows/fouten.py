"""Malformed input as it travels from a workflow to the door that sent it, and back to what it was."""

from temporalio.exceptions import ApplicationError

from wet.waarden import Misvormd
from workflows.berichten import MISVORMD


def als_fout(misvormd: Misvormd) -> ApplicationError:
    """The error that an update answers with."""
    return ApplicationError(str(misvormd), list(misvormd.fouten), type=MISVORMD, non_retryable=True)


def als_misvormd(fout: BaseException | None) -> Misvormd | None:
    """What the law said, when the error is about malformed input."""
    if isinstance(fout, ApplicationError) and fout.type == MISVORMD:
        return Misvormd(*fout.details[0])
    return None
