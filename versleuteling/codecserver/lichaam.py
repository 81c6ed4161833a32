"""Reads the body of a request, as far as it may go."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def lees_lichaam(verzoek: Request, grootst: int) -> bytes:
    """The body; raises HTTPException (413) as soon as it is longer than `grootst` bytes, whatever the headers say."""
    lichaam = bytearray()
    async for deel in verzoek.stream():
        lichaam += deel
        if len(lichaam) > grootst:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Het verzoek is te groot.")
    return bytes(lichaam)
