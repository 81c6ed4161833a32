"""Files that a command writes: what was written goes to standard error, what was not is a fault of what was typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starter.opdrachtregel import scherm
from wet.waarden import Misvormd


@contextmanager
def meldt(doel: Path) -> Iterator[None]:
    """Say what was written, or raise Misvormd with why it was not."""
    try:
        yield
    except OSError as fout:
        raise Misvormd(f"{doel} kan niet worden geschreven ({fout.strerror})") from None
    scherm.fout().print(f"Geschreven: {doel}")
