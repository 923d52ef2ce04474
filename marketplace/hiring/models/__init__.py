"""What hiring keeps: briefs to one writer, offers, posted briefs and the proposals for them."""

from marketplace.hiring.models.briefs import Brief, Offer
from marketplace.hiring.models.posted import Invitation, PostedBrief, PostedFile
from marketplace.hiring.models.proposals import Proposal, ProposalAllowance

__all__ = [
    "Brief",
    "Invitation",
    "Offer",
    "PostedBrief",
    "PostedFile",
    "Proposal",
    "ProposalAllowance",
]
