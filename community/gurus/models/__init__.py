"""Rows of the guru club."""

from community.gurus.models.charter import CharterVersion, Signature
from community.gurus.models.duties import ClubCase, Duty, QuarterRow
from community.gurus.models.memberships import Break, Evangelist, Membership
from community.gurus.models.nominations import Ballot, Evidence, Nomination, Remark
from community.gurus.models.privileges import Code, Grant, Privilege

__all__ = [
    "Ballot",
    "Break",
    "CharterVersion",
    "ClubCase",
    "Code",
    "Duty",
    "Evangelist",
    "Evidence",
    "Grant",
    "Membership",
    "Nomination",
    "Privilege",
    "QuarterRow",
    "Remark",
    "Signature",
]
