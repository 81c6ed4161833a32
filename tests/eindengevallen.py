"""The table of the ends: what can end, whom it can happen to, and how such a case is played through the law."""

import itertools
from collections.abc import Iterator
from datetime import date
from functools import cache

from tests.einden import DAG, EINDE_PLAATSING, NOOIT, Baan, Bericht, Uitkomst, Verloop
from tests.puur import Spel
from tests.wet.zaken import BAAN, CLIENT, DOELGROEP, INDICATIE, METING, PLAATSING, WERKGEVER, Gemeld, Velden
from wet.client import Client, lees_client
from wet.dossier import Dossier
from wet.gebeurtenissen import lees_gebeurtenis
from wet.loonwaarde import loonwaardeperioden
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.traject import bereik

GEVOLGD_TOT_EN_MET = date(2014, 3, 1)


def d(dag: str) -> date:
    """Read a day."""
    return date.fromisoformat(dag)


def bericht(per: str, op: str) -> Bericht:
    """Read what takes effect on a day and is reported on a day."""
    return Bericht(d(op), d(per))


P = "2012-06-01"
EERSTE_BERICHT = "2012-05-15"
"""Before this day nothing is reported of the pilot."""
PILOT = {
    "pilot loopt": None,
    "pilot P gemeld ervoor": bericht(P, EERSTE_BERICHT),
    "pilot P gemeld op P": bericht(P, P),
    "pilot P gemeld erna": bericht(P, "2012-06-11"),
    "pilot 30 december": bericht("2012-12-30", EERSTE_BERICHT),
    "pilot 31 december": bericht("2012-12-31", EERSTE_BERICHT),
}
DEELNAME = {
    "gemeente blijft": None,
    **{
        f"gemeente stopt {per} gemeld {op}": bericht(per, op)
        for per, op in (
            ("2012-05-31", EERSTE_BERICHT),
            ("2012-05-31", "2012-05-31"),
            ("2012-05-31", "2012-06-12"),
            (P, EERSTE_BERICHT),
            (P, P),
            (P, "2012-06-12"),
            ("2012-06-02", EERSTE_BERICHT),
            ("2012-06-02", "2012-06-02"),
            ("2012-06-02", "2012-06-12"),
            ("2012-12-31", EERSTE_BERICHT),
            ("2013-01-01", EERSTE_BERICHT),
            ("2013-01-01", "2013-01-01"),
            ("2013-01-02", EERSTE_BERICHT),
            ("2013-03-01", EERSTE_BERICHT),
            ("2013-03-01", "2013-03-12"),
        )
    },
}
OP_TIJD = bericht("2012-12-31", "2012-12-31")
WET = {
    "wet vervalt": (None, None),
    "wet verlengd": (OP_TIJD, None),
    "wet verlengd tot 2013-01-01": (OP_TIJD, bericht("2013-01-01", "2012-12-31")),
    "wet verlengd tot 2013-07-01": (OP_TIJD, bericht("2013-07-01", "2013-06-01")),
    "wet verlengd tot 2014-01-01": (OP_TIJD, bericht("2014-01-01", "2014-01-01")),
    "wet verlengd tot 2013-07-01 later gemeld": (OP_TIJD, bericht("2013-07-01", "2013-07-12")),
    "voorstel een dag te laat": (bericht("2013-01-01", "2012-12-15"), None),
    "voorstel een dag te laat bekend": (bericht("2012-12-31", "2013-01-01"), None),
}


def baan(
    op: str,
    tot: str | None = None,
    van: str | None = None,
    verlengd: tuple[str, str] | None = None,
    beeindigd: tuple[str, str] | None = None,
    na: str = "wwb",
) -> Baan:
    """Read a job; `verlengd` and `beeindigd`: reported on, new last day."""
    return Baan(
        op=d(op),
        van=d(van or op),
        tot_en_met=d(tot) if tot else None,
        verlengd=Bericht(d(verlengd[0]), d(verlengd[1])) if verlengd else None,
        beeindigd=Bericht(d(beeindigd[0]), d(beeindigd[1])) if beeindigd else None,
        uitkering_na=na,
    )


NA = ("wwb", "wij", "ww_en_wwb", "ww", "geen")
MEI = "2012-05-10"


EINDEN = (
    *("2012-05-30", "2012-05-31", P, "2012-06-02", "2012-06-10", "2012-06-11", "2012-12-30", "2012-12-31"),
    *("2013-01-01", "2013-02-28", "2013-06-30", "2013-07-01"),
)
DAGEN = ("2012-05-31", P, "2012-06-02", "2012-12-31", "2013-01-01", "2013-01-02")
SLUITDAGEN = ("2012-05-30", "2012-05-31", P, "2012-06-02", "2012-12-29", "2012-12-30", "2012-12-31", "2013-01-01")


