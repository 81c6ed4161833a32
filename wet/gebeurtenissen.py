"""The events that move a trajectory: contract section 2, in its order.

An event is validated on its own here (malformed or not). Whether the law or the state of the case allows it
is decided in `wet.weigeringen`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from wet.client import Indicatieperiode, Leefvorm, Uitkering
from wet.feit import Feit, MetBesluit, Opschorting, Periode
from wet.rechtsmiddelen import (
    BeroepIngesteld,
    BeroepIngetrokken,
    BeslissingOpBezwaar,
    BezwaarIngediend,
    BezwaarIngetrokken,
    BezwaarOpgeschort,
    BezwaarVerdaagd,
    HogerBeroepIngesteld,
    Ingebrekestelling,
    UitspraakGedaan,
    UitstelIngestemd,
)
from wet.waarden import (
    Bedrag,
    Dag,
    Gemeentecode,
    JaNee,
    Kvk,
    Lasten,
    Maand,
    Misvormd,
    Percentage,
    Tekst,
    Uren,
    Vermogen,
    Waarde,
    lees,
)

Beslistermijn = Literal["verzoek", "herevaluatie", "voorziening"]
UitkeringNa = Literal["wwb", "wij", "ww_en_wwb", "ww", "geen"]


class Aanmelding(MetBesluit):
    """The first event: the college or the client starts the trajectory."""

    soort: Literal["aanmelding"]
    initiatief: Literal["college", "client"]


class VerzoekBeslist(MetBesluit):
    """The college grants or refuses the client's request for a toegangstoets (awb:4:13)."""

    soort: Literal["verzoek_beslist"]
    toegewezen: JaNee
    reden: Tekst


Antwoorden = Annotated[tuple[JaNee, ...], Field(min_length=1)]


class ToetsUitgevoerd(MetBesluit):
    """The answers of the beslisschema (regeling:3, bijlage 1)."""

    soort: Literal["toets_uitgevoerd"]
    vraag_1: JaNee
    vraag_2a: tuple[JaNee, JaNee]
    vraag_2b: Antwoorden | None
    vraag_3: Antwoorden | None
    toelichting: Tekst = ""
    tegenstrijdige_informatie: JaNee = False
    gerede_twijfel: JaNee = False
    deskundige: Literal["arbeidsdeskundige", "arts", "anders"] | None = None
    beschut: Literal["geen", "tijdelijk", "blijvend"] = "geen"

    @model_validator(mode="after")
    def _alles_wat_bereikt_is(self) -> Self:
        if not self.vraag_1 or any(self.vraag_2a):
            return self
        if self.vraag_2b is None:
            raise ValueError("veld 'vraag_2b' ontbreekt: deze vraag is bereikt")
        if not all(self.vraag_2b) and self.vraag_3 is None:
            raise ValueError("veld 'vraag_3' ontbreekt: deze vraag is bereikt")
        return self


class MedewerkingGeweigerd(Feit):
    """The client does not cooperate (mvt:3.1)."""

    soort: Literal["medewerking_geweigerd"]
    waaraan: Literal[
        "toegangstoets", "proefplaatsing", "loonwaardebepaling", "dienstbetrekking", "voorziening", "inlichtingen"
    ]


class Inspanning(Feit):
    """What was done to find a place (wet:4.2)."""

    soort: Literal["inspanning"]
    toelichting: Tekst


class Werkgever(Waarde):
    """An employer; `werkgeverslasten` is a fraction of the wage."""

    naam: Tekst
    kvk: Kvk
    sw_bedrijf: JaNee = False
    werkgeverslasten: Lasten = Decimal("0.20")


class WerkgeverGevonden(Feit):
    """An employer who wants to offer a place; the wage is gross per month for these hours."""

    soort: Literal["werkgever_gevonden"]
    werkgever: Werkgever
    functie: Tekst
    uren_per_week: Uren
    voltijd_uren: Uren
    rechtens_loon: Bedrag
    intentie_dienstbetrekking: JaNee


class WerkgeverAfgehaakt(Feit):
    """The employer withdraws before there is a job."""

    soort: Literal["werkgever_afgehaakt"]
    reden: Tekst


class LoonGewijzigd(Feit):
    """The wage or the hours change from `per`."""

    soort: Literal["loon_gewijzigd"]
    per: Dag
    rechtens_loon: Bedrag
    uren_per_week: Uren
    voltijd_uren: Uren


class ProefplaatsingGestart(MetBesluit, Periode):
    """Unpaid work with an employer (wet:6); without `tot_en_met` the longest that is allowed."""

    soort: Literal["proefplaatsing_gestart"]
    aansprakelijkheidsverzekering: JaNee
    ongevallenverzekering: JaNee


