"""The command line without a server: help, faults in what is typed, settings, and what can only be read."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import yaml

from activities.register import Register
from activities.register.pilot import Pilotstand
from api.instellingen import ApiInstellingen
from starter.instellingen import VOORVOEGSEL, Instellingen, InstellingFout, lees_pilot
from tests.samen.conftest import Opdracht
from tests.samen.draaiend import WORTEL
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis

SCENARIOS = Path(__file__).parents[1] / "scenarios" / "open"


def test_de_hulp_is_nederlands_en_noemt_elke_opdracht(opdracht: Opdracht) -> None:
    code, uit, _ = opdracht("--help")

    assert code == 0
    assert "Gebruik: loondispensatie [OPTIES] OPDRACHT" in uit
    for naam in (
        "serve",
        "worker",
        "aanmelden",
        "meld",
        "pilot",
        "toon",
        "lijst",
        "peildatum",
        "taken",
        "termijnen",
        "speel",
    ):
        assert naam in uit
    assert "Usage" not in uit
    assert "Show this message" not in uit


def test_de_hulp_van_aanmelden_noemt_elke_kolom(opdracht: Opdracht) -> None:
    _, uit, _ = opdracht("aanmelden", "--help")

    for kolom in ("bsn", "wsw_indicatie.van", "wsw_dienstbetrekking", "initiatief"):
        assert kolom in uit


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        ("toon", "NUMMER ontbreekt"),
        ("toon 0014/2011-000001 meer", "meer is te veel"),
        ("dansen", "opdracht dansen bestaat niet"),
        ("lijst --snel", "optie --snel bestaat niet"),
        ("lijst --aantal veel", "--aantal moet een heel getal zijn"),
        ("lijst --aantal 0", "--aantal moet 1 of meer zijn"),
        ("lijst --aantal", "optie --aantal heeft een waarde nodig"),
        ("lijst --fase klaar", "--fase moet een van deze zijn: 'verzoek', "),
        ("lijst --gemeente Groningen", "--gemeente moet een code van vier cijfers zijn"),
        ("peildatum 1-11-2011", "DATUM moet een datum zijn, zoals 2011-11-01"),
        ("termijnen --gemeente Groningen", "--gemeente moet een code van vier cijfers zijn"),
        ("termijnen --tot morgen", "--tot moet een datum zijn, zoals 2011-11-01"),
        ("peildatum 2011-02-30", "DATUM moet een datum zijn, zoals 2011-11-01"),
        ("toon 0014/2011-000001", "Traject 0014/2011-000001 staat niet in het register"),
        ("toon Jan", "Traject Jan staat niet in het register"),
        ("aanmelden niets.jsonl", "niets.jsonl: het bestand bestaat niet"),
        ("aanmelden lijst.xlsx", "lijst.xlsx: een bestand met aanmeldingen eindigt op .jsonl of .csv"),
        ("speel niets.yaml", "niets.yaml: het bestand bestaat niet"),
        ("meld 0014/2011-000001 inspanning hallo", "'hallo' is geen veld: geef velden als naam=waarde"),
        ("meld 0014/2011-000001 inspanning a=1 a=2", "veld 'a' staat er twee keer"),
        ("meld 0014/2011-000001 inspanning a=1 a.b=2", "veld 'a.b' past niet bij een ander veld"),
        ("meld 0014/2011-000001 toets_uitgevoerd vraag_2b=[true", "veld 'vraag_2b' begint als een lijst of groep"),
        ("meld 0014/2011-000001 --json niets.json", "niets.json bestaat niet"),
    ],
)
def test_wat_niet_klopt_geeft_een_regel_en_eindigt_met_2(opdracht: Opdracht, argumenten: str, zin: str) -> None:
    code, uit, fout = opdracht(*argumenten.split(" "))

    assert (code, uit) == (2, "")
    assert fout.startswith(zin)
    assert fout.count("\n") == 1


def test_instellingen_toont_elke_instelling(opdracht: Opdracht) -> None:
    code, uit, _ = opdracht("instellingen")

    assert code == 0
    assert [regel.split("`")[1] for regel in uit.splitlines()[2:]] == [
        f"{VOORVOEGSEL}{naam.upper()}"
        for naam in dict.fromkeys((*Instellingen.model_fields, *ApiInstellingen.model_fields))
    ]
    assert (WORTEL / "docs" / "instellingen.md").read_text(encoding="utf-8").endswith(f"\n\n{uit}")


@pytest.mark.parametrize(
    ("naam", "waarde", "reden"),
    [
        ("POORT", "veel", "moet een heel getal zijn"),
        ("WEBPOORT", "70000", "moet een poort van 0 tot en met 65535 zijn"),
        ("WORKERPOORT", "-1", "moet een poort van 0 tot en met 65535 zijn"),
        ("OTLP_ADRES", "geheim:4318", "moet een adres zijn dat met http:// of https:// begint"),
        ("TEMPORAL_ADRES", "ergens", "moet de vorm server:poort hebben"),
        ("TEMPORAL_ADRES", "127.0.0.1:99999", "moet een poort van 1 tot en met 65535 noemen"),
        ("TEMPORAL_ADRES", "127.0.0.1:0", "moet een poort van 1 tot en met 65535 noemen"),
        ("PSEUDONIEMSLEUTEL", "geheim", "moet 32 of meer tekens hebben"),
        ("KALENDER", "morgen", "moet 'echt' zijn, of een dag met eventueel een tempo en een einde"),
        ("KALENDER", "2011-02-30", "is geen bestaande datum"),
        ("KALENDER", "2011-02-01/2/2011-01-01", "noemt een einde dat niet na het begin ligt"),
        ("REGISTER_URL", "geheim wachtwoord", "klopt niet of werkt nu niet: Het adres van het register"),
        ("REGISTER_URL", "mysql://a:geheim@b/c", "klopt niet of werkt nu niet: Het register kan niet in deze soort"),
        ("GEGEVENSMAP", "/dev/null/map", "noemt een map die niet kan worden gemaakt"),
    ],
)
def test_een_foute_instelling_wordt_genoemd(opdracht: Opdracht, naam: str, waarde: str, reden: str) -> None:
    code, uit, fout = opdracht("lijst", **{naam: waarde})

    assert (code, uit) == (2, "")
    assert fout.startswith(f"Instelling {VOORVOEGSEL}{naam} {reden}")
    assert fout.count("\n") == 1
    assert "geheim" not in fout


def test_een_fout_bestand_met_gemeenten_wordt_genoemd(opdracht: Opdracht, tmp_path: Path) -> None:
    bestand = tmp_path / "gemeenten.json"
    bestand.write_text('{"gemeenten": ["14"]}')

    code, _, fout = opdracht("meld", "0014/2011-000001", "inspanning", gemeenten=bestand)

    assert code == 2
    assert fout == (
        f"Instelling {VOORVOEGSEL}GEMEENTEN noemt een bestand dat niet klopt: "
        "veld 'gemeenten.0' heeft niet de goede vorm.\n"
    )


@pytest.mark.parametrize(("inhoud", "reden"), [
    ({"gemeenten": [f"{nummer:04}" for nummer in range(33)]}, "'gemeenten' heeft te veel onderdelen"),
    ({"gemeenten": ["0014"], "methoden": {"0014": "koffiedik"}}, "een methode die de regeling niet kent: koffiedik"),
    ({"gemeenten": ["0014"], "zaad": -1}, "zaad"),
])  # fmt: skip
def test_wat_de_pilot_niet_kan_hebben_staat_ook_niet_in_het_bestand(
    tmp_path: Path, inhoud: dict[str, object], reden: str
) -> None:
    bestand = tmp_path / "gemeenten.json"
    bestand.write_text(json.dumps(inhoud))

    with pytest.raises(InstellingFout, match=reden):
        lees_pilot(bestand)


def test_het_zaad_van_de_loting_staat_in_het_bestand_of_wordt_getrokken(tmp_path: Path) -> None:
    bestand = tmp_path / "gemeenten.json"
    bestand.write_text('{"gemeenten": [], "zaad": 2010}')
    assert lees_pilot(bestand).zaad == 2010

    bestand.write_text('{"gemeenten": []}')
    assert len({lees_pilot(bestand).zaad for _ in range(10)}) > 1


def test_van_een_gemeente_mag_de_kring_in_het_bestand_staan(tmp_path: Path) -> None:
    bestand = tmp_path / "gemeenten.json"
    bestand.write_text('{"gemeenten": ["0014", "0363"], "kring_2009": {"0014": 1200}}')

    assert [deel.kring_2009 for deel in lees_pilot(bestand).deelnames] == [1200, None]

    for fout in ('"1200"', "-1", "12.5", "true"):
        bestand.write_text(f'{{"gemeenten": ["0014"], "kring_2009": {{"0014": {fout}}}}}')
        with pytest.raises(InstellingFout, match=r"kring_2009\.0014"):
            lees_pilot(bestand)


def test_pilot_toont_de_besluiten_het_totaal_en_het_einde(opdracht: Opdracht, tmp_path: Path) -> None:
    gestopt = {"soort": "deelname_beeindigd", "op": "2011-03-01", "gemeente": "0014", "per": "2011-06-01"}
    einde = {"soort": "pilot_beeindigd", "op": "2011-09-01", "per": "2011-10-01", "grond": "uitkomsten"}
    pilot = Pilot.beginstand(["0014", "0363"], {}, kring_2009={"0014": 1200})
    for gegevens in (gestopt, einde):
        pilot = verwerk_pilotgebeurtenis(pilot, lees_pilotgebeurtenis(gegevens))
    (tmp_path / "gegevens").mkdir()
    with Register(f"sqlite:///{tmp_path / 'gegevens' / 'register.db'}") as register:
        stand = Pilotstand(pilot.model_dump_json(), pilot.versie, date(2011, 9, 1))
        register.leg_pilot_vast(stand, [feit.model_dump(mode="json") for feit in pilot.gebeurtenissen])

    code, uit, _ = opdracht("pilot")

    assert code == 0
    assert "De pilot is beëindigd per 1 oktober 2011." in uit
    assert "Verleend € 183750.00, teruggevorderd € 113740.66." in uit
    assert "Van gemeente 0363 is de kring op 30 juni 2009 niet bekend" in uit
    beeld = json.loads(opdracht("pilot", "--json").uit)
    assert [(besluit["nummer"], besluit["soort"]) for besluit in beeld["besluiten"]] == [
        (1, "verlening"),
        (2, "lagere_vaststelling"),
        (3, "terugvordering"),
    ]
    assert beeld["termijnen"][1]["uiterlijk"] == "2011-12-01"


def test_zonder_bereikbare_server_staat_er_welke_dat_is(opdracht: Opdracht) -> None:
    code, _, fout = opdracht("meld", "0014/2011-000001", "inspanning", temporal_adres="127.0.0.1:1")

    assert code == 1
    assert fout == "De Temporal-server op 127.0.0.1:1 (namespace default) is niet te bereiken.\n"


def test_een_worker_zonder_server_zegt_wat_er_nodig_is(opdracht: Opdracht) -> None:
    code, _, fout = opdracht("worker")

    assert (code, fout) == (1, "Er draait geen server om voor te werken; start 'loondispensatie serve'.\n")


def test_een_leeg_register_is_leeg(opdracht: Opdracht) -> None:
    assert opdracht("lijst") == (0, "Geen trajecten.\n", "")
    assert opdracht("taken") == (0, "Geen open taken.\n", "")
    assert opdracht("termijnen") == (0, "Geen termijnen.\n", "")
    assert opdracht("pilot") == (0, "De pilot is nog niet begonnen.\n", "")
    assert opdracht("pilot", "--json") == (0, "null\n", "")
    _, uit, _ = opdracht("peildatum", "2011-11-01", "--json")
    assert json.loads(uit)["totaal"] == {
        "gemeenten": 0,
        "trajecten": 0,
        "fasen": {},
        "proefplaatsingen": 0,
        "dienstbetrekkingen": 0,
    }


def test_een_register_dat_geen_register_is_blijft_zoals_het_is(opdracht: Opdracht, tmp_path: Path) -> None:
    bestand = tmp_path / "ander.db"
    with sqlite3.connect(bestand) as ander:
        ander.execute("CREATE TABLE van_iemand_anders (iets)")
    voor = bestand.read_bytes()

    code, _, fout = opdracht("lijst", register_url=f"sqlite:///{bestand}")

    assert code == 2
    assert fout.startswith(f"Instelling {VOORVOEGSEL}REGISTER_URL")
    assert bestand.read_bytes() == voor


def test_speel_geeft_een_json_document_per_regel(opdracht: Opdracht) -> None:
    bestanden = [SCENARIOS / "03-toets-ondergrens.yaml", SCENARIOS / "10-verhuizing.yaml"]

    code, uit, fout = opdracht("speel", "--json", "--controleer", *bestanden)

    assert (code, fout) == (0, "")
    namen = [json.loads(regel)["naam"] for regel in uit.splitlines()]
    assert namen == [yaml.safe_load(bestand.read_text())["naam"] for bestand in bestanden]


def test_speel_noemt_elk_verschil_en_eindigt_dan_met_1(opdracht: Opdracht, tmp_path: Path) -> None:
    scenario = yaml.safe_load((SCENARIOS / "03-toets-ondergrens.yaml").read_text())
    scenario |= {"verwacht": {"traject": {"fase": "verzoek", "route": "wsw"}}, "precies": []}
    bestand = tmp_path / "anders.yaml"
    bestand.write_text(yaml.safe_dump(scenario))

    code, uit, _ = opdracht("speel", "--controleer", bestand)
    assert code == 1
    assert "traject.fase: verwacht 'verzoek', gevonden 'afgesloten'" in uit
    assert "traject.route: verwacht 'wsw', gevonden" in uit

    code, uit, fout = opdracht("speel", "--controleer", "--json", bestand)
    assert code == 1
    assert json.loads(uit)["naam"] == scenario["naam"]
    assert "traject.fase: verwacht 'verzoek', gevonden 'afgesloten'" in fout


def test_speel_toont_de_uitkomst(opdracht: Opdracht) -> None:
    code, uit, _ = opdracht("speel", SCENARIOS / "03-toets-ondergrens.yaml")

    assert code == 0
    assert "buiten doelgroep" in uit
    assert "Tijdlijn" in uit


def test_van_bestanden_waarvan_er_een_niet_klopt_wordt_geen_gespeeld(opdracht: Opdracht, tmp_path: Path) -> None:
    fout_bestand = tmp_path / "fout.json"
    fout_bestand.write_text('{"naam": "x", "client": {}, "gebeurtenissen": []}')

    code, uit, fout = opdracht("speel", "--json", SCENARIOS / "03-toets-ondergrens.yaml", fout_bestand)

    assert (code, uit) == (2, "")
    assert fout.startswith(f"{fout_bestand}: client: veld 'bsn' ontbreekt")
