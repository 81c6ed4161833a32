"""The dated amounts: what held on which day, and how certain that is (`bedragen.json`)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """An amount in euros on a day; `zeker` is False for an estimate that will be replaced."""

    bedrag: Decimal
    zeker: bool


@cache
def _gegevens() -> Mapping[str, Any]:
    inhoud: Mapping[str, Any] = json.loads(files("wet").joinpath("bedragen.json").read_text("utf-8"))
    return inhoud


@cache
def _rijen(naam: str) -> Sequence[tuple[date, Mapping[str, str]]]:
    return [(date.fromisoformat(rij["van"]), rij) for rij in _gegevens()[naam]["rijen"]]


def _parameter(naam: str, veld: str, dag: date) -> Parameter:
    rijen = _rijen(naam)
    rij = next((rij for van, rij in reversed(rijen) if van <= dag), rijen[0][1])
    return Parameter(Decimal(rij[veld]), rij["zekerheid"] != "schatting")


@cache
def minimumloon(dag: date) -> Decimal:
    """Return the statutory minimum wage, gross per month, full time, without holiday allowance (wml:8)."""
    return _parameter("wml", "maand", dag).bedrag


@cache
def norm_gehuwden(dag: date) -> Parameter:
    """Return factor A of besluit:6.1: the married couple's norm, net per month (wwb:21)."""
    return _parameter("norm_gehuwden", "bedrag", dag)


@cache
def normwijzigingen() -> Sequence[date]:
    """Return the days on which the norm changes."""
    return [van for van, _ in _rijen("norm_gehuwden")]


@cache
def vermogensgrens(dag: date, leefvorm: str) -> Parameter:
    """Return the limit of the means in euros for a leefvorm (wwb:34.3)."""
    return _parameter("vermogensgrens", leefvorm, dag)


def factor_leefvorm(leefvorm: str) -> Decimal:
    """Return the factor of besluit:6.1 for a leefvorm."""
    return Decimal(_gegevens()["factor_leefvorm"][leefvorm])


@cache
def gelijkgestelde_dagen() -> frozenset[date]:
    """Return the days equated with a holiday by royal decree (atw:3.3)."""
    return frozenset(date.fromisoformat(dag) for dag in _gegevens()["gelijkgestelde_dagen"]["dagen"])


def methoden() -> Sequence[str]:
    """Return the four methods of regeling:4.1."""
    return tuple(_gegevens()["methoden"]["lijst"])


def tegemoetkoming() -> tuple[Decimal, Decimal, int]:
    """Return the fixed grant, the total of the variable part, and the number that total is meant for (regeling:2)."""
    rij = _gegevens()["tegemoetkoming"]
    return Decimal(rij["vast"]), Decimal(rij["variabel_totaal"]), int(rij["gedeeld_door"])


def dwangsomstaffel() -> Sequence[tuple[int, Decimal]]:
    """Return the scale of the dwangsom: a number of days and the euros for each of them (awb:4:17.2)."""
    return [(rij["dagen"], Decimal(rij["bedrag"])) for rij in _gegevens()["dwangsom"]["per_dag"]]


VAKANTIEBIJSLAG = Decimal("0.08")
"""wml:15, as a fraction of the wage."""
ONDERGRENS = Decimal("0.20")
"""The part of the minimum wage under which there is no dispensation (wet:7.4)."""
MAANDEN_PROEFPLAATSING = 3
"""wet:6"""
MAANDEN_HEREVALUATIE = 6
"""regeling:5.1"""
MAXIMUM_GEMEENTEN = 32
"""besluit:1.3"""
IN_WERKING = date(2010, 6, 9)
VERVALT = date(2013, 1, 1)
"""wet:16.1"""
LAATSTE_DAG_BEEINDIGING = date(2012, 12, 30)
"""The pilot can be ended *before* 31 December 2012 (wet:12.1)."""
EINDE_OVERGANGSRECHT = date(2013, 1, 1)
"""The day after 31 December 2012, until which wet:12.2 protects."""
VERZOEK_DEELNAME_UITERLIJK = date(2010, 7, 7)
"""regeling:1"""
VERSLAG_UITERLIJK = date(2012, 10, 31)
"""wet:13.1"""
