"""What libraries ask of us: allauth's adapters and the API's token check."""

from marketplace.accounts.adapters.account import AccountAdapter
from marketplace.accounts.adapters.second_factor import SecondFactorAdapter

__all__ = ["AccountAdapter", "SecondFactorAdapter"]
