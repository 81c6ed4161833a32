"""The command line beside a `serve` that runs: report, read, and serve itself."""

import io
import json
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from starter import omgeving as omgevingen
from starter.instellingen import VOORVOEGSEL
from tests.samen.conftest import Opdracht
from tests.samen.draaiend import SERVE, draaiend, omgeving, stop

Begin = Callable[[str], str]


@pytest.fixture
def begin(bij_serve: Opdracht, tmp_path: Path) -> Begin:
    """Starts a trajectory in a gemeente and returns its number."""

    def start(gemeente: str) -> str:
        client = {"bsn": "999990391", "naam": "Jo Smit", "geboortedatum": "1980-03-01", "gemeente": gemeente}
        client |= {"uitkering": "wwb", "leefvorm": "gehuwd"}
        aanmelding = {"op": "2011-05-02", "soort": "aanmelding", "initiatief": "college"}
        bestand = tmp_path / "een.jsonl"
        bestand.write_text(json.dumps({"client": client, "gebeurtenissen": [aanmelding]}))
        assert bij_serve("aanmelden", bestand).code == 0
        return f"{gemeente}/2011-000001"

    return start


def test_een_aanvaarde_gebeurtenis_staat_in_het_traject(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9910")

    code, uit, fout = bij_serve(
        *("meld", nummer, "toets_uitgevoerd", "--op", "2011-05-30", "vraag_1=true", "vraag_2a=[false, false]"),
        *("vraag_2b=[false]", "vraag_3=[true]", "toelichting=gesproken"),
    )

    assert (code, uit, fout) == (0, "Aanvaard, verwerkt op 1 juni 2011.\n", "")
    resultaat = json.loads(bij_serve("toon", nummer, "--json").uit)
    assert resultaat["traject"]["fase"] == "werkgever_zoeken"
    assert resultaat["tijdlijn"][2]["toelichting"] == "gesproken"


def test_aanmelden_en_melden_staan_in_het_logboek_van_verwerkingen(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9925")
    bij_serve("meld", nummer, "inspanning", "toelichting=gebeld")
    gedaan = json.loads(bij_serve("inzage", nummer).uit)["verwerkingen"][-3:]
    assert [(regel["activiteit"].rpartition(":")[2], regel["nummer"], regel["deur"]) for regel in gedaan] == [
        ("traject-starten", None, "opdrachtregel"),
        ("gebeurtenis-melden", nummer, "opdrachtregel"),
        ("inzage-geven", nummer, "opdrachtregel"),
    ]


def test_een_geweigerde_gebeurtenis_eindigt_met_3_en_noemt_het_artikel(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9911")

    code, uit, _ = bij_serve("meld", nummer, "wsw_plaats_beschikbaar")

    assert code == 3
    assert uit == "Geweigerd (wet:10.2): Zonder geldige Wsw-indicatie is er geen recht op een Wsw-plaats.\n"


def test_een_misvormde_gebeurtenis_eindigt_met_2_en_noemt_elke_fout(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9912")
    voor = bij_serve("toon", nummer, "--json")

    assert bij_serve("meld", nummer, "verhuisd", "per=morgen", "x=1") == (
        2,
        "",
        "veld 'per' moet een datum zijn, zoals 2011-03-31; veld 'gemeente' ontbreekt; veld 'x' is onbekend\n",
    )
    assert bij_serve("meld", nummer, "verhuizing").code == 2
    code, _, fout = bij_serve("meld", nummer, "inspanning", "toelichting=x", "--op", "2011-06-30")
    assert (code, fout) == (2, "veld 'op' ligt na vandaag, 1 juni 2011\n")
    assert bij_serve("meld", nummer, "bezwaar_ingediend", "besluit=9", "door=client").code == 2
    for id_ in ("a\nb", ""):
        assert bij_serve("meld", nummer, "inspanning", "toelichting=x", "--id", id_).code == 2
    assert bij_serve("toon", nummer, "--json") == voor


def test_hetzelfde_kenmerk_telt_een_keer_en_geeft_het_eerste_antwoord(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9913")
    eerst = bij_serve("meld", nummer, "inspanning", "toelichting=belrondje", "--id", "brief 7")

    nogmaals = bij_serve("meld", nummer, "verhuisd", "per=2011-06-01", "gemeente=9914", "--id", "brief 7")

    assert nogmaals == eerst
    tijdlijn = json.loads(bij_serve("toon", nummer, "--json").uit)["tijdlijn"]
    assert [regel["soort"] for regel in tijdlijn].count("inspanning") == 1
    assert "verhuisd" not in {regel["soort"] for regel in tijdlijn}


def test_velden_uit_json_en_van_de_opdrachtregel_samen(
    bij_serve: Opdracht, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nummer = begin("9915")
    bestand = tmp_path / "feit.json"
    bestand.write_text('{"soort": "inspanning", "op": "2011-05-03", "id": "a"}')

    assert bij_serve("meld", nummer, "--json", bestand).code == 2
    assert bij_serve("meld", nummer, "inspanning", "--json", bestand, "toelichting=x").code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO('{"soort": "inspanning", "op": "2011-05-03", "toelichting": "brief"}'))
    assert bij_serve("meld", nummer, "--json", "-").code == 0
    tijdlijn = json.loads(bij_serve("toon", nummer, "--json").uit)["tijdlijn"]
    assert ("2011-05-03", "brief") in {(regel["op"], regel["toelichting"]) for regel in tijdlijn}


def test_een_onbekend_nummer_begint_niets(bij_serve: Opdracht) -> None:
    code, _, fout = bij_serve("meld", "0014/2011-999999", "inspanning", "toelichting=x")

    assert (code, fout) == (2, "Traject 0014/2011-999999 staat niet in het register of is nog niet begonnen.\n")


def test_toon_noemt_de_persoon_met_een_gemaskeerd_bsn(bij_serve: Opdracht, begin: Begin) -> None:
    _, uit, _ = bij_serve("toon", begin("9916"))

    assert "Jo Smit, BSN *****0391, geboren op 1 maart 1980" in uit
    assert "999990391" not in uit
    assert "Fase toegangstoets" in uit


def test_de_pilot_aanvaardt_weigert_en_wordt_getoond(bij_serve: Opdracht) -> None:
    assert bij_serve("pilot", "gemeente_aangewezen", "gemeente=0363", "kring_2009=12")[:2] == (
        3,
        "Geweigerd (besluit:1.3): Er nemen al 32 gemeenten deel; dat is het maximum.\n",
    )
    assert bij_serve("pilot", "gemeente_aangewezen", "gemeente=0363", "kring_2009=veel").code == 2
    assert bij_serve("pilot", "methode_toegestaan", "gemeente=9932", "methode=eigen").code == 0

    code, uit, _ = bij_serve("pilot")

    assert code == 0
    assert "De wet vervalt op 1 januari 2013." in uit
    assert "gemeente: 9932, methode: eigen" in uit
    assert "verslag_staten_generaal" in uit
    assert "Van 32 gemeenten (0014, 9902, " in uit
    assert "Verwerking in de trajecten" in uit
    beeld = json.loads(bij_serve("pilot", "--json").uit)
    laatste = beeld["verwerking"]["wijzigingen"][-1]
    assert (laatste["gebeurtenis"], laatste["achter"]) == (len(beeld["gebeurtenissen"]), 0)
    assert beeld["verwerking"]["achterblijvers"] == []
    assert (len(beeld["deelnames"]), beeld["besluiten"]) == (32, [])
    assert [termijn["stand"] for termijn in beeld["termijnen"]] == ["voorbij", "open"]


def test_lijst_gaat_een_bladzijde_tegelijk(bij_serve: Opdracht, begin: Begin) -> None:
    nummer = begin("9917")

    code, uit, _ = bij_serve("lijst", "--gemeente", "9917", "--fase", "toegangstoets")
    assert code == 0
    assert nummer in uit
    begin("9918")
    _, uit, _ = bij_serve("lijst", "--aantal", "1", "--na", "9916/9999-000000")
    assert uit.endswith("Er zijn er meer: --na 9917/2011-000001\n")


def test_termijnen_noemt_per_gemeente_wat_nog_kan_en_wat_te_laat_is(bij_serve: Opdracht, tmp_path: Path) -> None:
    bestand = tmp_path / "een.jsonl"
    client = {"naam": "Jo Smit", "geboortedatum": "1980-03-01", "uitkering": "wwb", "leefvorm": "gehuwd"}
    for bsn, op in (("999990391", "2011-02-02"), ("999990342", "2011-04-13")):
        aanmelding = {"op": op, "soort": "aanmelding", "initiatief": "client"}
        persoon = client | {"gemeente": "9920", "bsn": bsn}
        bestand.write_text(json.dumps({"client": persoon, "gebeurtenissen": [aanmelding]}))
        assert bij_serve("aanmelden", bestand).code == 0

    code, uit, _ = bij_serve("termijnen", "--gemeente", "9920")

    regels = [regel.split() for regel in uit.splitlines() if "9920/" in regel]
    assert code == 0
    assert [regel[:6] for regel in regels] == [
        ["2011-03-30", "63", "dagen", "te", "laat", "9920/2011-000001"],
        ["2011-06-08", "nog", "7", "dagen", "9920/2011-000002", "beslissing"],
    ]
    assert "verslag staten generaal" in uit
    overzicht = json.loads(bij_serve("termijnen", "--json").uit)
    assert overzicht["gemeenten"]["9920"] == {"open": 1, "binnen_twee_weken": 1, "verstreken": 1}
    kort = json.loads(bij_serve("termijnen", "--gemeente", "9920", "--tot", "2011-03-30", "--json").uit)
    assert [termijn["nummer"] for termijn in kort["termijnen"]] == ["9920/2011-000001"]
    assert [termijn["soort"] for termijn in kort["pilot"]] == ["verzoek_deelname"]
    gezien = json.loads(bij_serve("inzage", "9920/2011-000002").uit)["verwerkingen"]
    # With --tot this person was not on it.
    assert [regel["activiteit"].endswith("trajecten-zoeken") for regel in gezien].count(True) == 2


def test_peildatum_telt_per_gemeente_en_in_alle(bij_serve: Opdracht, begin: Begin) -> None:
    begin("9919")

    peiling = json.loads(bij_serve("peildatum", "2011-05-02", "--json").uit)
    assert peiling["gemeenten"]["9919"] == {
        "trajecten": 1,
        "fasen": {"toegangstoets": 1},
        "proefplaatsingen": 0,
        "dienstbetrekkingen": 0,
    }
    assert peiling["totaal"]["gemeenten"] == len(peiling["gemeenten"])
    _, uit, _ = bij_serve("peildatum", "2011-05-02")
    assert f"{peiling['totaal']['gemeenten']} gemeenten, {peiling['totaal']['trajecten']} trajecten" in uit


def test_een_andere_kalender_dan_die_in_het_register_wordt_geweigerd(bij_serve: Opdracht) -> None:
    code, _, fout = bij_serve("meld", "0014/2011-000001", "inspanning", kalender="echt")

    assert code == 2
    assert fout == f"Instelling {VOORVOEGSEL}KALENDER is anders dan de kalender die al in dit register staat.\n"


def test_een_tweede_serve_op_dezelfde_map_zegt_dat_er_al_een_draait(
    bij_serve: Opdracht, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(omgevingen, "VRIJKOMEN", timedelta(milliseconds=200))

    code, _, fout = bij_serve("serve")

    assert code == 1
    assert fout.startswith("In deze map draait al een Temporal-server")
    assert bij_serve("pilot", "methode_toegestaan", "gemeente=9931", "methode=eigen").code == 0


def test_serve_heeft_een_webscherm_op_zijn_poort_en_eindigt_netjes(
    tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
) -> None:
    poort, webpoort = unused_tcp_port_factory(), unused_tcp_port_factory()
    with draaiend(SERVE, omgeving(gegevensmap=tmp_path, poort=poort, webpoort=webpoort)) as serve:
        scherm = urllib.request.urlopen(f"http://127.0.0.1:{webpoort}")

        assert scherm.status == 200
        assert (tmp_path / "server.adres").read_text() == f"127.0.0.1:{poort}"
        assert stop(serve) == 0
