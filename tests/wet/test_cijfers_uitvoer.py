"""What goes out of the figures: tidy files and a page of their own, with nobody's personal data in it."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from cijfers.feiten import Traject
from cijfers.onderdrukking import DREMPEL
from cijfers.overzicht import Lezer, overzichten, ten_minste
from cijfers.pseudoniem import LENGTE, Pseudoniemen
from cijfers.publicatie import Publicatie, publiceer
from cijfers.tabel import ALLE, GROEP, MAAND, TOTAAL, maak_tabellen, plaats
from cijfers.uitvoer import SCHEMAS, Frames, als_json, frames, onderzoeksframes, schrijf, woordenboek
from cijfers.verslag import verslag
from cijfers.verzameling import Verzameling, verzamel
from cijfers.woordenboek import CIJFERS, GEEN_VERGELIJKING
from tests.bevolking import TOT_EN_MET, personen, trajecten

SLEUTEL = Pseudoniemen(b"een sleutel van meer dan 32 tekens lang")


@cache
def verzameld() -> Verzameling:
    return verzamel(trajecten(), TOT_EN_MET, SLEUTEL)


@cache
def gepubliceerd() -> Publicatie:
    return publiceer(verzameld())


@cache
def pagina() -> str:
    return verslag(gepubliceerd())


def geheimen() -> Iterator[str]:
    """Everything of the population that says who somebody is."""
    for persoon in personen():
        client = persoon["client"]
        yield from (client["bsn"], client["naam"], client["geboortedatum"], persoon["naam"])
        for feit in persoon["gebeurtenissen"]:
            yield from (feit[veld] for veld in ("toelichting", "reden", "functie") if feit.get(veld))
            yield from (
                werkgever[veld] for werkgever in [feit.get("werkgever")] if werkgever for veld in ("naam", "kvk")
            )
    yield from (traject.nummer for traject in trajecten())


def uitgeschreven(folder: Path, tabellen: Frames) -> str:
    schrijf(tabellen, folder, "csv")
    return "\n".join(bestand.read_text(encoding="utf-8") for bestand in sorted(folder.iterdir()))


UITVOER: dict[str, Callable[[Path], str]] = {
    "cijfers": lambda folder: uitgeschreven(folder, frames(gepubliceerd())),
    "onderzoek": lambda folder: uitgeschreven(folder, onderzoeksframes(verzameld())),
    "pagina": lambda _: pagina(),
    "json": lambda _: als_json(gepubliceerd()),
    "gemeente": lambda _: verslag(gepubliceerd().beperkt(None, None, "0014"), "0014"),
}


@pytest.mark.parametrize("soort", sorted(UITVOER))
def test_no_output_says_who_anybody_is(soort: str, tmp_path: Path) -> None:
    tekst = UITVOER[soort](tmp_path)
    assert len(tekst) > 10_000
    assert genoemd(set(geheimen()), tekst) == set()


def genoemd(geheimen_: set[str], tekst: str) -> set[str]:
    """The secrets of which all words stand one after the other in a text."""
    woorden = re.findall(r"\w+", tekst)
    per_lengte: dict[int, dict[tuple[str, ...], str]] = {}
    for geheim in geheimen_:
        delen = tuple(re.findall(r"\w+", geheim))
        per_lengte.setdefault(len(delen), {})[delen] = geheim
    return {
        bekend[reeks]
        for lengte, bekend in per_lengte.items()
        for reeks in zip(*(woorden[plek:] for plek in range(lengte)), strict=False)
        if reeks in bekend
    }


def test_a_secret_in_a_text_would_be_found() -> None:
    assert genoemd({"Client 0354", "999000354", "1973-03-21"}, "<td>Client 0354,</td> 1973-03-21") == {
        "Client 0354",
        "1973-03-21",
    }


def test_parquet_holds_no_personal_data_either(tmp_path: Path) -> None:
    schrijf({**frames(gepubliceerd()), **onderzoeksframes(verzameld())}, tmp_path, "parquet")
    inhoud = b"".join(bestand.read_bytes() for bestand in tmp_path.iterdir())
    waarden = {
        str(waarde)
        for bestand in tmp_path.iterdir()
        for kolom in pl.read_parquet(bestand)
        for waarde in kolom.unique().to_list()
    }
    assert not waarden & set(geheimen())
    assert not any(persoon["client"]["bsn"].encode() in inhoud for persoon in personen())


def test_nothing_under_ten_persons_is_published() -> None:
    personen_van = {
        hier: cel.personen
        for tabel in maak_tabellen(verzameld().feiten, verzameld().methoden, gepubliceerd().maanden)
        for hier, cel in tabel.cellen.items()
    }
    for hier, waarde in gepubliceerd().waarden.items():
        assert waarde is None or waarde == 0 or personen_van[hier] >= DREMPEL
    aantallen = frames(gepubliceerd())["aantallen"].filter(~pl.col("weggelaten"))["aantal"].to_list()
    assert all(aantal == 0 or aantal >= DREMPEL for aantal in aantallen)


def test_quartiles_are_published_of_the_same_groups_as_their_number() -> None:
    publicatie = gepubliceerd()
    for hier, verdeling in publicatie.verdelingen.items():
        assert (verdeling is None) == (not publicatie.waarde(hier.cijfer, hier.kolom, hier.rij))


@pytest.mark.parametrize("naam", sorted(SCHEMAS))
def test_csv_and_parquet_give_the_same_table_back(naam: str, tmp_path: Path) -> None:
    tabel = frames(gepubliceerd())[naam]
    schrijf({naam: tabel}, tmp_path, "csv")
    schrijf({naam: tabel}, tmp_path, "parquet")
    assert_frame_equal(pl.read_parquet(tmp_path / f"{naam}.parquet"), tabel)
    gelezen = pl.read_csv(tmp_path / f"{naam}.csv", schema=dict(SCHEMAS[naam]))
    assert_frame_equal(gelezen.with_columns(pl.col(pl.String).fill_null("")), tabel)


def test_the_dictionary_beside_the_files_explains_every_column_figure_and_group() -> None:
    uitleg = woordenboek()
    kolommen = set(uitleg.filter(pl.col("soort") == "kolom")["naam"])
    assert kolommen == {kolom for schema in SCHEMAS.values() for kolom in schema}
    assert list(uitleg.filter(pl.col("soort") == "cijfer")["naam"]) == list(CIJFERS)
    assert uitleg.filter(
        (pl.col("soort") == "cijfer") & ((pl.col("definitie") == "") | (pl.col("grondslag") == ""))
    ).is_empty()
    for bestand, tabel in frames(gepubliceerd()).items():
        if bestand != "woordenboek":
            for cijfer, groep in tabel.select("cijfer", "groep").unique().iter_rows():
                assert groep in {"", *CIJFERS[cijfer].groepen}
                assert bestand in uitleg.row(by_predicate=pl.col("naam") == cijfer, named=True)["bestand"]


def test_the_json_is_the_same_as_the_files(tmp_path: Path) -> None:
    inhoud = json.loads(als_json(gepubliceerd()))
    schrijf(frames(gepubliceerd()), tmp_path, "csv")
    with (tmp_path / "bedragen.csv").open(encoding="utf-8") as bestand:
        regels = list(csv.DictReader(bestand))
    assert [regel["bedrag"] or None for regel in regels] == [regel["bedrag"] for regel in inhoud["bedragen"]]
    assert inhoud["peildatum"] == "2013-01-31"


def test_a_pseudonym_is_always_the_same_with_a_key_and_another_without_it() -> None:
    assert SLEUTEL.persoon("999000354") == SLEUTEL.persoon("999000354")
    assert len(SLEUTEL.persoon("999000354")) == LENGTE
    anders = {Pseudoniemen(b"x").persoon("1"), Pseudoniemen(b"y").persoon("1"), Pseudoniemen(b"x").traject("1")}
    assert len(anders) == 3
    feiten = verzameld().feiten
    assert feiten["persoon"].n_unique() == len(personen())


def test_the_file_for_research_does_not_stand_in_the_order_of_the_register() -> None:
    volgorde = onderzoeksframes(verzameld())["feiten"]["traject"].unique(maintain_order=True).to_list()
    assert volgorde == sorted(volgorde)
    assert volgorde != [SLEUTEL.traject(traject.nummer) for traject in trajecten()]


def test_fewer_months_or_one_gemeente_are_the_same_numbers() -> None:
    alles, deel = gepubliceerd(), gepubliceerd().beperkt("2011-03", "2011-05", "0014")
    assert deel.maanden == ["2011-03", "2011-04", "2011-05"]
    assert deel.gemeenten == ["0014"]
    assert {hier.kolom for hier in deel.plaatsen if hier.kolom.startswith(MAAND)} == {
        f"maand:2011-0{n}" for n in (3, 4, 5)
    }
    assert {hier.rij for hier in deel.plaatsen} == {ALLE, "gemeente:0014", "methode:activa"}
    assert all(
        deel.waarde(*hier_) == alles.waarde(*hier_) for hier_ in ((h.cijfer, h.kolom, h.rij) for h in deel.plaatsen)
    )


@settings(max_examples=15)
@given(st.sets(st.integers(0, 959), min_size=1, max_size=60), st.dates(date(2010, 8, 1), date(2013, 6, 30)))
def test_every_total_is_the_sum_of_its_parts(welke: set[int], dag: date) -> None:
    verzameling = verzamel([trajecten()[nummer] for nummer in sorted(welke)], dag, SLEUTEL)
    publicatie = publiceer(verzameling)
    for tabel in maak_tabellen(verzameling.feiten, verzameling.methoden, publicatie.maanden):
        for totaal, delen in tabel.sommen:
            assert tabel.cellen[totaal].waarde == sum(tabel.cellen[deel].waarde for deel in delen)
            zichtbaar = [publicatie.waarden[deel] for deel in delen]
            if None not in {publicatie.waarden[totaal], *zichtbaar}:
                assert publicatie.waarden[totaal] == sum((w for w in zichtbaar if w is not None), Decimal(0))


def test_without_trajectories_every_number_is_zero_and_there_is_a_page() -> None:
    leeg = publiceer(verzamel([], TOT_EN_MET, SLEUTEL))
    assert {leeg.waarde(cijfer, TOTAAL) for cijfer in CIJFERS if CIJFERS[cijfer].met_totaal} == {0}
    assert "<h1>" in verslag(leeg)


def test_few_trajectories_say_nothing() -> None:
    publicatie = publiceer(verzamel(trajecten()[:9], TOT_EN_MET, SLEUTEL))
    assert {waarde for waarde in publicatie.waarden.values() if waarde} == set()
    assert verslag(publicatie).count("x") > 0


def test_a_person_with_many_trajectories_is_one_person() -> None:
    een = trajecten()[0]
    vaak = [Traject(f"0014/2011-{nummer:06}", "0014", "activa", een.dossier) for nummer in range(20)]
    assert publiceer(verzamel(vaak, TOT_EN_MET, SLEUTEL)).waarde("instroom") is None


class _Boom(HTMLParser):
    """Every element of a page with its attributes and its text."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self.delen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(tekst)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.delen.append((tag, dict(attrs)))

    def van(self, *namen: str) -> list[dict[str, str | None]]:
        return [attributen for naam, attributen in self.delen if naam in namen]


