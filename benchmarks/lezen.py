"""How fast the API answers from a register with many trajectories: `python -m benchmarks.lezen [AANTAL]`.

Half of the trajectories are of one gemeente, and that one is asked. Every answer includes writing the log of
processing to disk. Each question is asked 100 times, one after the other, in one process; times are milliseconds.
"""

import asyncio
import statistics
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import SimpleNamespace
from typing import Any, cast

import httpx
import structlog
from sqlalchemy import Table, create_engine, insert
from stdnum.nl import bsn

from activities.register import Register
from activities.register.lijsten import naar_rijen
from activities.register.tabellen import LIJSTEN, clienten, trajecten
from api import voorbeelden
from api.app import maak_app
from api.instellingen import ApiInstellingen
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter.opdrachtregel import scherm
from starter.systeem import Systeem

AANTAL = 100_000
KEREN = 100
GROTE = "0014"
ANDERE = [f"{nummer:04}" for nummer in range(9001, 9032)]
FASEN = ("toegangstoets", "werkgever_zoeken", "proefplaatsing", "loonwaardebepaling", "dienstbetrekking", "afgesloten")
STAP = 5_000
DAG = date(2011, 5, 2)
_DOSSIER = voorbeelden.dossier().model_dump_json()
_RESULTAAT = voorbeelden.voorstelling()
_LIJSTEN = {tabel.name: tabel for tabel in LIJSTEN}


