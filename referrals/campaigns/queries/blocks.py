"""A landing page from its blocks, ready for templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.core.markdown import render
from referrals.campaigns.models import Campaign, CampaignPicture, CampaignText


@dataclass(frozen=True)
class ShownBlock:
    """One block: its kind, its heading, HTML of its text, its items as pairs, its picture."""

    kind: str
    title: str = ""
    html: str = ""
    items: Sequence[tuple[str, str]] = ()
    picture: CampaignPicture | None = None


def shown_blocks(campaign: Campaign, text: CampaignText) -> list[ShownBlock]:
    """Return the blocks of a page in their order; Markdown is rendered, nothing else is HTML."""
    pictures = {one.public_id: one for one in campaign.pictures.all()}
    return [_shown(block, pictures) for block in text.blocks]


def _shown(block: dict[str, Any], pictures: dict[str, CampaignPicture]) -> ShownBlock:
    source = block.get("text", "")
    items = block.get("items", [])
    is_faq = block["kind"] == "faq"
    return ShownBlock(
        kind=block["kind"],
        title=block.get("title", ""),
        html=render(source, anchor_prefix="").html if source else "",
        items=[(first, _marked(second) if is_faq else second) for first, second in items],
        picture=pictures.get(block.get("picture", "")),
    )


def _marked(source: str) -> str:
    return render(source, anchor_prefix="").html
