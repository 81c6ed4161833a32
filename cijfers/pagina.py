"""Pages that stand on their own: one file of HTML with its style and charts inside."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_OPMAAK = Path(__file__).parent / "opmaak"
_OMGEVING = Environment(
    loader=FileSystemLoader(_OPMAAK), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def vul_in(sjabloon: str, gegevens: Mapping[str, object]) -> str:
    """Fill in a template of `opmaak`; every text is escaped, a chart is marked as safe in the template."""
    css = (_OPMAAK / "pagina.css").read_text(encoding="utf-8")
    return _OMGEVING.get_template(sjabloon).render(**gegevens, css=css)