class ProefplaatsingBeeindigd(Feit):
    """The placement ends; `per` is its last day."""

    soort: Literal["proefplaatsing_beeindigd"]
    per: Dag
    reden: Tekst


class VerzekeringVervallen(Feit):
    """An insurance of wet:6 ends; `per` is the first day without cover."""

    soort: Literal["verzekering_vervallen"]
    per: Dag


class LoonwaardeGemeten(MetBesluit):
    """The loonwaarde is measured: at first, or in a re-evaluation that holds from `per` (wet:7.1, 7.3)."""

    soort: Literal["loonwaarde_gemeten"]
    percentage: Percentage
    methode: Tekst
    per: Dag | None = None
    deskundige: Tekst | None = None
    bijzondere_omstandigheden: Tekst | None = None


class DienstbetrekkingAangegaan(MetBesluit, Periode):
    """The job is concluded (wet:7.1)."""

    soort: Literal["dienstbetrekking_aangegaan"]
    tot_en_met: Dag | None
    proeftijd: JaNee
    soort_dienstbetrekking: Literal["privaatrechtelijk", "publiekrechtelijk", "wsw_2", "wsw_7"]


class DienstbetrekkingVerlengd(Feit):
    """The contract gets a later last day, or none."""

    soort: Literal["dienstbetrekking_verlengd"]
    tot_en_met: Dag | None


class DienstbetrekkingBeeindigd(Feit):
    """The job ends; `per` is its last day."""

    soort: Literal["dienstbetrekking_beeindigd"]
    per: Dag
    reden: Tekst
    uitkering_na: UitkeringNa


class InkomstenGeraamd(Feit):
    """The estimate of the income per month (besluit:6)."""

    soort: Literal["inkomsten_geraamd"]
    uit_dienstbetrekking: Bedrag
    overig: Bedrag = Decimal(0)


class InkomstenOpgegeven(Feit):
    """Factors B and C of a month (besluit:6), net."""

    soort: Literal["inkomsten_opgegeven"]
    maand: Maand
    uit_dienstbetrekking: Bedrag
    overig: Bedrag = Decimal(0)


class LeefvormGewijzigd(MetBesluit):
    """The household changes from `per` (wwb:3, 4)."""

    soort: Literal["leefvorm_gewijzigd"]
    per: Dag
    leefvorm: Leefvorm


class VermogenGewijzigd(MetBesluit):
    """The means change from `per` (wwb:34)."""

    soort: Literal["vermogen_gewijzigd"]
    per: Dag
    vermogen: Vermogen


class UitkeringGewijzigd(Feit):
    """The person gets another benefit, or none, from `per` (wet:1.c)."""

    soort: Literal["uitkering_gewijzigd"]
    per: Dag
    uitkering: Uitkering


class HerevaluatieGevraagd(Feit):
    """Employer or worker asks for an early re-evaluation (mvt:3.6.2)."""

    soort: Literal["herevaluatie_gevraagd"]
    door: Literal["werkgever", "werknemer"]
    omstandigheden: Tekst


class HerevaluatieverzoekBeslist(MetBesluit):
    """The college grants or refuses that request."""

    soort: Literal["herevaluatieverzoek_beslist"]
    toegewezen: JaNee
    reden: Tekst


class VoorzieningAangevraagd(Feit):
    """Someone asks for what is needed to do the work (wet:9.1)."""

    soort: Literal["voorziening_aangevraagd"]
    omschrijving: Tekst
    door: Literal["client", "werkgever", "college"]


class VoorzieningBeslist(MetBesluit):
    """The college decides on a voorziening; `kosten` in euros."""

    soort: Literal["voorziening_beslist"]
    omschrijving: Tekst
    toegekend: JaNee
    kosten: Bedrag = Decimal(0)


class VoorzieningenBeoordeeld(Feit):
    """Whether the voorzieningen still suffice (mvt:3.6.2)."""

    soort: Literal["voorzieningen_beoordeeld"]
    toereikend: JaNee
    toelichting: Tekst


class ZiekGemeld(Feit):
    """`per` is the first day of illness (zw:29b)."""

    soort: Literal["ziek_gemeld"]
    per: Dag


class Hersteld(Feit):
    """`per` is the first day on which the worker is well again."""

    soort: Literal["hersteld"]
    per: Dag


class UwvBeoordeling(Feit):
    """The UWV finds, or does not find, a structural functional limitation (zw:29b.2)."""

    soort: Literal["uwv_beoordeling"]
    structurele_functionele_beperking: JaNee