def _personen() -> Iterator[tuple[str, Verloop]]:
    for fase in ("verzoek", "toegangstoets", "werkgever_zoeken", "proefplaatsing", "loonwaardebepaling"):
        yield fase, Verloop(fase=fase)
    yield from _baan_die_begint()
    for tot in EINDEN:
        yield from _baan_die_eindigt(tot)
    for tot in ("", "2012-05-31", "2012-12-31"):
        yield from _andere_einden(
            "dienstbetrekking", f"baan tot en met {tot or 'onbepaald'}", (baan(MEI, tot or None),)
        )
    for fase in ("werkgever_zoeken", "proefplaatsing", "loonwaardebepaling"):
        yield from _andere_einden(fase, fase, ())
    for dag in DAGEN:
        kort = Verloop(wsw=True, banen=(baan(MEI, dag),), indicatie_weg=d("2012-05-20"))
        yield f"baan tot en met {dag}, zonder indicatie", kort


def _baan_die_begint() -> Iterator[tuple[str, Verloop]]:
    for op in SLUITDAGEN:
        yield f"baan gesloten {op}", Verloop(banen=(baan(op),))
        yield f"baan gesloten {op} voor een maand", Verloop(banen=(baan(op, str(d(op) + 30 * DAG)),))
    for van in (P, "2012-06-15", "2013-01-01", "2013-02-01"):
        yield f"baan vanaf {van}", Verloop(banen=(baan(MEI, van=van),))
    for tot in ("2012-12-31", "2013-02-28"):
        verlengd = baan(MEI, "2012-06-05", verlengd=("2012-06-05", tot))
        yield f"na P verlengd tot en met {tot}", Verloop(banen=(verlengd,))
    for tot, op in itertools.product(("2012-05-29", "2012-06-02"), ("2012-05-31", P, "2012-06-05", "2012-12-31")):
        if op > tot:
            yield f"baan tot en met {tot}, tweede gesloten {op}", Verloop(banen=(baan(MEI, tot), baan(op)))


def _baan_die_eindigt(tot: str) -> Iterator[tuple[str, Verloop]]:
    later = str(d(tot) + 3 * DAG)
    verhuisd = bericht("2012-05-20", "2012-05-20")
    yield f"contract tot en met {tot}", Verloop(banen=(baan(MEI, tot),))
    yield f"contract tot en met {tot}, verhuisd", Verloop(banen=(baan(MEI, tot),), verhuisd=verhuisd)
    yield f"verlengd tot en met {tot}", Verloop(banen=(baan(MEI, "2012-05-30", verlengd=("2012-05-25", tot)),))
    for na in NA:
        beeindigd = baan(MEI, beeindigd=("2012-05-30", tot), na=na)
        yield f"beeindigd per {tot} met {na}", Verloop(banen=(beeindigd,))
        yield (
            f"beeindigd per {tot} met {na}, drie dagen later gemeld",
            Verloop(banen=(beeindigd._replace(beeindigd=bericht(tot, later)),)),
        )
    if tot > "2012-06-10":
        nooit_begonnen = baan(MEI, van="2014-01-01", beeindigd=("2012-05-30", tot))
        yield f"beeindigd per {tot} voor de eerste werkdag", Verloop(banen=(nooit_begonnen,))


def _andere_einden(fase: str, naam: str, werk: tuple[Baan, ...]) -> Iterator[tuple[str, Verloop]]:
    zo = Verloop(fase=fase, banen=werk)
    for dag in DAGEN:
        yield f"{naam}, 65 op {dag}", zo._replace(vijfenzestig=d(dag))
        yield f"{naam}, overleden op {dag}", zo._replace(overleden=d(dag))
        yield f"{naam}, indicatie weg op {dag}", zo._replace(wsw=True, indicatie_weg=d(dag))
        verloopt = zo._replace(wsw=True, indicatie_weg=d(dag), verloopt_vanzelf=True)
        yield f"{naam}, indicatie verloopt op {dag}", verloopt
        for op in ("2012-05-20", dag):
            weg = bericht(dag, op)
            yield f"{naam}, verhuisd per {dag} gemeld {op}", zo._replace(verhuisd=weg)
            yield f"{naam}, geen uitkering per {dag} gemeld {op}", zo._replace(uitkering_weg=weg)


PERSONEN = dict(_personen())


def _pilotgebeurtenissen(verloop: Verloop) -> list[Gemeld]:
    alle: tuple[tuple[str, Bericht | None, Velden], ...] = (
        ("pilot_beeindigd", verloop.pilot, {"grond": "tussentijdse resultaten"}),
        ("deelname_beeindigd", verloop.deelname, {"gemeente": "0014"}),
        ("wetsvoorstel_ingediend", verloop.voorstel, {}),
        ("structurele_wet_in_werking", verloop.structureel, {}),
    )
    return [
        (str(bericht.op), {"soort": soort, "per": str(bericht.per)} | meer) for soort, bericht, meer in alle if bericht
    ]