def test_the_page_needs_nothing_outside_itself() -> None:
    boom = _Boom(pagina())
    assert not boom.van("script", "link", "iframe", "img", "object", "embed", "base", "form")
    verwijzingen = [a[naam] or "" for _, a in boom.delen for naam in ("href", "xlink:href", "src", "data") if naam in a]
    assert verwijzingen
    assert all(verwijzing.startswith("#") for verwijzing in verwijzingen)
    assert all(doel.startswith("#") for doel in re.findall(r"url\(([^)]*)\)", pagina()))
    assert "@import" not in pagina()
    assert "default-src 'none'" in pagina()


def test_the_page_can_be_read_by_everyone() -> None:
    boom = _Boom(pagina())
    assert boom.van("html") == [{"lang": "nl"}]
    ids = [attributen["id"] for _, attributen in boom.delen if "id" in attributen]
    assert len(ids) == len(set(ids))
    assert {a["href"] for a in boom.van("a")} <= {f"#{naam}" for naam in ids}
    koppen = [int(naam[1]) for naam, _ in boom.delen if re.fullmatch("h[1-6]", naam)]
    assert koppen[0] == 1
    assert koppen.count(1) == 1
    assert all(later - eerder <= 1 for eerder, later in pairwise(koppen))
    assert all(attributen.get("scope") in {"col", "row"} for attributen in boom.van("th"))
    grafieken = boom.van("svg")
    assert len(grafieken) == len(boom.van("figure")) == len(boom.van("figcaption")) == 9
    assert all(grafiek["role"] == "img" and len(grafiek["aria-label"] or "") > 40 for grafiek in grafieken)
    assert len(boom.van("caption")) == len(boom.van("table")) == len(list(overzichten(Lezer(gepubliceerd()))))


