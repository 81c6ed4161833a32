"""Every combination of the ways to end, with and without a job, before, on and after each boundary day."""

import itertools
from collections.abc import Iterator

import pytest

from tests.einden import NOOIT, Uitkomst, Verloop, artikel, uitkomst
from tests.eindengevallen import (
    DEELNAME,
    EERSTE_BERICHT,
    GEVOLGD_TOT_EN_MET,
    MEI,
    PERSONEN,
    PILOT,
    WET,
    P,
    baan,
    bericht,
    d,
    gevonden,
    speel,
)
from tests.wet.zaken import BAAN as CONTRACT
from tests.wet.zaken import DOELGROEP, METING, PLAATSING, WERKGEVER, Velden
from wet.gebeurtenissen import lees_gebeurtenis
from wet.resultaat import resultaat
from wet.traject import verwerk

OP_ALLE_EINDEN = (
    "proefplaatsing",
    "baan vanaf 2012-06-15",
    f"baan gesloten {P}",
    f"contract tot en met {P}",
    "contract tot en met 2012-06-02, verhuisd",
    "contract tot en met 2012-12-31",
    "beeindigd per 2013-06-30 met geen",
)
"""These meet every combination of the ends of the pilot, the participation and the Act."""
VOOR_IEDEREEN = (
    ("pilot loopt", "gemeente blijft", "wet vervalt"),
    ("pilot loopt", "gemeente blijft", "wet verlengd tot 2013-07-01"),
    ("pilot P gemeld ervoor", "gemeente blijft", "wet vervalt"),
    ("pilot P gemeld erna", "gemeente blijft", "wet verlengd"),
    ("pilot 30 december", "gemeente blijft", "wet verlengd tot 2013-01-01"),
    ("pilot loopt", f"gemeente stopt {P} gemeld {P}", "wet vervalt"),
    ("pilot loopt", "gemeente stopt 2012-05-31 gemeld 2012-06-12", "wet verlengd tot 2013-07-01 later gemeld"),
    ("pilot loopt", "gemeente stopt 2013-01-01 gemeld 2012-05-15", "wet verlengd tot 2014-01-01"),
    ("pilot P gemeld op P", "gemeente stopt 2012-06-02 gemeld 2012-05-15", "wet verlengd"),
)
"""Everyone meets these."""


def _combinaties() -> Iterator[tuple[str, str, str, str]]:
    alle = dict.fromkeys(itertools.product(OP_ALLE_EINDEN, PILOT, DEELNAME, WET))
    return iter(alle | dict.fromkeys((persoon, *einden) for persoon in PERSONEN for einden in VOOR_IEDEREEN))


def _verloop(persoon: str, pilot: str, deelname: str, wet: str) -> Verloop:
    voorstel, structureel = WET[wet]
    return PERSONEN[persoon]._replace(
        pilot=PILOT[pilot], deelname=DEELNAME[deelname], voorstel=voorstel, structureel=structureel
    )


def _leesbaar(uitkomst: Uitkomst) -> str:
    op, reden = uitkomst.afgesloten or ("-", "open")
    meldingen = ", ".join(f"{soort} op {dag}" for dag, soort in uitkomst.meldingen) or "geen meldingen"
    dagen = f"plaatsing tot en met {uitkomst.plaatsing_tot_en_met}, dispensatie {uitkomst.dispensatie_tot_en_met}"
    return f"{uitkomst.fase} ({reden} {op}), {dagen}, {meldingen}"


def test_elke_combinatie_van_einden_loopt_af_zoals_het_contract_zegt() -> None:
    fouten = []
    for combinatie in _combinaties():
        verloop = _verloop(*combinatie)
        verwacht, bleek = uitkomst(verloop, GEVOLGD_TOT_EN_MET), gevonden(speel(verloop))
        if bleek != verwacht:
            fouten.append(
                f"{' / '.join(combinatie)}\n  contract: {_leesbaar(verwacht)}\n  wet:      {_leesbaar(bleek)}"
            )

    assert not fouten, f"{len(fouten)} combinaties, waaronder:\n" + "\n".join(fouten[:10])


def test_de_tabel_kent_alle_redenen_van_het_einde() -> None:
    redenen = {
        einde[1] if (einde := uitkomst(_verloop(*combinatie), GEVOLGD_TOT_EN_MET).afgesloten) else None
        for combinatie in _combinaties()
    }

    assert redenen == {
        None,
        "pilot_beeindigd",
        "deelname_beeindigd",
        "einde_overgangsrecht",
        "wet_vervallen",
        "verhuisd",
        "buiten_kring",
        "pensioengerechtigd",
        "overleden",
    }


