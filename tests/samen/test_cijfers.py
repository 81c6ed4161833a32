"""The commands `cijfers` and `rekenhulp`, on a register with a part of the population."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from activities.register import Register, RegisterFout
from activities.register.pilot import Pilotstand
from activities.register.projectie import Stand
from cijfers.feiten import Traject
from cijfers.pseudoniem import Pseudoniemen
from cijfers.publicatie import publiceer
from cijfers.tabel import METHODE, TOTAAL
from cijfers.verzameling import verzamel
from starter.evaluatie import verzamel_uit
from starter.instellingen import VOORVOEGSEL
from starter.opdrachtregel import hoofd
from starter.opdrachtregel.cijfers import ONDERZOEKSMAP
from starter.opdrachtregel.verwerking import open_logboek
from tests.bevolking import methoden, trajecten
from tests.samen.register.voorbeelden import leeg
from wet.pilot import Pilot

DEEL = 160
PEILDATUM = date(2012, 7, 15)
NAMEN = Pseudoniemen(b"k" * 32)


@pytest.fixture(scope="module")
def gegevensmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a register of some of the population."""
    folder = tmp_path_factory.mktemp("gegevens")
    with Register(f"sqlite:///{folder / 'register.db'}") as register:
        pilot = Pilot.beginstand(methoden(), methoden())
        register.leg_pilot_vast(Pilotstand(pilot.model_dump_json(), 0, date(2010, 6, 9)), [])
        for traject in trajecten()[:DEEL]:
            _leg_vast(register, traject)
    return folder


def _leg_vast(register: Register, traject: Traject) -> None:
    dossier = traject.dossier
    nummer = register.nummer_voor(dossier.client, dossier.tijdlijn[0].op)
    json_ = dossier.model_dump_json()
    stand = Stand(nummer, 1, 0, dossier.dag, json_, leeg(), fasen=[], klaar=True, termijn=None, openstaand=[])
    register.leg_vast(stand)


@pytest.fixture(autouse=True)
def omgeving(gegevensmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{VOORVOEGSEL}GEGEVENSMAP", str(gegevensmap))
    monkeypatch.delenv(f"{VOORVOEGSEL}PSEUDONIEMSLEUTEL", raising=False)
    monkeypatch.delenv(f"{VOORVOEGSEL}REGISTER_URL", raising=False)


@pytest.fixture
def register(gegevensmap: Path) -> Iterator[Register]:
    with Register(f"sqlite:///{gegevensmap / 'register.db'}") as register:
        yield register


def test_the_register_gives_the_figures_that_the_law_alone_gives(register: Register) -> None:
    uit_register = publiceer(verzamel_uit(register, PEILDATUM, NAMEN))
    uit_de_wet = publiceer(verzamel(trajecten()[:DEEL], PEILDATUM, NAMEN))
    assert uit_register.methoden == uit_de_wet.methoden
    assert uit_register.waarden == uit_de_wet.waarden
    assert uit_register.verdelingen == uit_de_wet.verdelingen
    assert uit_register.waarde("eerste_meting", TOTAAL, f"{METHODE}dariuz") is not None


def test_the_screen_shows_every_table_and_what_an_x_means(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["cijfers", "--peildatum", "2012-07-15"]) == 0
    uit = capsys.readouterr().out
    assert "stand op 15 juli 2012" in uit
    for titel in ("Van aanmelding naar baan", "Tijd per fase", "Herevaluaties op tijd", "Per gemeente"):
        assert titel in uit
    assert "Een x staat voor een getal dat is weggelaten" in uit
    assert "loonkostensubsidie" in uit


def test_json_goes_to_standard_output_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["cijfers", "--peildatum", "2012-07-15", "--gemeente", "0014", "--json"]) == 0
    inhoud = json.loads(capsys.readouterr().out)
    assert {rij["gebied"] for rij in inhoud["aantallen"]} == {"", "0014", "activa"}
    totaal = next(rij for rij in inhoud["aantallen"] if (rij["cijfer"], rij["niveau"]) == ("instroom", "alle"))
    assert totaal["aantal"] == sum(traject.dossier.tijdlijn[0].op <= PEILDATUM for traject in trajecten()[:DEEL])


def test_files_are_written_with_their_dictionary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doel = [str(tmp_path / naam) for naam in ("csv", "parquet", "verslag.html")]
    argumenten = ["cijfers", "--csv", doel[0], "--parquet", doel[1], "--html", doel[2]]
    assert hoofd([*argumenten, "--van", "2011-01-01", "--tot", "2011-06-30"]) == 0
    assert capsys.readouterr().out == ""
    namen = {"aantallen", "bedragen", "verdelingen", "woordenboek"}
    assert {bestand.name for bestand in (tmp_path / "csv").iterdir()} == {f"{naam}.csv" for naam in namen}
    maanden = set(pl.read_parquet(tmp_path / "parquet" / "aantallen.parquet")["maand"]) - {""}
    assert maanden == {f"2011-0{nummer}" for nummer in range(1, 7)}
    assert "<!DOCTYPE html>" in (tmp_path / "verslag.html").read_text(encoding="utf-8")


