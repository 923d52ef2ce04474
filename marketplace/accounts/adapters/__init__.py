"""What libraries ask of us: allauth's adapters and the API's token check."""

from marketplace.accounts.adapters.account import AccountAdapter
from marketplace.accounts.adapters.second_factor import SecondFactorAdapter
from marketplace.accounts.adapters.tokens import TokenAuthentication

__all__ = ["AccountAdapter", "SecondFactorAdapter", "TokenAuthentication"]