NIEUW: tuple[Velden, ...] = (
    {"soort": "verzoek_beslist", "toegewezen": True, "reden": "mag meedoen"},
    DOELGROEP,
    WERKGEVER,
    PLAATSING | {"van": "2014-06-01", "tot_en_met": "2014-06-30"},
    CONTRACT | {"van": "2014-06-01", "tot_en_met": None},
)
OOK_NIEUW_VOOR_DE_WET: tuple[Velden, ...] = (
    {"soort": "dienstbetrekking_verlengd", "tot_en_met": None},
    {"soort": "herevaluatie_gevraagd", "door": "werknemer", "omstandigheden": "gaat beter"},
    {"soort": "voorziening_aangevraagd", "omschrijving": "jobcoach", "door": "client"},
    {"soort": "wsw_plaats_beschikbaar"},
)
GRENSDAGEN = (
    *("2012-05-30", "2012-05-31", P, "2012-06-02", "2012-06-11", "2012-06-12", "2012-12-29", "2012-12-30"),
    *("2012-12-31", "2013-01-01", "2013-01-02", "2013-06-30", "2013-07-01", "2013-07-12", "2014-01-01"),
)
OM_NIEUWS = (
    *VOOR_IEDEREEN,
    ("pilot P gemeld op P", "gemeente blijft", "voorstel een dag te laat bekend"),
    ("pilot loopt", "gemeente blijft", "voorstel een dag te laat"),
)


def _geweigerd_met(verloop: Verloop, dag: str, velden: Velden) -> str | None:
    feit = lees_gebeurtenis({"op": dag} | velden)
    weigering = verwerk(speel(verloop, d(dag)), feit, d(dag)).weigering
    return weigering.artikel if weigering else None


@pytest.mark.parametrize("einden", OM_NIEUWS, ids=" / ".join)
def test_iets_nieuws_wordt_geweigerd_vanaf_de_dag_van_het_einde(einden: tuple[str, str, str]) -> None:
    fouten = []
    for persoon, dag in itertools.product(("loonwaardebepaling", "baan vanaf 2012-06-15"), GRENSDAGEN):
        verloop = _verloop(persoon, *einden)
        verwacht = artikel(verloop, d(dag))
        eerste_meting = [METING] if persoon == "loonwaardebepaling" else []
        tabel = [(velden, verwacht) for velden in (*NIEUW, *eerste_meting)]
        tabel += [(velden, "wet:16" if verwacht == "wet:16" else None) for velden in OOK_NIEUW_VOOR_DE_WET]
        for velden, artikel_van_het_einde in tabel:
            bleek = _geweigerd_met(verloop, dag, velden)
            if (bleek if bleek in {"wet:12", "wet:16"} else None) != artikel_van_het_einde:
                fouten.append(f"{persoon}, {velden['soort']} op {dag}: {bleek}, niet {artikel_van_het_einde}")

    assert not fouten, "\n".join(fouten[:20])


def _afloop(verloop: Verloop) -> Uitkomst:
    return gevonden(speel(verloop))


VOORSTEL_OP_TIJD = bericht("2012-12-31", "2012-12-31")


@pytest.mark.parametrize(("gesloten", "afgesloten"), [("2012-05-31", "2013-01-01"), (P, P)])
def test_wie_voor_de_datum_van_beeindiging_een_baan_is_aangegaan_houdt_zijn_recht(
    gesloten: str, afgesloten: str
) -> None:
    afloop = _afloop(Verloop(pilot=bericht(P, P), banen=(baan(gesloten, van="2012-07-01"),)))

    assert afloop.afgesloten is not None
    assert afloop.afgesloten[0] == d(afgesloten)


def test_tot_en_met_31_december_2012_ook_als_de_wet_wordt_verlengd() -> None:
    afloop = _afloop(Verloop(pilot=bericht(P, P), voorstel=VOORSTEL_OP_TIJD, banen=(baan(MEI),)))

    assert afloop.afgesloten == (d("2013-01-01"), "einde_overgangsrecht")
    assert afloop.dispensatie_tot_en_met == d("2012-12-31")
    assert afloop.meldingen == ((d("2013-01-01"), "loondispensatie_beeindigd"),)


