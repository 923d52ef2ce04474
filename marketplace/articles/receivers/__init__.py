"""What follows from facts about articles, and what articles show in wallets."""

from marketplace.articles.receivers import commissions, discussion, review, tips, wallet

__all__ = ["commissions", "discussion", "review", "tips", "wallet"]
