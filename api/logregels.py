"""What a process that goes on writes of itself: a line of JSON each, without personal data."""

import logging
import sys
from typing import TextIO

import structlog
from temporalio import activity, workflow

from activities.ingebouwd import SysteemOnbereikbaar
from activities.register import RegisterFout
from versleuteling.fouten import VersleutelingFout

_LENGTE = 300
_ZINNEN = (RegisterFout, SysteemOnbereikbaar, VersleutelingFout)
"""Errors of our own, whose text is a sentence for the operator that names nobody."""
_BEZIG = ("activity_type", "attempt", "workflow_id", "workflow_type")
"""What a line says of the activity or workflow that Temporal was busy with."""


def stel_logboek_in(waarheen: TextIO | None = None) -> None:
    """Let this process, and the libraries in it, write in this way from now on; to standard error, or elsewhere."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijdstip"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(waarheen or sys.stderr),
    )
    # Which activity it was comes in fields of its own.
    activity.logger.activity_info_on_message = workflow.logger.workflow_info_on_message = False
    logging.basicConfig(level=logging.WARNING, handlers=[_Bibliotheken()])


def waar(fout: BaseException) -> str:
    """The line of code that failed. A log holds that and the kind of error: a text may repeat what was sent."""
    plek = fout.__traceback__
    while plek and plek.tb_next:
        plek = plek.tb_next
    return f"{plek.tb_frame.f_code.co_filename}:{plek.tb_lineno}" if plek else ""


class _Bibliotheken(logging.Handler):
    """Writes what libraries log in the same form: Temporal of activities that fail, uvicorn, OpenTelemetry."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; what follows the first line of a message is the text of an error."""
        bericht = record.getMessage().partition("\n")[0][:_LENGTE]
        bezig = getattr(record, "temporal_activity", None) or getattr(record, "temporal_workflow", {})
        velden = {naam: bezig[naam] for naam in _BEZIG if naam in bezig}
        if record.exc_info and (fout := record.exc_info[1]):
            velden |= _beschrijf(fout)
        structlog.get_logger().log(record.levelno, "bibliotheek", bron=record.name, bericht=bericht, **velden)


def _beschrijf(fout: BaseException) -> dict[str, str]:
    oorzaak = fout if isinstance(fout, _ZINNEN) else fout.__cause__
    zin = {"zin": str(oorzaak)} if isinstance(oorzaak, _ZINNEN) else {}
    return {"soort": type(fout).__name__, "waar": waar(fout)} | zin
