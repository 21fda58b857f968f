"""The mention of an area: where a text names it, and what the name is doing there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to before ``last`` name an area of the catalogue, or one that it does not have.

    ``kind`` is country, province, ministry, agency, world, group or district. ``code`` is the catalogue's; empty for
    bodies that it does not have (agency, district), and for "tỉnh", "thành phố", "Bộ" and the like, which stand for the
    province or ministry that the text is about.

    ``role`` is None where a figure may be of the area. Otherwise the name is only part of a ``person``'s title, of an
    ``institution`` of the area (UBND, Sở), of an ``organisation`` that is none of its (a school, a company), of a
    ``publisher``'s name, or a ``place`` where something happens; ``speaker`` is who says something, ``compared`` what
    something is compared with, ``scope`` among whom one is ranked or counted, ``system`` a system of the whole country.
    """

    first: int
    last: int
    code: str
    kind: str
    role: str | None
