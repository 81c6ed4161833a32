"""Requests of client and employer, and the voorzieningen (wet:9.1; mvt:3.6.2; awb:4:13)."""

from wet import dwangsom
from wet.daden import Beschikking, neem_besluit
from wet.dossier import Dossier, Geadresseerde
from wet.gebeurtenissen import (
    HerevaluatieGevraagd,
    HerevaluatieverzoekBeslist,
    VoorzieningAangevraagd,
    VoorzieningBeslist,
    VoorzieningenBeoordeeld,
)
from wet.termijnen import begin_beslistermijn, haal, openstaande, oudste, wijzig
from wet.termijnenwet import DAG


def vraag_voorziening_aan(dossier: Dossier, feit: VoorzieningAangevraagd) -> Dossier:
    """Let the term for a decision run; the college's own idea has none."""
    if feit.door == "college":
        return dossier
    return begin_beslistermijn(dossier, "beslissing_voorziening", feit.op, feit.door, feit.omschrijving)


def beslis_voorziening(dossier: Dossier, feit: VoorzieningBeslist) -> Dossier:
    """Decide on a voorziening; it answers the oldest open request of client or employer."""
    plaats = oudste(dossier, "beslissing_voorziening")
    door = None if plaats is None else dossier.termijnen[plaats].door
    geadresseerde: Geadresseerde = "beide" if door == "werkgever" else "client"
    gegevens: dict[str, str | bool | None] = {
        "omschrijving": feit.omschrijving,
        "toegekend": feit.toegekend,
        "kosten": str(feit.kosten),
    }
    standaard = "Dit is nodig voor het werk." if feit.toegekend else "Dit is niet nodig voor het werk."
    dossier = neem_besluit(
        dossier,
        Beschikking(
            "voorziening",
            feit.op,
            geadresseerde,
            ("wet:9.1",),
            feit.motivering or standaard,
            gegevens,
            feit.bekendgemaakt,
        ),
    )
    if plaats is None:
        return dossier
    return dwangsom.stop(haal(dossier, plaats, feit.bekendgemaakt), plaats, feit.bekendgemaakt - DAG, feit.op)


def beoordeel_voorzieningen(dossier: Dossier, feit: VoorzieningenBeoordeeld) -> Dossier:
    """Answer the oldest unanswered term to look at the voorzieningen (mvt:3.6.2)."""
    plaats = oudste(dossier, "beoordeling_voorzieningen")
    return dossier if plaats is None else haal(dossier, plaats, feit.op)


def vraag_herevaluatie(dossier: Dossier, feit: HerevaluatieGevraagd) -> Dossier:
    """Let the eight weeks run: the new measurement, or a refusal, is due."""
    door = "client" if feit.door == "werknemer" else "werkgever"
    return begin_beslistermijn(dossier, "beslissing_herevaluatieverzoek", feit.op, door)


def open_herevaluatieverzoek(dossier: Dossier) -> int | None:
    """Return the index of the oldest request on which nothing was decided, else of the oldest granted one."""
    plaatsen = openstaande(dossier, "beslissing_herevaluatieverzoek")
    ongetoetst = [plaats for plaats in plaatsen if not dossier.termijnen[plaats].toegewezen]
    return next(iter(ongetoetst or plaatsen), None)


def heeft_toegewezen_verzoek(dossier: Dossier) -> bool:
    """Tell whether a granted request for a re-evaluation waits for its measurement."""
    plaatsen = openstaande(dossier, "beslissing_herevaluatieverzoek")
    return any(dossier.termijnen[plaats].toegewezen for plaats in plaatsen)


def beslis_herevaluatieverzoek(dossier: Dossier, feit: HerevaluatieverzoekBeslist) -> Dossier:
    """Grant the request, and the measurement is still due in the same term; or refuse it (awb:4:13)."""
    plaats = open_herevaluatieverzoek(dossier)
    if plaats is None:
        return dossier
    if feit.toegewezen:
        return wijzig(dossier, plaats, dossier.termijnen[plaats].met(toegewezen=True))
    grondslag = ("regeling:5.2", "mvt:3.6.2")
    motivering = feit.motivering or feit.reden.strip() or "Het college ziet geen reden om eerder te meten."
    gegevens: dict[str, str | bool | None] = {"reden": feit.reden}
    dossier = neem_besluit(
        dossier,
        Beschikking("afwijzing_herevaluatie", feit.op, "beide", grondslag, motivering, gegevens, feit.bekendgemaakt),
    )
    return dwangsom.stop(haal(dossier, plaats, feit.bekendgemaakt), plaats, feit.bekendgemaakt - DAG, feit.op)
