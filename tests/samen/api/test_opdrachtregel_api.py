"""The commands of the front door: serve on a port, token, inzage, and the log of what was typed."""

import json
import socket
from pathlib import Path

import httpx
import pytest

from tests.samen.api.conftest import aanvraag
from tests.samen.conftest import Opdracht
from tests.samen.draaiend import SERVE, draaiend, omgeving, stop


def _vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def test_serve_opens_the_front_door_and_token_lets_one_in(opdracht: Opdracht, tmp_path: Path) -> None:
    folder, poort = tmp_path / "gegevens", _vrije_poort()
    token = opdracht("token", "--rol", "beslisser", "--gemeente", "0014").uit.strip()
    instellingen = omgeving(gegevensmap=folder, kalender="2011-06-01")
    with draaiend((*SERVE, "--poort", str(poort)), instellingen) as serve:
        adres = f"http://127.0.0.1:{poort}"
        assert httpx.get(f"{adres}/v1/openapi.json").json()["info"]["version"]
        assert httpx.get(f"{adres}/health/ready").status_code == 200
        koppen = {"Authorization": f"Bearer {token}"}
        persoon = aanvraag()
        stand = httpx.post(f"{adres}/v1/trajecten", json=persoon, headers=koppen, timeout=60).json()
        assert stand["traject"]["fase"] == "toegangstoets"
        assert opdracht("toon", stand["nummer"], "--json").code == 0
        assert opdracht("meld", stand["nummer"], "inspanning", "toelichting=gebeld").code == 0
        assert stop(serve) == 0
    _keur_inzage(opdracht, stand["nummer"], persoon["client"]["bsn"])


def _keur_inzage(opdracht: Opdracht, nummer: str, bsn: str) -> None:
    alles = json.loads(opdracht("inzage", nummer).uit)
    assert alles["persoon"]["bsn"] == bsn
    assert [traject["nummer"] for traject in alles["trajecten"]] == [nummer]
    assert alles["trajecten"][0]["resultaat"]["tijdlijn"][-1]["toelichting"] == "gebeld"
    gedaan = [(regel["deur"], regel["activiteit"].rpartition(":")[2]) for regel in alles["verwerkingen"]]
    assert gedaan == [
        ("api", "traject-starten"),
        ("opdrachtregel", "traject-lezen"),
        ("opdrachtregel", "gebeurtenis-melden"),
        ("opdrachtregel", "inzage-geven"),
    ]
    assert "4 regels" in opdracht("logboek").uit
    code, _, fout = opdracht("logboek", logsleutel="A" * 44)
    assert (code, "niet heel" in fout) == (1, True)


def test_a_port_that_is_taken_is_said_so(opdracht: Opdracht) -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        code, _, fout = opdracht("serve", "--poort", bezet.getsockname()[1])
    assert (code, "is al in gebruik" in fout) == (1, True)


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["--rol", "beslisser"], "geef ook --gemeente"),
        (["--rol", "beslisser", "--gemeente", "14"], "vier cijfers"),
        (["--rol", "baas"], "--rol"),
    ],
)
def test_a_token_for_nobody_is_not_given(opdracht: Opdracht, argumenten: list[str], zin: str) -> None:
    code, uit, fout = opdracht("token", *argumenten)
    assert (code, uit) == (2, "")
    assert zin in fout


@pytest.mark.parametrize("wat", [["serve"], ["token", "--rol", "ministerie"]])
def test_production_names_the_setting_that_is_missing(opdracht: Opdracht, wat: list[str]) -> None:
    code, _, fout = opdracht(*wat, omgeving="productie")
    assert code == 2
    assert "LOONDISPENSATIE_OIDC_UITGEVER" in fout


def test_inzage_of_nobody_is_not_found(opdracht: Opdracht) -> None:
    assert opdracht("inzage", "0014/2011-000001").code == 2