def main() -> None:
    """Fill a register, ask, and show the table."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else AANTAL
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with TemporaryDirectory() as folder:
        adres = f"sqlite:///{Path(folder) / 'register.db'}"
        with Register(adres) as register:
            begon = perf_counter()
            _vul(adres, aantal)
            scherm.uit().print(f"{aantal} trajecten in {perf_counter() - begon:.0f} s")
            asyncio.run(_meet(register, aantal))


def _vul(adres: str, aantal: int) -> None:
    engine = create_engine(adres)
    with engine.begin() as verbinding:
        for begin in range(0, aantal, STAP):
            plaatsen = range(begin, min(begin + STAP, aantal))
            verbinding.execute(insert(clienten), [_client(plaats) for plaats in plaatsen])
            verbinding.execute(insert(trajecten), [_traject(plaats) for plaats in plaatsen])
            for naam in ("fasen", "openstaand", "tijdlijn", "besluiten", "termijnen", "uitkering"):
                rijen = [rij for plaats in plaatsen for rij in _rijen(_LIJSTEN[naam], plaats)]
                verbinding.execute(insert(_LIJSTEN[naam]), rijen)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("ANALYZE")
    engine.dispose()


def _gemeente(plaats: int) -> str:
    return GROTE if plaats % 2 else ANDERE[plaats // 2 % len(ANDERE)]


def _nummer(plaats: int) -> str:
    return f"{_gemeente(plaats)}/2011-{plaats + 1:06}"


def _client(plaats: int) -> dict[str, Any]:
    persoon = voorbeelden.CLIENT | {"bsn": f"{100_000_000 + plaats}", "naam": f"P. {plaats:06} de Boer"}
    eigen = {"id": plaats + 1, "gemeente": _gemeente(plaats), "geboortedatum": date(1975, 3, 2), "vermogen": 0}
    return {naam: waarde for naam, waarde in (persoon | eigen).items() if naam != "wsw_indicatie"}


def _bestaande_bsn() -> str:
    """One of the large gemeente that passes the elfproef: most that are made up here do not."""
    return next(nummer for plaats in range(1, STAP, 2) if bsn.is_valid(nummer := f"{100_000_000 + plaats}"))


def _traject(plaats: int) -> dict[str, Any]:
    fase = FASEN[plaats // 2 % len(FASEN)]
    dicht = fase == "afgesloten"
    return {
        "nummer": _nummer(plaats),
        "client": plaats + 1,
        "gemeente": _gemeente(plaats),
        "aanmelding_op": DAG - timedelta(plaats % 300),
        "loopt": not dicht,
        "versie": 9,
        "dag": DAG,
        "fase": fase,
        "route": "toegangstoets",
        "afgesloten_op": DAG if dicht else None,
        "reden": "verhuisd" if dicht else None,
        "bevoegde_gemeente": _gemeente(plaats),
        "wsw_indicatie": False,
        "volgende_termijn": None if dicht else DAG + timedelta(plaats % 365),
        "termijn_soort": None if dicht else "herevaluatie",
        "dossier": _DOSSIER,
        "vingerafdrukken": {},
    }


def _rijen(tabel: Table, plaats: int) -> Iterator[dict[str, Any]]:
    fase = {"van": DAG.isoformat(), "fase": FASEN[plaats // 2 % len(FASEN)]}
    termijn = {"gemeente": _gemeente(plaats), "soort": "herevaluatie", "bezwaar": None}
    wachtend = [termijn | {"uiterlijk": (DAG + timedelta(plaats % 365 - dagen)).isoformat()} for dagen in (0, 60)]
    items = {**_RESULTAAT, "fasen": [fase], "openstaand": wachtend}[tabel.name]
    yield from naar_rijen(tabel, _nummer(plaats), items).values()


async def _meet(register: Register, aantal: int) -> None:
    # Reading asks only the register and which day it is.
    systeem = SimpleNamespace(register=register, vandaag=lambda: DAG, looptijd=None)
    app = maak_app(cast(Systeem, systeem), ApiInstellingen())
    koppen = {"Authorization": f"Bearer {geef_uit(ApiInstellingen(), Rol.RAADPLEGER, GROTE)}"}
    regels = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api", headers=koppen) as http:
        for naam, methode, pad, lichaam in _vragen(aantal):
            paden = [pad.format(keer=_keer(keer, aantal)) for keer in range(KEREN)]
            tijden = [await _vraag(http, methode, eigen, lichaam) for eigen in paden]
            regels.append({"vraag": naam, **_samenvatting(tijden)})
    scherm.uit().print(scherm.tabel(f"{aantal} trajecten, milliseconden", regels))


def _keer(keer: int, aantal: int) -> str:
    plaats = (keer * 7919 % (aantal // 2)) * 2 + 1
    return _nummer(plaats).replace("/", "-")


def _vragen(aantal: int) -> Sequence[tuple[str, str, str, dict[str, Any] | None]]:
    laatste = aantal - 1 - (aantal % 2)
    return (
        ("een traject", "GET", "/v1/trajecten/{keer}", None),
        ("alleen de tijdlijn", "GET", "/v1/trajecten/{keer}/tijdlijn", None),
        ("eerste bladzijde (50)", "GET", "/v1/trajecten", None),
        ("bladzijde ergens", "GET", "/v1/trajecten?na={keer}", None),
        ("in een fase", "GET", "/v1/trajecten?fase=dienstbetrekking&na={keer}", None),
        ("termijn deze week", "GET", "/v1/trajecten?termijnTotEnMet=2011-05-08", None),
        ("termijnen van nu", "GET", "/v1/termijnen?stand=open", None),
        ("te laat, een soort", "GET", "/v1/termijnen?stand=verstreken&soort=herevaluatie&aantal=200", None),
        ("termijnen, ergens", "GET", "/v1/termijnen?na=2011-10-31.{keer}.1", None),
        ("zoek op bsn", "POST", "/v1/trajecten/_zoek", {"bsn": _bestaande_bsn()}),
        ("zoek op naam", "POST", "/v1/trajecten/_zoek", {"naam": f"{laatste:06} de"}),
        ("cijfers", "GET", "/v1/cijfers?peildatum=2011-11-01", None),
    )


async def _vraag(http: httpx.AsyncClient, methode: str, pad: str, lichaam: dict[str, Any] | None) -> float:
    begon = perf_counter()
    antwoord = await http.request(methode, pad, json=lichaam)
    antwoord.raise_for_status()
    return (perf_counter() - begon) * 1000


def _samenvatting(tijden: Sequence[float]) -> dict[str, str]:
    honderdsten = statistics.quantiles(tijden, n=100)
    return {"helft": f"{honderdsten[49]:.1f}", "p95": f"{honderdsten[94]:.1f}", "meest": f"{max(tijden):.1f}"}


if __name__ == "__main__":
    main()