def test_the_file_for_research_needs_a_key_and_stands_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opdracht = ["cijfers", "--csv", str(tmp_path), "--onderzoek"]
    assert hoofd(opdracht) == 2
    monkeypatch.setenv(f"{VOORVOEGSEL}PSEUDONIEMSLEUTEL", "te kort")
    assert hoofd(opdracht) == 2
    fout = capsys.readouterr().err
    assert "LOONDISPENSATIE_PSEUDONIEMSLEUTEL is nodig voor het onderzoeksbestand" in fout
    assert "LOONDISPENSATIE_PSEUDONIEMSLEUTEL moet 32 of meer tekens hebben" in fout
    assert "te kort" not in fout
    assert not list(tmp_path.iterdir())

    monkeypatch.setenv(f"{VOORVOEGSEL}PSEUDONIEMSLEUTEL", "k" * 32)
    assert hoofd(opdracht) == 0
    feiten = pl.read_csv(tmp_path / ONDERZOEKSMAP / "feiten.csv")
    assert feiten["persoon"].n_unique() == DEEL
    assert (tmp_path / ONDERZOEKSMAP).stat().st_mode & 0o077 == 0
    assert NAMEN.persoon(trajecten()[0].dossier.client.bsn) in set(feiten["persoon"])


def test_wie_in_het_onderzoeksbestand_staat_heeft_een_regel_in_het_logboek(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Register
) -> None:
    dag = date(2011, 3, 1)
    erin = {traject.dossier.client.bsn: traject.dossier.tijdlijn[0].op <= dag for traject in trajecten()[:DEEL]}
    assert set(erin.values()) == {True, False}
    monkeypatch.setenv(f"{VOORVOEGSEL}PSEUDONIEMSLEUTEL", "k" * 32)
    logboek = open_logboek(register)
    vooraf = {bsn: len(logboek.gezien_door(bsn)) for bsn in erin}

    assert hoofd(["cijfers", "--peildatum", str(dag), "--csv", str(tmp_path / "alleen")]) == 0
    assert {bsn: len(logboek.gezien_door(bsn)) for bsn in erin} == vooraf

    assert hoofd(["cijfers", "--peildatum", str(dag), "--csv", str(tmp_path), "--onderzoek"]) == 0
    for bsn, hoort_erin in erin.items():
        assert len(logboek.gezien_door(bsn)) - vooraf[bsn] == hoort_erin
    assert logboek.gezien_door(trajecten()[0].dossier.client.bsn)[-1].activiteit.endswith(":onderzoek-voeden")


def test_zonder_logboek_wordt_er_geen_onderzoeksbestand_geschreven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> str:
        raise RegisterFout("De schijf van het register is vol.")

    monkeypatch.setattr("activities.register.verwerkingen.Verwerkingen.schrijf", vol)
    monkeypatch.setenv(f"{VOORVOEGSEL}PSEUDONIEMSLEUTEL", "k" * 32)
    assert hoofd(["cijfers", "--csv", str(tmp_path), "--onderzoek"]) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("argumenten", "fout"),
    [
        (["--peildatum", "2012"], "--peildatum moet een datum zijn"),
        (["--van", "2012-01-01", "--tot", "2011-01-01"], "--tot ligt voor --van"),
        (["--gemeente", "0363"], "0363 heeft op"),
        (["--onderzoek"], "--onderzoek hoort bij --csv of --parquet"),
        (["--html", "/proc/verslag.html"], "/proc/verslag.html kan niet worden geschreven"),
    ],
)
def test_what_is_typed_wrong_is_one_line_in_dutch(
    argumenten: list[str], fout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hoofd(["cijfers", *argumenten]) == 2
    assert fout in capsys.readouterr().err


def test_an_empty_register_has_no_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{VOORVOEGSEL}GEGEVENSMAP", str(tmp_path))
    assert hoofd(["cijfers"]) == 0
    assert "Er zijn nog geen trajecten." in capsys.readouterr().out
    assert hoofd(["cijfers", "--html", str(tmp_path / "leeg.html")]) == 0


def test_the_calculator_draws_a_bar_for_each_loonwaarde(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["rekenhulp", "--datum", "2011-03-01", "--leefvorm", "alleenstaande"]) == 0
    uit = capsys.readouterr().out
    regels = [regel for regel in uit.splitlines() if "%" in regel and "█" in regel]
    assert len(regels) == 16
    lengtes = [regel.count("█") + regel.count("░") for regel in regels]
    assert lengtes == sorted(lengtes)
    assert "Gehuwd" not in uit
    assert "37,5 cent" in uit


def test_the_calculator_gives_json_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opdracht = ["rekenhulp", "--datum", "2011-03-01", "--uren", "18", "--netto", "600,50"]
    assert hoofd([*opdracht, "--html", str(tmp_path / "reken.html"), "--json"]) == 0
    inhoud = json.loads(capsys.readouterr().out)
    assert inhoud["rechtens_loon"] == "712.20"
    assert inhoud["netto_bij_100"] == "600.50"
    assert list(inhoud["leefvormen"]) == ["alleenstaande", "alleenstaande_ouder", "gehuwd"]
    assert (tmp_path / "reken.html").exists()


@pytest.mark.parametrize(
    ("argumenten", "fout"),
    [
        (["--loon", "veel"], "--loon moet een bedrag zijn"),
        (["--uren", "0"], "--uren moet een aantal uren zijn"),
        (["--datum", "2011-03-01", "--loon", "100"], "lager dan het minimumloon voor deze uren (1424.40)"),
        (["--leefvorm", "samen"], "--leefvorm moet een van deze zijn"),
    ],
)
def test_a_calculation_that_cannot_be_made_is_one_line(
    argumenten: list[str], fout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hoofd(["rekenhulp", *argumenten]) == 2
    assert fout in capsys.readouterr().err
