"""What only the case can show to be malformed: numbers that do not exist, fields that do not fit (contract 2)."""

from wet import gebeurtenissen as g
from wet import rechtsmiddelen as r
from wet.dossier import Besluit, Dossier
from wet.gevolgen import LOONWAARDEBESLUITEN
from wet.waarden import Misvormd

_TOEWIJSBAAR = frozenset({"afwijzing_verzoek", "afwijzing_herevaluatie", "voorziening"})


def controleer(dossier: Dossier, feit: g.Gebeurtenis) -> None:
    """Raise `Misvormd` with every fault of an event that only the case can show."""
    fouten = [*_nummers(dossier, feit), *_eerste_meting(dossier, feit)]
    if not fouten:
        fouten = _velden(dossier, feit)
    if fouten:
        raise Misvormd(*fouten)


def _nummers(dossier: Dossier, feit: g.Gebeurtenis) -> list[str]:
    if isinstance(feit, r.BezwaarIngediend) and feit.besluit > len(dossier.besluiten):
        return ["veld 'besluit' noemt een besluit dat niet bestaat"]
    nummer: int | None = getattr(feit, "bezwaar", None)
    if nummer is not None and nummer > len(dossier.bezwaren):
        return ["veld 'bezwaar' noemt een bezwaar dat niet bestaat"]
    return []


def _eerste_meting(dossier: Dossier, feit: g.Gebeurtenis) -> list[str]:
    eerste = dossier.fase in {"proefplaatsing", "loonwaardebepaling"}
    if isinstance(feit, g.LoonwaardeGemeten) and eerste and feit.per is not None:
        return ["veld 'per' past niet bij een eerste meting"]
    return []


def _velden(dossier: Dossier, feit: g.Gebeurtenis) -> list[str]:
    """Each outcome carries the field that fits the decision contested, and no other."""
    nummer: int | None = getattr(feit, "bezwaar", None)
    if nummer is None:
        return []
    passend = _passend(dossier.besluit(dossier.bezwaar(nummer).besluit))
    velden = ("loonwaarde", "toetsuitkomst", "toewijzen")
    fout = [naam for naam in velden if getattr(feit, naam, None) is not None and naam != passend]
    return [f"veld '{naam}' past niet bij het bestreden besluit" for naam in fout]


def _passend(besluit: Besluit) -> str | None:
    if besluit.soort in LOONWAARDEBESLUITEN:
        return "loonwaarde"
    if besluit.soort == "toegangstoets":
        return "toetsuitkomst"
    return "toewijzen" if besluit.soort in _TOEWIJSBAAR else None
