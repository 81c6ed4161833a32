"""Legal time: shifted, accelerated, and spoken of in legal days in Amsterdam."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.kalender import Kalender, middernacht

NU = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
DAG = date(2010, 6, 9)


def test_een_wettelijke_dag_begint_om_middernacht_in_amsterdam() -> None:
    assert middernacht(date(2010, 1, 1)) == datetime(2009, 12, 31, 23, tzinfo=UTC)
    assert middernacht(date(2010, 7, 1)) == datetime(2010, 6, 30, 22, tzinfo=UTC)


def test_de_echte_kalender_is_de_tijd_zelf() -> None:
    assert Kalender.echt(NU).tijd(NU + timedelta(hours=3)) == NU + timedelta(hours=3)


def test_een_verschoven_kalender_begint_op_de_gekozen_dag() -> None:
    kalender = Kalender.vanaf(DAG, NU)

    assert kalender.vandaag(NU) == DAG
    assert kalender.vandaag(NU + timedelta(hours=23, minutes=59)) == DAG
    assert kalender.vandaag(NU + timedelta(days=1)) == date(2010, 6, 10)


def test_in_versnelde_tijd_duurt_een_dag_zoveel_korter() -> None:
    kalender = Kalender.vanaf(DAG, NU, tempo=86_400)

    assert kalender.vandaag(NU + timedelta(seconds=30)) == date(2010, 7, 9)
    assert kalender.wacht_tot(date(2010, 7, 9), NU) == timedelta(seconds=30)


def test_een_dag_waarop_de_klok_verzet_wordt_duurt_korter() -> None:
    kalender = Kalender.vanaf(date(2011, 3, 27), NU)

    assert kalender.wacht_tot(date(2011, 3, 28), NU) == timedelta(hours=23)


def test_op_een_dag_die_al_begonnen_is_hoeft_niet_gewacht() -> None:
    assert Kalender.vanaf(DAG, NU).wacht_tot(DAG, NU + timedelta(hours=5)) == timedelta(0)


def test_aan_het_eind_gaat_de_versnelde_tijd_over_in_de_echte() -> None:
    einde = middernacht(date(2010, 6, 11))
    kalender = Kalender.vanaf(DAG, NU, tempo=172_800).met(tot=einde)

    assert kalender.tijd(NU + timedelta(seconds=1)) == einde
    assert kalender.tijd(NU + timedelta(seconds=11)) == einde + timedelta(seconds=10)
    assert kalender.wacht_tot(date(2010, 6, 12), NU) == timedelta(days=1, seconds=1)


@given(
    tempo=st.integers(1, 5_000_000),
    dagen=st.integers(0, 1_500),
    verstreken=st.timedeltas(timedelta(0), timedelta(hours=2)),
)
def test_na_het_wachten_is_het_de_dag_waarop_gewacht_werd_en_geen_tik_eerder(
    tempo: int, dagen: int, verstreken: timedelta
) -> None:
    kalender, dag, nu = Kalender.vanaf(DAG, NU, tempo), DAG + timedelta(days=dagen), NU + verstreken
    duur = kalender.wacht_tot(dag, nu)

    assert kalender.vandaag(nu + duur) >= dag
    assert duur == timedelta(0) or kalender.vandaag(nu + duur - timedelta(microseconds=1)) < dag
