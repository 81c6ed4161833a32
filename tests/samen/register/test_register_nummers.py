"""Numbers per gemeente and year: without gaps, without races, and the same person keeps the same one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice

from sqlalchemy import select

from activities.register import Register
from activities.register.tabellen import clienten as clienttabel
from tests.samen.register.voorbeelden import AANMELDING, begonnen, client, clienten


def test_numbers_count_on_per_gemeente_and_year(register: Register) -> None:
    een, twee, drie = islice(clienten(), 3)
    assert register.nummer_voor(een, date(2011, 1, 10)) == "0014/2011-000001"
    assert register.nummer_voor(twee, date(2011, 12, 31)) == "0014/2011-000002"
    assert register.nummer_voor(drie, date(2012, 1, 1)) == "0014/2012-000001"
    assert register.nummer_voor(client("9902"), date(2011, 1, 10)) == "9902/2011-000001"


def test_the_same_person_on_the_same_day_keeps_his_number_and_his_record(register: Register) -> None:
    nummer = begonnen(register)
    assert register.nummer_voor(client(uitkering="wij"), AANMELDING) == nummer
    assert register.uitkering_van(nummer) == "wwb"
    assert begonnen(register, next(clienten())) == "0014/2011-000002"


def test_a_new_application_of_the_same_person_gets_a_new_number_and_his_newest_record(register: Register) -> None:
    eerst = begonnen(register)
    later = register.nummer_voor(client(uitkering="wij"), date(2011, 6, 1))
    assert later == "0014/2011-000002"
    assert register.uitkering_van(eerst) == register.uitkering_van(later) == "wij"


def test_the_same_person_in_another_gemeente_is_another_client(register: Register) -> None:
    assert begonnen(register) == "0014/2011-000001"
    assert begonnen(register, client("9902")) == "9902/2011-000001"


def test_the_record_holds_what_the_gemeente_reported(register: Register) -> None:
    indicatie = {"van": "2010-01-01", "tot_en_met": "2012-06-30"}
    persoon = client(vermogen="-1200.05", wsw_indicatie=indicatie, naam="Ç. d'Été")
    begonnen(register, persoon)
    with register._verbinding.lees() as verbinding:
        rij = verbinding.execute(select(clienttabel)).one()
    assert (rij.naam, rij.vermogen, rij.geboortedatum) == (persoon.naam, persoon.vermogen, persoon.geboortedatum)
    assert (rij.wsw_van, rij.wsw_tot_en_met) == (date(2010, 1, 1), date(2012, 6, 30))


def test_numbers_given_out_at_once_have_no_gaps_and_no_doubles(register: Register) -> None:
    mensen = list(islice(clienten(), 30)) * 2
    with ThreadPoolExecutor(12) as uitvoerders:
        nummers = list(uitvoerders.map(lambda persoon: begonnen(register, persoon), mensen))
    assert nummers[:30] == nummers[30:]
    assert sorted(set(nummers)) == [f"0014/2011-{volgnummer:06d}" for volgnummer in range(1, 31)]
