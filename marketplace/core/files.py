"""Where files lie that only some may fetch; everybody's files go through `default_storage`."""

from __future__ import annotations

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """Return the storage whose files have no address: a view that asks who is there serves them."""
    return storages["private"]
