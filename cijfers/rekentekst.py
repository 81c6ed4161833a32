"""What the amounts of the calculator say, in plain Dutch for the client."""

from collections.abc import Iterator

from cijfers.overzicht import Rij
from cijfers.rekenhulp import Regel, Situatie, houdt_over, regel, regels
from cijfers.schrift import euro, getal
from wet.client import Leefvorm

KOPPEN: Rij = ("Loonwaarde", "Loon (bruto)", "Loon (netto)", "Aanvullende uitkering", "Samen")


KERN = (
    "Werkt u met loondispensatie, dan krijgt u loon van uw werkgever en een aanvullende uitkering van de gemeente. "
    "Stijgt uw loonwaarde, dan stijgt uw loon. De uitkering wordt dan lager, maar nooit meer dan uw loon hoger wordt. "
    "Met een hogere loonwaarde krijgt u dus nooit minder. Alleenstaanden en alleenstaande ouders krijgen altijd meer; "
    "voor gehuwden zit het verschil in de arbeidskorting."
)


def aannames(situatie: Situatie) -> Iterator[str]:
    """Yield what the amounts rest on, one sentence each."""
    loon, uren = situatie.loon, situatie.loon.uren_per_week
    yield (
        f"Zonder loondispensatie zou het loon {euro(loon.rechtens_loon, 2)} bruto per maand zijn, voor {_kaal(uren)} "
        f"van de {_kaal(loon.voltijd_uren)} uur per week."
    )
    yield (
        f"Netto is dat naar schatting {euro(situatie.netto, 2)} per maand, met vakantiegeld. Bij een lagere loonwaarde "
        "rekenen wij met hetzelfde deel daarvan. Uw echte netto loon hangt af van de belasting."
    )
    yield "De arbeidskorting is niet meegeteld. Dat is een belastingkorting voor wie werkt; die komt er nog bij."
    zeker = "" if situatie.norm_is_zeker else " Dat bedrag is geschat."
    yield f"De norm voor gehuwden is {euro(situatie.norm, 2)} per maand.{zeker} U hebt geen andere inkomsten."
    yield "Dit is een indicatie. U kunt er geen rechten aan ontlenen: de gemeente berekent uw uitkering elke maand."


def uitleg(situatie: Situatie, leefvorm: Leefvorm) -> list[str]:
    """Return what the amounts of a leefvorm say, in sentences."""
    alle = regels(situatie, leefvorm)
    if not alle:
        return ["Bij dit loon is er geen loonwaarde waarbij loondispensatie kan."]
    zonder_loon = regel(situatie, leefvorm, 0)
    zinnen = [f"Zonder loon geeft deze berekening {euro(zonder_loon.samen, 2)} uitkering."]
    over = houdt_over(leefvorm)
    if over:
        zinnen.append(f"Van elke euro netto loon erbij houdt u {getal(over, 0 if over % 1 == 0 else 1)} cent over.")
    else:
        zinnen.append(
            "De uitkering vult uw loon aan tot de norm. Loon en uitkering samen blijven gelijk tot uw loon hoger is "
            "dan de norm. Wat u erbij krijgt als uw loon stijgt, is de arbeidskorting."
        )
    laagste, hoogste = alle[0], alle[-1]
    zinnen.append(
        f"Loonwaarde {laagste.loonwaarde}%: samen {euro(laagste.samen, 2)}. "
        f"Loonwaarde {hoogste.loonwaarde}%: samen {euro(hoogste.samen, 2)}."
    )
    return zinnen


def rij(deze: Regel, teken: bool = True) -> Rij:
    """Return a row as it is written, with or without the sign of the euro."""
    bedragen = (deze.bruto, deze.netto, deze.aanvulling, deze.samen)
    return (f"{deze.loonwaarde}%", *((euro if teken else getal)(bedrag, 2) for bedrag in bedragen))


def _kaal(getal_: object) -> str:
    return f"{getal_}".replace(".", ",")