def test_the_page_has_every_definition_and_says_why_there_is_no_comparison() -> None:
    tekst = pagina().replace("&#39;", "'").replace("&#34;", '"')
    assert all(cijfer.definitie in tekst and cijfer.beperking in tekst for cijfer in CIJFERS.values())
    assert GEEN_VERGELIJKING in tekst


def test_groups_that_are_shown_are_those_of_the_dictionary() -> None:
    for cijfer, groep in verzameld().feiten.select("cijfer", "groep").unique().iter_rows():
        assert groep in CIJFERS[cijfer].groepen, (cijfer, groep)
    assert publiceer(verzameld()).waarde("instroom", f"{GROEP}met_indicatie") == 380


@pytest.mark.parametrize("code", list(CIJFERS))
def test_the_documentation_has_the_definition_of_each_figure(code: str) -> None:
    tekst = (Path(__file__).parents[2] / "docs" / "cijfers.md").read_text(encoding="utf-8")
    cijfer = CIJFERS[code]
    eigen = tekst.split(f"### {cijfer.titel} (`{code}`)\n")[1].split("\n### ")[0]
    groepen = ", ".join(f"`{groep}` {naam}" for groep, naam in cijfer.groepen.items())
    for deel in (cijfer.definitie, f"Eenheid: {cijfer.eenheid}. Bron: {cijfer.grondslag}.", groepen, cijfer.beperking):
        assert deel in eigen


def test_at_least_so_far_is_worked_out_from_what_is_published_only() -> None:
    publicatie = gepubliceerd()
    assert list(ten_minste(publicatie).values()) == [960, 820, 533, 262, 238]
    eerste = {plaats("bereikt", ALLE, f"{GROEP}aangemeld"): None}
    zonder_eerste = replace(publicatie, waarden={**publicatie.waarden, **eerste})
    assert ten_minste(zonder_eerste) == ten_minste(publicatie)
    twee = {**eerste, plaats("bereikt", ALLE, f"{GROEP}loonwaarde"): None}
    assert list(ten_minste(replace(publicatie, waarden={**publicatie.waarden, **twee})).values()) == [
        960, None, None, None, 238,
    ]  # fmt: skip