def test_bij_beide_einden_geldt_wat_langer_beschermt() -> None:
    beide = Verloop(pilot=bericht(P, P), deelname=bericht("2013-01-01", EERSTE_BERICHT), voorstel=VOORSTEL_OP_TIJD)

    assert _afloop(beide._replace(banen=(baan(MEI),))).fase == "dienstbetrekking"
    eindigt = _afloop(beide._replace(banen=(baan(MEI, "2013-02-28"),)))
    assert eindigt.afgesloten == (d("2013-03-01"), "deelname_beeindigd")


def test_een_baan_die_de_dag_ervoor_eindigde_gaat_voor_het_einde_dat_die_dag_wordt_gemeld() -> None:
    werk = (baan(MEI, beeindigd=("2012-05-20", "2012-05-31"), na="geen"),)

    assert _afloop(Verloop(pilot=bericht(P, EERSTE_BERICHT), banen=werk)).afgesloten == (d(P), "pilot_beeindigd")
    assert _afloop(Verloop(pilot=bericht(P, P), banen=werk)).afgesloten == (d(P), "buiten_kring")


def test_het_einde_van_de_wet_gaat_op_een_dag_voor_de_verjaardag() -> None:
    jarig = Verloop(banen=(baan(MEI),), vijfenzestig=d("2013-01-01"))

    assert _afloop(jarig).afgesloten == (d("2013-01-01"), "wet_vervallen")
    verlengd = _afloop(jarig._replace(voorstel=VOORSTEL_OP_TIJD))
    assert verlengd.afgesloten == (d("2013-01-01"), "pensioengerechtigd")


def test_alleen_bij_wet_vervallen_wordt_de_participatie_heroverwogen() -> None:
    afloop = _afloop(Verloop(banen=(baan(MEI, "2012-12-31"),)))

    assert afloop.meldingen == (
        (d("2013-01-01"), "participatie_heroverwegen"),
        (d("2013-01-01"), "uitkering_hervatten"),
    )


def test_een_baan_die_afliep_voor_het_einde_bekend_werd_houdt_haar_beschermde_dagen() -> None:
    laat = Verloop(pilot=bericht(P, "2012-06-11"), banen=(baan(MEI, "2012-06-10"),))

    assert _afloop(laat) == Uitkomst(
        fase="afgesloten",
        afgesloten=(d("2012-06-11"), "pilot_beeindigd"),
        plaatsing_tot_en_met=None,
        dispensatie_tot_en_met=d("2012-06-10"),
        meldingen=((d("2012-06-11"), "uitkering_hervatten"),),
    )


def test_een_voorstel_per_1_januari_2013_komt_te_laat() -> None:
    te_laat = _afloop(Verloop(voorstel=bericht("2013-01-01", "2012-12-15"), banen=(baan(MEI),)))

    assert te_laat.afgesloten == (d("2013-01-01"), "wet_vervallen")
    assert _afloop(Verloop(voorstel=VOORSTEL_OP_TIJD, banen=(baan(MEI),))).dispensatie_tot_en_met == NOOIT


def test_bij_overlijden_eindigen_baan_en_dispensatie_op_de_dag_zelf() -> None:
    dossier = speel(Verloop(pilot=bericht(P, P), banen=(baan(MEI),), overleden=d("2012-12-31")))
    afloop = gevonden(dossier)

    assert afloop.afgesloten == (d("2012-12-31"), "overleden")
    assert afloop.dispensatie_tot_en_met == d("2012-12-31")
    assert afloop.meldingen == ()
    assert dossier.dienstbetrekkingen[-1].tot_en_met == d("2012-12-31")


def test_een_baan_die_voor_haar_eerste_dag_eindigt_heeft_nooit_bestaan_maar_beschermde_wel() -> None:
    werk = (baan(MEI, van="2012-08-01", beeindigd=(P, "2012-06-30")),)
    dossier = speel(Verloop(pilot=bericht(P, P), banen=werk))
    volledig = resultaat(dossier, GEVOLGD_TOT_EN_MET)

    assert gevonden(dossier).afgesloten == (d("2012-07-01"), "pilot_beeindigd")
    assert (volledig["dienstbetrekkingen"], volledig["loonwaarden"], volledig["uitkering"]) == ([], [], [])


def test_een_einde_van_de_pilot_dat_in_januari_bekend_wordt_beeindigt_het_overgangsrecht_alsnog_per_1_januari() -> None:
    for naam, persoon in PERSONEN.items():
        verloop = persoon._replace(pilot=bericht("2012-12-30", "2013-01-10"), voorstel=VOORSTEL_OP_TIJD)
        assert _afloop(verloop) == uitkomst(verloop, GEVOLGD_TOT_EN_MET), naam
