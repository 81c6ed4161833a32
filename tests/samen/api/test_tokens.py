"""Tokens: only what the issuer signed for us, in time and with a role, gives access."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from api import ontwikkeluitgever
from api.instellingen import ApiInstellingen, lees_api_instellingen
from api.ontwikkeluitgever import SLEUTEL_ID, UITGEVER, geef_uit, maak_keurder
from api.rollen import Rol
from api.sleutelbron import OpgehaaldeSleutels, SleutelbronFout
from api.tokens import Houder, Tokeneisen, Tokenkeurder, TokenOngeldig
from starter.instellingen import InstellingFout

INSTELLINGEN = ApiInstellingen()
KEURDER = maak_keurder(INSTELLINGEN)
INHOUD = {"iss": UITGEVER, "aud": "loondispensatie", "sub": "jan", "rol": "beslisser", "gemeente": "0014"}


def _teken(
    sleutel: object = ontwikkeluitgever._SLEUTEL, alg: str = "EdDSA", kid: str = SLEUTEL_ID, **anders: Any
) -> str:
    inhoud = INHOUD | {"exp": datetime.now(UTC) + timedelta(minutes=5)} | anders
    gevuld = {naam: waarde for naam, waarde in inhoud.items() if waarde is not None}
    return jwt.encode(gevuld, sleutel, algorithm=alg, headers={"kid": kid})  # type: ignore[arg-type]


def _deel(waarde: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(waarde).encode()).decode().rstrip("=")


def test_a_development_token_gives_its_role_in_its_gemeente() -> None:
    token = geef_uit(INSTELLINGEN, Rol.CONSULENT, "0014", wie="jan")
    assert KEURDER.keur(token) == Houder("jan", frozenset({Rol.CONSULENT}), "0014")
    assert KEURDER.keur(geef_uit(INSTELLINGEN, Rol.MINISTERIE, None)).gemeente is None


def test_our_own_example_is_good() -> None:
    assert KEURDER.keur(_teken()) == Houder("jan", frozenset({Rol.BESLISSER}), "0014")


_VREEMDE = Ed25519PrivateKey.generate()
_NU = datetime.now(UTC)
VERVALST: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no token": lambda: "geen.token",
    "not even ascii": lambda: "é.ë.ï",
    "alg none": lambda: f"{_deel({'alg': 'none'})}.{_deel(INHOUD | {'exp': 9_999_999_999})}.",
    "alg None": lambda: f"{_deel({'alg': 'NonE', 'kid': SLEUTEL_ID})}.{_deel(INHOUD | {'exp': 9_999_999_999})}.",
    "header is a list": lambda: f"{_deel([1])}.{_deel(INHOUD)}.x",
    "wrong key": lambda: _teken(_VREEMDE),
    "unknown key id": lambda: _teken(kid="andere"),
    "key id is a number": lambda: f"{_deel({'alg': 'EdDSA', 'kid': 7})}.{_deel(INHOUD)}.{_deel('x')}",
    "public key as a shared secret": lambda: _teken("a" * 64, alg="HS256"),
    "another algorithm": lambda: _teken(generate_private_key(SECP256R1()), alg="ES256"),
    "tampered": lambda: ".".join([*_teken().split(".")[:1], _deel(INHOUD | {"gemeente": "9902"}), _teken()[-80:]]),
    "expired": lambda: _teken(exp=_NU - timedelta(minutes=2)),
    "not yet": lambda: _teken(nbf=_NU + timedelta(minutes=5)),
    "without an end": lambda: _teken(exp=None),
    "wrong audience": lambda: _teken(aud="iets-anders"),
    "no audience": lambda: _teken(aud=None),
    "wrong issuer": lambda: _teken(iss="https://elders.example"),
    "nobody": lambda: _teken(sub=None),
    "empty name": lambda: _teken(sub=""),
    "control signs in the name": lambda: _teken(sub="jan\n{}"),
    "no role": lambda: _teken(rol=None),
    "unknown role": lambda: _teken(rol="directeur"),
    "role is a group": lambda: _teken(rol={"beslisser": True}),
    "no gemeente": lambda: _teken(gemeente=None),
    "gemeente with a newline": lambda: _teken(gemeente="0014\n"),
    "gemeente is a number": lambda: _teken(gemeente=14),
    "too long": lambda: _teken(vulling="x" * 10_000),
}


@pytest.mark.parametrize("maak", VERVALST.values(), ids=VERVALST)
def test_a_token_that_is_not_quite_right_gives_nothing(maak: Callable[[], str]) -> None:
    with pytest.raises(TokenOngeldig) as fout:
        KEURDER.keur(maak())
    assert "jan" not in str(fout.value)


def test_a_wrong_clock_of_seconds_is_forgiven() -> None:
    assert KEURDER.keur(_teken(exp=datetime.now(UTC) - timedelta(seconds=5))).wie == "jan"


class _Uitgever:
    """A provider whose keys can be rotated, and that counts how often it is asked."""

    def __init__(self) -> None:
        self.prive = {"een": generate_rsa(65537, 2048)}
        self.gevraagd = 0

    def haal(self, adres: str) -> dict[str, Any]:
        if adres.endswith("openid-configuration"):
            return {"issuer": "https://uitgever.example", "jwks_uri": "https://uitgever.example/jwks"}
        assert adres == "https://uitgever.example/jwks"
        self.gevraagd += 1
        sleutels = self.prive.items()
        return {"keys": [RSAAlgorithm.to_jwk(s.public_key(), as_dict=True) | {"kid": k} for k, s in sleutels]}

    def keurder(self, **eisen: str) -> Tokenkeurder:
        bron = OpgehaaldeSleutels("https://uitgever.example", haal=self.haal)
        return Tokenkeurder(Tokeneisen("https://uitgever.example", "loondispensatie", **eisen), bron)


def test_any_provider_will_do_with_its_own_fields() -> None:
    uitgever = _Uitgever()
    keurder = uitgever.keurder(rolveld="realm_access.roles", gemeenteveld="https://gemeente.example/code")
    velden = {
        "realm_access": {"roles": ["offline", "consulent", "raadpleger"]},
        "https://gemeente.example/code": "0014",
    }
    token = _teken(uitgever.prive["een"], "RS256", "een", iss="https://uitgever.example", **velden)
    assert keurder.keur(token) == Houder("jan", frozenset({Rol.CONSULENT, Rol.RAADPLEGER}), "0014")


def test_keys_are_kept_and_a_storm_of_unknown_key_ids_asks_once() -> None:
    uitgever = _Uitgever()
    keurder = uitgever.keurder()
    for _ in range(5):
        keurder.keur(_teken(uitgever.prive["een"], "RS256", "een", iss="https://uitgever.example"))
        with pytest.raises(TokenOngeldig):
            keurder.keur(_teken(uitgever.prive["een"], "RS256", "nieuw", iss="https://uitgever.example"))
    assert uitgever.gevraagd == 1


def test_a_new_key_of_the_provider_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    uitgever = _Uitgever()
    keurder = uitgever.keurder()
    keurder.keur(_teken(uitgever.prive["een"], "RS256", "een", iss="https://uitgever.example"))
    uitgever.prive["twee"] = generate_rsa(65537, 2048)
    monkeypatch.setattr("api.sleutelbron.TUSSENTIJD", 0.0)
    keurder.keur(_teken(uitgever.prive["twee"], "RS256", "twee", iss="https://uitgever.example"))


def test_a_provider_that_is_down_is_said_so() -> None:
    def haal(_: str) -> dict[str, Any]:
        raise OSError

    keurder = Tokenkeurder(Tokeneisen("https://u.example", "x"), OpgehaaldeSleutels("https://u.example", haal=haal))
    with pytest.raises(SleutelbronFout):
        keurder.keur(_teken(generate_rsa(65537, 2048), "RS256", "een"))


def test_a_key_of_another_kind_with_the_same_id_is_no_way_in() -> None:
    uitgever = _Uitgever()
    keurder = uitgever.keurder()
    ec = generate_private_key(SECP256R1())
    assert ECAlgorithm.to_jwk(ec.public_key())
    with pytest.raises(TokenOngeldig):
        keurder.keur(_teken(ec, "ES256", "een", iss="https://uitgever.example"))


def test_production_refuses_everything_that_is_for_development() -> None:
    productie = lees_api_instellingen(omgeving="productie")
    for weigert in (lambda: maak_keurder(productie), lambda: geef_uit(productie, Rol.BEHEERDER, None)):
        with pytest.raises(InstellingFout, match="LOONDISPENSATIE_OIDC_UITGEVER"):
            weigert()
    with pytest.raises(InstellingFout, match="LOONDISPENSATIE_LOGSLEUTEL"):
        productie.geheime_logsleutel()
    onveilig = lees_api_instellingen(omgeving="productie", oidc_uitgever="http://uitgever.example")
    with pytest.raises(InstellingFout, match="https"):
        maak_keurder(onveilig)


@pytest.mark.parametrize(
    "gekozen", [{"omgeving": "test"}, {"oidc_uitgever": "uitgever"}, {"verzoeken_per_minuut": 0}], ids=str
)
def test_a_wrong_setting_is_named(gekozen: dict[str, Any]) -> None:
    with pytest.raises(InstellingFout, match=f"LOONDISPENSATIE_{next(iter(gekozen)).upper()}"):
        lees_api_instellingen(**gekozen)
