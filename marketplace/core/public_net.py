"""Which network addresses are public: those of the internet at large, and of nobody's inside.

The ranges are written out, because Python's own `is_global` has changed from release to release.
Source: the IANA registries of special-purpose addresses for IPv4 and IPv6.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Address = IPv4Address | IPv6Address

_NOT_PUBLIC_4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's translation; cloud metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's host, a public address in name only
        "169.254.0.0/16",  # link-local; cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; cloud metadata
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6: Final = IPv6Network("2000::/3")
_NOT_PUBLIC_6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments (Teredo is unwrapped before)
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_NAT64: Final = IPv6Network("64:ff9b::/96")
_MAPPED: Final = (
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped
    IPv6Network("::ffff:0:0:0/96"),  # IPv4-translated
    _NAT64,
)
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")
_TEREDO: Final = IPv6Network("2001::/32")
_LOW_32_BITS: Final = 2**32 - 1
_ISATAP: Final = (0x00005EFE, 0x02005EFE)


def read_address(text: str) -> Address | None:
    """Read an address in its one canonical way of writing; None for anything else."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Tell whether an address is a global unicast one, and so is each one wrapped into it.

    Forms that carry an IPv4 address inside IPv6 (mapped, translated, NAT64, 6to4, Teredo, ISATAP)
    are as public as what they carry; a packet to them may end there.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None:
        return False
    carried = _carried(address)
    if any(not is_public(inner) for inner in carried):
        return False
    if carried and address not in _PUBLIC_6:
        # Of the wrappings outside the public range only NAT64 leads out to the internet.
        return address in _NAT64
    if address in _TEREDO:
        return True
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def _carried(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address carries."""
    number = int(address)
    low = number & _LOW_32_BITS
    if any(address in network for network in _MAPPED):
        return [IPv4Address(low)]
    if address in _SIX_TO_FOUR:
        return [IPv4Address(number >> 80 & _LOW_32_BITS)]
    if address in _TEREDO:
        return [IPv4Address(number >> 64 & _LOW_32_BITS), IPv4Address(low ^ _LOW_32_BITS)]
    if number >> 32 & _LOW_32_BITS in _ISATAP:
        return [IPv4Address(low)]
    return []
