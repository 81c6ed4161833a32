"""No number under ten persons can be read from what is published, or worked out from it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cijfers.onderdrukking import DREMPEL, weggelaten
from cijfers.pseudoniem import Pseudoniemen
from cijfers.tabel import ALLE, TOTAAL, Cel, Plaats, Tabel, maak_tabellen, maanden_van
from cijfers.verzameling import verzamel
from tests.bevolking import trajecten

Rooster = Mapping[tuple[str, str], frozenset[int]]
"""The persons of each inner cell, by row and column; each counts for one."""


def tabel(cijfer: str, ouders: Mapping[str, str | None], kolommen: Sequence[str], rooster: Rooster) -> Tabel:
    """A table with its totals."""
    bladen = [rij for rij in ouders if rij not in ouders.values()]
    cellen: dict[Plaats, Cel] = {}
    for rij in ouders:
        onder = [blad for blad in bladen if rij in voorouders(blad, ouders)]
        for kolom in (*kolommen, TOTAAL):
            delen = [rooster[blad, k] for blad in onder for k in kolommen if kolom in {k, TOTAAL}]
            cellen[Plaats(cijfer, rij, kolom)] = Cel(Decimal(sum(map(len, delen))), frozenset[int]().union(*delen))
    return Tabel(cijfer, ouders, kolommen, cellen)


def voorouders(rij: str, ouders: Mapping[str, str | None]) -> Iterator[str]:
    ouder: str | None = rij
    while ouder is not None:
        yield ouder
        ouder = ouders[ouder]


PLAT = {ALLE: None, "gemeente:1": ALLE, "gemeente:2": ALLE, "gemeente:3": ALLE}
BOOM = {
    ALLE: None,
    "methode:a": ALLE,
    "methode:b": ALLE,
    "gemeente:1": "methode:a",
    "gemeente:2": "methode:a",
    "gemeente:3": "methode:b",
}
AANTAL = st.one_of(st.integers(0, 12), st.integers(0, 60))


@st.composite
def tabellen(draw: st.DrawFn, cijfer: str = "toets") -> Tabel:
    """Tables of three gemeenten, with or without methods, in which every person has one place."""
    ouders = draw(st.sampled_from([PLAT, BOOM]))
    kolommen = [f"groep:{naam}" for naam in "xyz"[: draw(st.integers(2, 3))]]
    personen = iter(range(10_000))
    plaatsen = [(rij, kolom) for rij in ouders if rij not in ouders.values() for kolom in kolommen]
    rooster = {plek: frozenset(next(personen) for _ in range(draw(AANTAL))) for plek in plaatsen}
    return tabel(cijfer, ouders, kolommen, rooster)


def te_klein(deze: Tabel) -> set[Plaats]:
    """Cells about fewer than ten persons, unless they are zero in all gemeenten together."""
    return {
        hier
        for hier, cel in deze.cellen.items()
        if cel.personen < DREMPEL and deze.cellen[hier._replace(rij=ALLE)].personen
    }


@given(tabellen())
def test_a_cell_about_fewer_than_ten_persons_is_left_out(deze: Tabel) -> None:
    weg = weggelaten([deze])
    assert te_klein(deze) <= weg
    assert all(cel.personen >= DREMPEL or not cel.personen for hier, cel in deze.cellen.items() if hier not in weg)


@given(tabellen())
def test_what_is_left_out_of_a_published_total_is_about_ten_persons_or_more(deze: Tabel) -> None:
    weg = weggelaten([deze])
    for totaal, delen in deze.sommen:
        rest = deze.cellen[totaal].waarde - sum(deze.cellen[deel].waarde for deel in delen if deel not in weg)
        if totaal not in weg:
            assert rest == 0 or rest >= DREMPEL


@given(tabellen())
def test_what_follows_exactly_from_the_rest_leaves_no_small_remainder(deze: Tabel) -> None:
    weg = set(weggelaten([deze]))
    while volgt := {hier for som in deze.sommen for hier in _enige_onbekende(som, weg)}:
        weg -= volgt
    for totaal, delen in deze.sommen:
        verborgen = {persoon for deel in delen if deel in weg for persoon in deze.cellen[deel].wie}
        assert totaal in weg or not weg & set(delen) or len(verborgen) >= DREMPEL


def _enige_onbekende(som: tuple[Plaats, Sequence[Plaats]], weg: set[Plaats]) -> set[Plaats]:
    """The one number of a sum that is left out: whoever can add and subtract knows it."""
    totaal, delen = som
    onbekend = weg & {totaal, *delen}
    return onbekend if len(onbekend) == 1 else set()


@given(tabellen())
def test_a_small_cell_can_be_more_for_all_that_is_published(deze: Tabel) -> None:
    weg = weggelaten([deze])
    for cel in te_klein(deze):
        assert ander_rooster(deze, weg, cel), f"{cel} is exactly {deze.cellen[cel].waarde}"


def ander_rooster(deze: Tabel, weg: frozenset[Plaats], cel: Plaats) -> bool:
    """Search, cell by cell, for a table in which `cel` is one more and everything published the same.

    Such tables differ from this one by -1, 0 or 1 in each cell, if there are any: the sums are those of a network.
    """
    vrij = [cel, *sorted(weg - {cel})]
    sommen = [(totaal, *delen) for totaal, delen in deze.sommen]

    def zoek(verschil: dict[Plaats, int]) -> bool:
        for totaal, *delen in sommen:
            compleet = all(hier in verschil or hier not in weg for hier in (totaal, *delen))
            if compleet and verschil.get(totaal, 0) != sum(verschil.get(deel, 0) for deel in delen):
                return False
        if len(verschil) == len(vrij):
            return True
        hier = vrij[len(verschil)]
        keuzes = (1,) if hier == cel else (0, 1, -1) if deze.cellen[hier].waarde else (0, 1)
        return any(zoek({**verschil, hier: keuze}) for keuze in keuzes)

    return zoek({})


@given(st.data())
@settings(max_examples=50)
def test_a_number_in_two_tables_is_left_out_of_both_and_follows_from_neither(data: st.DataObject) -> None:
    eerste = data.draw(tabellen("toets"))
    tweede = data.draw(anders_verdeeld(eerste))
    weg = weggelaten([eerste, tweede])
    assert not bepaald([eerste, tweede], weg) & (te_klein(eerste) | te_klein(tweede))


@st.composite
def anders_verdeeld(draw: st.DrawFn, eerste: Tabel) -> Tabel:
    """The same persons in the same gemeenten, divided by month."""
    maanden = [f"maand:2011-0{nummer}" for nummer in range(1, draw(st.integers(2, 3)) + 1)]
    rooster: dict[tuple[str, str], frozenset[int]] = {}
    for rij in (rij for rij in eerste.ouders if rij not in eerste.ouders.values()):
        over = sorted(eerste.cellen[Plaats("toets", rij, TOTAAL)].wie)
        for maand in maanden:
            neemt = len(over) if maand == maanden[-1] else draw(st.integers(0, len(over)))
            rooster[rij, maand], over = frozenset(over[:neemt]), over[neemt:]
    return tabel("toets", eerste.ouders, maanden, rooster)


def bepaald(alle: Sequence[Tabel], weg: frozenset[Plaats]) -> set[Plaats]:
    """The cells that were left out and follow from what was published, by all sums of all tables together."""
    plek = {hier: nummer for nummer, hier in enumerate(sorted(weg))}
    vergelijkingen = []
    for totaal, delen in (som for deze in alle for som in deze.sommen):
        regel = np.zeros(len(plek))
        for hier, teken in [(totaal, -1.0), *((deel, 1.0) for deel in delen)]:
            if hier in plek:
                regel[plek[hier]] += teken
        if regel.any():
            vergelijkingen.append(regel)
    if not vergelijkingen:
        return set()
    _, maten, richtingen = np.linalg.svd(np.array(vergelijkingen), full_matrices=False)
    # How much of each cell lies in what the sums know: all of it means that they know the cell.
    bekend = (richtingen[maten > 1e-9] ** 2).sum(axis=0)
    return {hier for hier, nummer in plek.items() if bekend[nummer] > 1 - 1e-6}


def tabellen_van_de_bevolking(dag: date) -> list[Tabel]:
    verzameling = verzamel(trajecten(), dag, Pseudoniemen(b"k" * 32))
    return maak_tabellen(verzameling.feiten, verzameling.methoden, maanden_van("2010-08", f"{dag:%Y-%m}"))


def test_of_the_population_no_small_number_can_be_worked_out_from_all_tables_together() -> None:
    alle = tabellen_van_de_bevolking(date(2011, 11, 1))
    weg = weggelaten(alle)
    klein = {hier for deze in alle for hier in te_klein(deze)}
    assert klein <= weg
    for verwant in verwanten(alle):
        eigen = frozenset(hier for deze in verwant for hier in deze.cellen) & weg
        assert not bepaald(verwant, eigen) & klein


def verwanten(alle: Sequence[Tabel]) -> list[list[Tabel]]:
    """The tables in groups that have numbers in common."""
    groepen: list[list[Tabel]] = []
    for deze in alle:
        samen = [g for g in groepen if any(deze.cellen.keys() & andere.cellen.keys() for andere in g)]
        groepen = [g for g in groepen if g not in samen] + [[deze, *(tabel for g in samen for tabel in g)]]
    return groepen


def test_a_zero_stays_where_it_is_zero_everywhere_and_says_nothing_of_a_small_group() -> None:
    personen = iter(range(1000))
    vol = {rij: frozenset(next(personen) for _ in range(20)) for rij in ("gemeente:1", "gemeente:2", "gemeente:3")}
    rooster = {(rij, "groep:x"): wie for rij, wie in vol.items()} | {(rij, "groep:y"): frozenset[int]() for rij in vol}
    assert weggelaten([tabel("toets", PLAT, ["groep:x", "groep:y"], rooster)]) == frozenset()

    rooster["gemeente:1", "groep:y"] = frozenset(next(personen) for _ in range(20))
    weg = weggelaten([tabel("toets", PLAT, ["groep:x", "groep:y"], rooster)])
    assert Plaats("toets", "gemeente:2", "groep:y") in weg
    assert Plaats("toets", ALLE, "groep:y") not in weg
