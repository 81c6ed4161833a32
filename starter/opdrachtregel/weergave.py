"""How a trajectory is shown to a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from starter.diensten import Beeld
from starter.opdrachtregel import scherm
from starter.scenario import LIJSTEN
from wet.termijnen import verlengd_vanaf
from workflows.weergave import datum, laatste_dag, woorden

_BSN_ZICHTBAAR = 4


def toon_resultaat(resultaat: Mapping[str, Any]) -> None:
    """A result of contract section 6: its name, where the trajectory stands, and every list that is not empty."""
    _toon_stand(resultaat["naam"], resultaat["traject"])
    _toon_lijsten(resultaat)


def toon_beeld(beeld: Beeld) -> None:
    """A trajectory with the person it is about and the tasks that are open."""
    client, regel = beeld.dossier.client, beeld.record.regel
    console = scherm.uit()
    _toon_stand(f"Traject {regel.nummer}", beeld.resultaat["traject"])
    console.print(f"{client.naam}, BSN {_masker(client.bsn)}, geboren op {datum(client.geboortedatum)}")
    console.print(f"Bijgewerkt tot en met {datum(beeld.dossier.dag)}")
    if regel.volgende_termijn and regel.termijn_soort:
        console.print(f"Volgende termijn: {woorden(regel.termijn_soort)}, uiterlijk {datum(regel.volgende_termijn)}")
    for termijn in beeld.dossier.termijnen:
        if verlengd_vanaf(termijn):
            nummer = f" {termijn.hoort_bij}" if termijn.hoort_bij else ""
            console.print(f"Termijn {woorden(termijn.soort)}{nummer}: uiterlijk {laatste_dag(termijn)}")
    if taken := [taak for taak in beeld.record.taken if taak.gesloten_op is None]:
        console.print(scherm.tabel("Open taken", [{"soort": taak.soort, "wat": taak.omschrijving} for taak in taken]))
    _toon_lijsten(beeld.resultaat)


def _toon_stand(titel: str, traject: Mapping[str, Any]) -> None:
    console = scherm.uit()
    console.print(titel, style="bold")
    console.print(f"Fase {woorden(traject['fase'])}, route {traject['route'] or 'nog niet bekend'}")
    if afgesloten := traject["afgesloten"]:
        dag = datum(date.fromisoformat(afgesloten["op"]))
        console.print(f"Afgesloten op {dag}: {woorden(afgesloten['reden'])}")


def _toon_lijsten(resultaat: Mapping[str, Any]) -> None:
    console = scherm.uit()
    for naam in LIJSTEN:
        if resultaat[naam]:
            console.print(scherm.tabel(naam.capitalize(), resultaat[naam]))


def _masker(bsn: str) -> str:
    return "*" * (len(bsn) - _BSN_ZICHTBAAR) + bsn[-_BSN_ZICHTBAAR:]
