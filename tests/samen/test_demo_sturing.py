"""How the demonstration speaks to the front door, and that its check sees it when an answer is not the law's."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

import httpx
import pytest

from api.instellingen import ApiInstellingen
from api.rollen import Rol
from starter.aanmeldbestand import Regel, lees_bestand
from starter.demo import GESCHIEDENISSEN, controle, loket
from starter.demo.controle import anders_dan_de_wet, op_eigen_dag
from starter.demo.loket import Loket
from starter.demo.sturen import Verloop, speel_af
from starter.instellingen import PILOTGEMEENTEN, lees_pilot
from starter.systeem import Systeem, SysteemFout
from starter.voorspelling import Behandeld, Oordeel, beoordeel
from workflows.berichten import PilotStart
from workflows.kalender import Kalender

PILOT = lees_pilot(PILOTGEMEENTEN)
REGEL = next(regel for regel in lees_bestand(GESCHIEDENISSEN) if isinstance(regel, Regel) and regel.nummer == 1)
FEITEN = [ingekomen.gebeurtenis for ingekomen in REGEL.gebeurtenissen]
OP_TIJD = tuple(Behandeld(feit, feit.op) for feit in FEITEN)
Handelaar = Callable[[httpx.Request], httpx.Response]


def _loket(handelaar: Handelaar) -> Loket:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handelaar), base_url="http://api.test")
    return Loket(http, ApiInstellingen())


async def test_een_verzoek_dat_niet_aankomt_gaat_nog_eens_met_hetzelfde_kenmerk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loket, "_POLS", 0)
    gezien: list[tuple[str, bytes]] = []

    def antwoord(verzoek: httpx.Request) -> httpx.Response:
        gezien.append((verzoek.headers["Idempotency-Key"], verzoek.content))
        if len(gezien) == 1:
            raise httpx.ReadError("weg")
        return httpx.Response({2: 503, 3: 429}.get(len(gezien), 201), headers={"Retry-After": "0"})

    gekregen = await _loket(antwoord).stuur("/v1/trajecten", Rol.CONSULENT, "0014", {"a": 1}, "kenmerk")
    assert gekregen.status_code == 201
    assert len(gezien) == 4
    assert len(set(gezien)) == 1


async def test_een_api_die_stil_blijft_is_een_storing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loket, "_POLS", 0)
    monkeypatch.setattr(loket, "GEDULD", 0.05)
    with pytest.raises(SysteemFout, match="geen antwoord"):
        await _loket(lambda _: httpx.Response(503)).vraag("/v1/cijfers", Rol.ONDERZOEKER)


async def test_een_antwoord_dat_niet_hoort_is_een_storing() -> None:
    niet_nu = httpx.Response(409, json={"detail": "Voor deze persoon loopt al een traject."})
    kalender = Kalender.vanaf(date(2013, 1, 1), datetime.now(UTC))
    with pytest.raises(SysteemFout, match="409: Voor deze persoon"):
        await speel_af(_loket(lambda _: niet_nu), kalender, [REGEL])
    with pytest.raises(SysteemFout, match="weigert /v1/cijfers"):
        await _loket(lambda _: httpx.Response(403)).vraag("/v1/cijfers", Rol.ONDERZOEKER)


async def test_elk_antwoord_wordt_gelezen_met_zijn_dag() -> None:
    kalender = Kalender.vanaf(date(2013, 1, 1), datetime.now(UTC))
    antwoorden = iter([
        httpx.Response(201, json={"nummer": "0014/2011-000001", "tijdlijn": [{"op": "2011-01-22"}]}),
        httpx.Response(201, json={"dag": "2011-03-04"}),
        httpx.Response(409, json={"artikel": "wet:16", "reden": "Voorbij.", "dag": "2011-04-09"}),
        httpx.Response(400, json={"fouten": ["veld 'van' klopt niet"]}),
        httpx.Response(201, json={"dag": "2011-08-05"}),
    ])  # fmt: skip
    [verloop] = await speel_af(_loket(lambda _: next(antwoorden)), kalender, [REGEL])
    assert [(behandeld.dag, behandeld.oordeel) for behandeld in verloop.behandeld] == [
        (date(2011, 1, 22), Oordeel()),
        (date(2011, 3, 4), Oordeel()),
        (date(2011, 4, 9), Oordeel("wet:16", "Voorbij.")),
        (date(2013, 1, 1), Oordeel(fouten=("veld 'van' klopt niet",))),
        (date(2011, 8, 5), Oordeel()),
    ]
    assert op_eigen_dag([verloop]) == (2, 5)


def test_wie_te_laat_meldt_krijgt_van_de_wet_het_oordeel_van_die_dag() -> None:
    te_laat = [*OP_TIJD[:3], OP_TIJD[3]._replace(dag=date(2013, 1, 2))]
    _, op_tijd_oordelen = beoordeel(REGEL.client, PILOT, OP_TIJD)
    dossier, oordelen = beoordeel(REGEL.client, PILOT, te_laat)
    assert set(op_tijd_oordelen) == {Oordeel()}
    assert oordelen[:3] == [Oordeel()] * 3
    assert oordelen[3].artikel == "wet:16"
    assert dossier.weigeringen[0].reden == oordelen[3].reden


def _anders(monkeypatch: pytest.MonkeyPatch, *behandeld: Behandeld) -> list[str]:
    """What the check says when the register holds what it should."""
    monkeypatch.setattr(controle, "verschillen", lambda *_: [])
    kalender = Kalender.vanaf(date(2010, 6, 1), datetime.now(UTC))
    pilot = PilotStart(kalender=kalender, pilot=PILOT)
    systeem = cast("Systeem", type("Systeem", (), {"pilot": pilot, "register": None}))
    return list(anders_dan_de_wet(systeem, Verloop("0014/2011-000001", REGEL, behandeld)))


def test_een_antwoord_dat_de_wet_niet_geeft_valt_op(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _anders(monkeypatch, *OP_TIJD) == []
    [zin] = _anders(monkeypatch, *OP_TIJD[:4], OP_TIJD[4]._replace(oordeel=Oordeel("wet:12", "Voorbij.")))
    assert zin.startswith("0014/2011-000001: gebeurtenis 4 (werkgever_afgehaakt): verwacht")
