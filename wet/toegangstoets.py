"""The toegangstoets: the request for it, the beslisschema and what follows (wet:4; regeling:3, bijlage 1)."""

from datetime import date

from wet import dwangsom
from wet.daden import Beschikking, naar_fase, neem_besluit
from wet.dossier import Dossier, Fase, Route
from wet.einde import sluit
from wet.gebeurtenissen import ToetsUitgevoerd, VerzoekBeslist
from wet.indicatie import heeft_indicatie
from wet.rechtsmiddelen import Toetsuitkomst
from wet.termijnen import haal, laat_vervallen, oudste
from wet.termijnenwet import DAG

_UITLEG: dict[Toetsuitkomst, str] = {
    "doelgroep": "Uit het onderzoek blijkt een arbeidsbeperking.",
    "geen_beperking": "Uit het onderzoek blijken geen structurele beperkingen.",
    "bovengrens": "Met bestaande hulp kan het minimumloon worden verdiend.",
    "ondergrens": "Een vijfde deel van het minimumloon verdienen lukt niet.",
}


def uitkomst(toets: ToetsUitgevoerd) -> Toetsuitkomst:
    """Follow the beslisschema: question 1, 2a, 2b, 3 (regeling, bijlage 1)."""
    if not toets.vraag_1:
        return "geen_beperking"
    if any(toets.vraag_2a) or all(toets.vraag_2b or ()):
        return "bovengrens"
    return "doelgroep" if all(toets.vraag_3 or ()) else "ondergrens"


def beantwoord_verzoek(dossier: Dossier, bekendgemaakt: date, op: date) -> Dossier:
    """Meet the term for the client's request with the decision that was asked for, or its refusal (awb:4:13)."""
    termijn = oudste(dossier, "beslissing_verzoek")
    if termijn is None:
        return dossier
    return dwangsom.stop(haal(dossier, termijn, bekendgemaakt), termijn, bekendgemaakt - DAG, op)


def beslis_verzoek(dossier: Dossier, feit: VerzoekBeslist, dag: date) -> Dossier:
    """Grant or refuse the request; granting is not deciding, so the term runs on."""
    if feit.toegewezen:
        return naar_fase(dossier, "toegangstoets", feit.op, ("wet:4.1", "mvt:3.3"))
    motivering = feit.motivering or feit.reden.strip() or "Het college ziet geen reden voor een toegangstoets."
    dossier = wijs_verzoek_af(dossier, feit.op, feit.reden, motivering, feit.bekendgemaakt)
    dossier = beantwoord_verzoek(dossier, feit.bekendgemaakt, feit.op)
    return sluit(dossier, feit.op, dag, "verzoek_afgewezen", len(dossier.besluiten))


def wijs_verzoek_af(dossier: Dossier, op: date, grond: str, motivering: str, bekendgemaakt: date) -> Dossier:
    """Take the decision `afwijzing_verzoek` (awb:1:3.2)."""
    gegevens: dict[str, str | bool | None] = {"grond": grond}
    grondslag = ("awb:1:3.2", "wet:4.1", "mvt:3.3")
    return neem_besluit(
        dossier, Beschikking("afwijzing_verzoek", op, "client", grondslag, motivering, gegevens, bekendgemaakt)
    )


def voer_uit(dossier: Dossier, toets: ToetsUitgevoerd, dag: date) -> Dossier:
    """Decide on the test: into the doelgroep, or out (wet:4)."""
    gevonden = uitkomst(toets)
    gegevens: dict[str, str | bool | None] = {"uitkomst": gevonden, "beschut": toets.beschut}
    motivering = toets.motivering or toets.toelichting.strip() or _UITLEG[gevonden]
    grondslag = ("wet:4.1", "regeling:3.1")
    dossier = neem_besluit(
        dossier, Beschikking("toegangstoets", toets.op, "client", grondslag, motivering, gegevens, toets.bekendgemaakt)
    )
    nummer = len(dossier.besluiten)
    dossier = beantwoord_verzoek(dossier, toets.bekendgemaakt, toets.op)
    if gevonden == "doelgroep":
        return kom_in_doelgroep(dossier, toets.op, "toegangstoets", ("wet:4.2",))
    return sluit(dossier, toets.op, dag, "buiten_doelgroep", nummer)


def kom_in_doelgroep(dossier: Dossier, op: date, route: Route, grondslag: tuple[str, ...]) -> Dossier:
    """Start the search for an employer (wet:4.2; mvt:3.4 for both routes)."""
    return naar_fase(dossier.met(route=route), "werkgever_zoeken", op, grondslag)


def volg_indicatie(dossier: Dossier, dag: date) -> Dossier:
    """Act on an indicatie that is valid, or no more, on a day (mvt:3.1; contract 4.8)."""
    geldig = heeft_indicatie(dossier, dag)
    if geldig and dossier.fase in {"verzoek", "toegangstoets"}:
        if (termijn := oudste(dossier, "beslissing_verzoek")) is not None:
            dossier = dwangsom.stop(dossier, termijn, dag - DAG, dag)
        dossier = laat_vervallen(dossier, dag, "beslissing_verzoek")
        return kom_in_doelgroep(dossier, dag, "wsw", ("wet:1.e", "mvt:3.1"))
    return dossier


def val_terug(dossier: Dossier, op: date) -> Dossier:
    """Send someone whose indicatie is gone to the toegangstoets; he has no route until its outcome."""
    return naar_fase(dossier.met(route=None), "toegangstoets", op, ("wet:4.1",))


ZOEKEND: tuple[Fase, ...] = ("werkgever_zoeken", "proefplaatsing", "loonwaardebepaling")
"""The phases of someone in the doelgroep who has no job yet."""