class WswIndicatieGewijzigd(Feit):
    """The Wsw-indicatie is given, prolonged or lost (wsw:11)."""

    soort: Literal["wsw_indicatie_gewijzigd"]
    indicatie: Indicatieperiode | None


class WswPlaatsBeschikbaar(Feit):
    """The person has reached the top of the Wsw waiting list (wet:10.2)."""

    soort: Literal["wsw_plaats_beschikbaar"]


class WswOmzetting(MetBesluit):
    """The attempt to convert the job to art. 7 Wsw (wet:10.2)."""

    soort: Literal["wsw_omzetting"]
    werkgever_akkoord: JaNee
    werknemer_akkoord: JaNee
    per: Dag


class WswAanbodBeantwoord(Feit):
    """The answer to the offer of art. 2 Wsw (wet:10.2)."""

    soort: Literal["wsw_aanbod_beantwoord"]
    aanvaard: JaNee
    per: Dag


class Verhuisd(Feit):
    """The person lives in another gemeente from `per` (mvt:3.6)."""

    soort: Literal["verhuisd"]
    per: Dag
    gemeente: Gemeentecode


class Overleden(Feit):
    """The person died on `op`."""

    soort: Literal["overleden"]


class TrajectBeeindigd(MetBesluit):
    """The college ends the trajectory."""

    soort: Literal["traject_beeindigd"]
    grond: Literal["verzoek_van_client", "feitelijk_onmogelijk"]
    toelichting: Tekst


class BeslistermijnVerlengd(Feit):
    """A term for a decision on a request gets a later last day (awb:4:14.3)."""

    soort: Literal["beslistermijn_verlengd"]
    bij: Beslistermijn
    tot_en_met: Dag


class BeslistermijnOpgeschort(Opschorting):
    """A term for a decision on a request is suspended (awb:4:15)."""

    soort: Literal["beslistermijn_opgeschort"]
    bij: Beslistermijn


Gebeurtenis = Annotated[
    Aanmelding
    | VerzoekBeslist
    | ToetsUitgevoerd
    | MedewerkingGeweigerd
    | Inspanning
    | WerkgeverGevonden
    | WerkgeverAfgehaakt
    | LoonGewijzigd
    | ProefplaatsingGestart
    | ProefplaatsingBeeindigd
    | VerzekeringVervallen
    | LoonwaardeGemeten
    | DienstbetrekkingAangegaan
    | DienstbetrekkingVerlengd
    | DienstbetrekkingBeeindigd
    | InkomstenGeraamd
    | InkomstenOpgegeven
    | LeefvormGewijzigd
    | VermogenGewijzigd
    | UitkeringGewijzigd
    | HerevaluatieGevraagd
    | HerevaluatieverzoekBeslist
    | VoorzieningAangevraagd
    | VoorzieningBeslist
    | VoorzieningenBeoordeeld
    | ZiekGemeld
    | Hersteld
    | UwvBeoordeling
    | WswIndicatieGewijzigd
    | WswPlaatsBeschikbaar
    | WswOmzetting
    | WswAanbodBeantwoord
    | Verhuisd
    | Overleden
    | TrajectBeeindigd
    | BeslistermijnVerlengd
    | BeslistermijnOpgeschort
    | BezwaarIngediend
    | BezwaarVerdaagd
    | BezwaarOpgeschort
    | UitstelIngestemd
    | BezwaarIngetrokken
    | BeslissingOpBezwaar
    | BeroepIngesteld
    | BeroepIngetrokken
    | UitspraakGedaan
    | HogerBeroepIngesteld
    | Ingebrekestelling,
    Field(discriminator="soort"),
]
"""Any event of a trajectory, recognised by its `soort`."""

_SOORTEN: dict[str, TypeAdapter[Gebeurtenis]] = {}


def _soorten() -> dict[str, TypeAdapter[Gebeurtenis]]:
    if not _SOORTEN:
        for model in Gebeurtenis.__origin__.__args__:  # type: ignore[attr-defined]
            _SOORTEN[model.model_fields["soort"].annotation.__args__[0]] = TypeAdapter(model)
    return _SOORTEN


def lees_gebeurtenis(gegevens: Mapping[str, object]) -> Gebeurtenis:
    """Read an event from plain data (`soort`, `op` and its fields); raises `Misvormd` with every fault."""
    if not isinstance(gegevens, Mapping):
        raise Misvormd("een gebeurtenis is een groep velden")
    soort = gegevens.get("soort")
    if soort is None:
        raise Misvormd("veld 'soort' ontbreekt")
    if not isinstance(soort, str) or soort not in _soorten():
        raise Misvormd("veld 'soort' noemt geen bekende gebeurtenis")
    return lees(_soorten()[soort], dict(gegevens))
