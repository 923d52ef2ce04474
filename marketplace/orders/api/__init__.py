"""Orders in the API. Scopes orders:read and orders:write."""

from marketplace.orders.api.money import urlpatterns as of_money
from marketplace.orders.api.orders import urlpatterns as of_orders

urlpatterns = [*of_orders, *of_money]

__all__ = ["urlpatterns"]
