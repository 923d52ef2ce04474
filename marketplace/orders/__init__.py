"""One purchase, from payment to completion."""
