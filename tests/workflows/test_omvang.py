"""What a trajectory costs in history, and how many timers stand."""

import gzip
from collections import Counter
from pathlib import Path

from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory

from tests.geschiedenissen.opnemen import SCENARIOS, neem_op

HOOGSTENS = 250
TIMERS = {
    EventType.EVENT_TYPE_TIMER_STARTED: 1,
    EventType.EVENT_TYPE_TIMER_FIRED: -1,
    EventType.EVENT_TYPE_TIMER_CANCELED: -1,
}


def _lees(folder: Path) -> list[WorkflowHistory]:
    bestanden = sorted(folder.glob("open-01-hoofdlijn.1.*.json.gz"))
    return [WorkflowHistory.from_json("x", gzip.decompress(pad.read_bytes()).decode()) for pad in bestanden]


async def test_een_hele_hoofdlijn_kost_hoogstens_250_gebeurtenissen_met_nooit_meer_dan_een_timer(
    tmp_path: Path,
) -> None:
    await neem_op(tmp_path, [SCENARIOS / "open" / "01-hoofdlijn.yaml"])

    beurten = _lees(tmp_path)
    soorten = Counter(EventType.Name(event.event_type) for beurt in beurten for event in beurt.events)
    assert sum(soorten.values()) <= HOOGSTENS, soorten
    for beurt in beurten:
        staan = 0
        for event in beurt.events:
            staan += TIMERS.get(event.event_type, 0)
            assert staan <= 1