def _gebeurtenissen(verloop: Verloop) -> list[Gemeld]:
    loop = [*_begin(verloop), *(stap for werk in verloop.banen for stap in _van_de_baan(werk))]
    if (weg := verloop.verhuisd) is not None:
        loop.append((str(weg.op), {"soort": "verhuisd", "per": str(weg.per), "gemeente": "0106"}))
    if (weg := verloop.uitkering_weg) is not None:
        loop.append((str(weg.op), {"soort": "uitkering_gewijzigd", "per": str(weg.per), "uitkering": "geen"}))
    if verloop.indicatie_weg and not verloop.verloopt_vanzelf:
        loop.append((str(verloop.indicatie_weg), {"soort": "wsw_indicatie_gewijzigd", "indicatie": None}))
    if verloop.overleden:
        loop.append((str(verloop.overleden), {"soort": "overleden"}))
    return sorted(loop, key=lambda gemeld: gemeld[0])


def _begin(verloop: Verloop) -> Iterator[Gemeld]:
    yield "2012-04-02", {"soort": "aanmelding", "initiatief": "client" if verloop.fase == "verzoek" else "college"}
    if verloop.fase not in {"verzoek", "toegangstoets"} and not verloop.wsw:
        yield "2012-04-03", DOELGROEP
    if verloop.fase in {"proefplaatsing", "loonwaardebepaling"}:
        yield "2012-04-10", WERKGEVER
    if verloop.fase == "loonwaardebepaling":
        yield "2012-04-20", METING
    if verloop.fase == "proefplaatsing":
        yield "2012-04-20", PLAATSING | {"van": "2012-04-20", "tot_en_met": str(EINDE_PLAATSING)}


def _van_de_baan(werk: Baan) -> Iterator[Gemeld]:
    op, contract = str(werk.op), {"van": str(werk.van), "tot_en_met": werk.tot_en_met and str(werk.tot_en_met)}
    yield from ((op, WERKGEVER), (op, METING), (op, BAAN | contract))
    if werk.verlengd:
        tot = {"tot_en_met": str(werk.verlengd.per)}
        yield str(werk.verlengd.op), {"soort": "dienstbetrekking_verlengd"} | tot
    if werk.beeindigd:
        velden = {"per": str(werk.beeindigd.per), "reden": "afgelopen", "uitkering_na": werk.uitkering_na}
        yield str(werk.beeindigd.op), {"soort": "dienstbetrekking_beeindigd"} | velden


def _client(verloop: Verloop) -> Client:
    velden = CLIENT | ({"wsw_indicatie": INDICATIE} if verloop.wsw else {})
    if verloop.indicatie_weg and verloop.verloopt_vanzelf:
        velden |= {"wsw_indicatie": INDICATIE | {"tot_en_met": str(verloop.indicatie_weg - DAG)}}
    if verloop.vijfenzestig != NOOIT:
        velden |= {"geboortedatum": str(verloop.vijfenzestig.replace(year=verloop.vijfenzestig.year - 65))}
    return lees_client(velden)


@cache
def _begonnen(persoon: Verloop) -> Dossier:
    """Play what a person did before anything was reported of the pilot: the same in every combination."""
    spel = Spel(_client(persoon), Pilot.beginstand(["0014"], {}))
    for op, velden in _gebeurtenissen(persoon):
        if op < EERSTE_BERICHT:
            spel.meld(lees_gebeurtenis({"op": op} | velden))
    return spel.zaak


def speel(verloop: Verloop, tot_en_met: date = GEVOLGD_TOT_EN_MET) -> Dossier:
    """Let the law handle everything up to and including a day, refusals and all; the pilot goes first on a day."""
    spel = Spel(_client(verloop), Pilot.beginstand(["0014"], {}))
    spel.dossier = _begonnen(verloop._replace(pilot=None, deelname=None, voorstel=None, structureel=None))
    stappen = [(op, 0, velden) for op, velden in _pilotgebeurtenissen(verloop)]
    stappen += [(op, 1, velden) for op, velden in _gebeurtenissen(verloop)]
    for op, van_de_zaak, velden in sorted(stappen, key=lambda stap: stap[:2]):
        if not EERSTE_BERICHT <= op <= str(tot_en_met):
            continue
        if van_de_zaak:
            spel.meld(lees_gebeurtenis({"op": op} | velden))
        else:
            spel.meld_pilot(lees_pilotgebeurtenis({"op": op} | velden))
    return bereik(spel.zaak, tot_en_met)


SOORTEN = {"uitkering_hervatten", "loondispensatie_beeindigd", "participatie_heroverwegen"}


def gevonden(dossier: Dossier) -> Uitkomst:
    """Return of a case what the other derivation says too."""
    dagen = [p.tot_en_met or NOOIT for p in loonwaardeperioden(dossier, GEVOLGD_TOT_EN_MET)]
    return Uitkomst(
        fase=dossier.fase,
        afgesloten=(dossier.afgesloten.op, dossier.afgesloten.reden) if dossier.afgesloten else None,
        plaatsing_tot_en_met=dossier.proefplaatsingen[-1].tot_en_met if dossier.proefplaatsingen else None,
        dispensatie_tot_en_met=None if not dagen else NOOIT if dagen[-1] > GEVOLGD_TOT_EN_MET else dagen[-1],
        meldingen=tuple(sorted((m.op, m.soort) for m in dossier.meldingen if m.soort in SOORTEN)),
    )
