"""How often the pilot looks whether all have its change."""

from datetime import date, timedelta

from wet.pilot import Pilot
from workflows.afstemmen import WEK_NA, moet_wekken, neem_over, pauze
from workflows.berichten import Afstemming, PilotStand, PilotWerk

WERK = PilotWerk(stand=PilotStand(pilot=Pilot(), versie=2, dag=date(2011, 6, 1)))


def keren(aantal: int, achter: int, lopend: int = 1_000) -> PilotWerk:
    """The work after so many looks in which as many lag behind each time."""
    werk = WERK
    for _ in range(aantal):
        werk = neem_over(werk, Afstemming(versie=2, lopend=lopend, achter=achter))
    return werk


def test_er_is_pas_iets_af_te_stemmen_als_er_een_gebeurtenis_was() -> None:
    assert not WERK.met(stand=WERK.stand.met(versie=0)).af_te_stemmen
    assert WERK.af_te_stemmen
    assert keren(1, achter=1).af_te_stemmen
    assert not keren(1, achter=0).af_te_stemmen
    assert keren(1, achter=0).met(stand=WERK.stand.met(versie=3)).af_te_stemmen


def test_pas_als_niemand_verder_komt_wordt_er_gewekt_en_wie_verder_komt_telt_opnieuw() -> None:
    assert [moet_wekken(keren(aantal, achter=5)) for aantal in range(1, WEK_NA + 3)] == [False] * WEK_NA + [True] * 2
    verder = neem_over(keren(WEK_NA + 1, achter=5), Afstemming(versie=2, lopend=9, achter=4))
    assert (verder.stil, moet_wekken(verder)) == (0, False)
    nieuwer = neem_over(keren(WEK_NA + 1, achter=5), Afstemming(versie=3, lopend=9, achter=9))
    assert nieuwer.stil == 0
    assert not moet_wekken(keren(WEK_NA + 1, achter=0))


def test_de_pauze_groeit_met_het_aantal_en_met_de_stilte_tot_tien_minuten() -> None:
    assert pauze(keren(1, achter=1)) == timedelta(seconds=1)
    assert pauze(keren(1, achter=100_000)) == timedelta(seconds=200)
    stil = [pauze(keren(aantal, achter=1)) for aantal in range(1, 30)]
    assert stil == sorted(stil)
    assert stil[3:5] == [timedelta(seconds=8), timedelta(seconds=16)]
    assert stil[-1] == timedelta(minutes=10)
