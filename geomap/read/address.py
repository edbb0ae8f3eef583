"""Which addresses of the network may be fetched from: public ones, unless the user says otherwise.

The ranges are those of the IANA special-purpose registries (RFC 6890 and its successors), written out here so that the
answer does not change with the version of Python.
"""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_CLOSED_4 = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
    "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
)
_OPEN_6 = "2000::/3"
_CLOSED_6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
_NAT64 = "64:ff9b::/96"


def is_public(text: str) -> bool:
    """Whether a numeric address is on the public internet. One that carries an IPv4 address is judged by that too.

    Raises ValueError for what is no numeric address.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _closed_4())
    inner = _carried(address)
    if inner is not None:
        return is_public(str(inner))
    opened, closed = _nets_6()
    return address in opened and not any(address in network for network in closed)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in a mapped or translated one. (6to4 and Teredo are closed altogether.)"""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in IPv6Network(_NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


@cache
def _closed_4() -> tuple[IPv4Network, ...]:
    return tuple(IPv4Network(each) for each in _CLOSED_4.split())


@cache
def _nets_6() -> tuple[IPv6Network, tuple[IPv6Network, ...]]:
    return IPv6Network(_OPEN_6), tuple(IPv6Network(each) for each in _CLOSED_6.split())
