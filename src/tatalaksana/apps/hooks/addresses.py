"""Which addresses may be told: https, and none inside our own network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from tatalaksana.apps.shared.errors import Invalid

LONGEST = 500
#: addresses of others in an IPv6 coat; what is inside counts
NAT64 = IPv6Network("64:ff9b::/96")


def checked_url(url: str) -> str:
    """`url`, if a hook may have it. Errors: Invalid TL603, its data naming the `field`."""
    url = url.strip()
    schemes = ("https", "http") if settings.HOOKS_INSIDE else ("https",)
    try:
        parts = urlsplit(url)
        sound = sound_parts(parts) and parts.scheme in schemes
    except ValueError:  # a port or an IPv6 address that is none
        sound = False
    if not sound or len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise Invalid(
            "Alamat ini bukan alamat https yang lengkap.",
            hint="Contoh: https://sistem.contoh.go.id/tatalaksana. Tanpa nama pengguna dan sandi.",
            field="url",
        )
    literal = literal_of(parts.hostname or "")
    if literal is not None and not may_reach(literal):
        raise Invalid(
            "Alamat ini berada di dalam jaringan server sendiri.",
            hint="Pakai alamat umum, atau minta pengelola server mengizinkan alamat dalam.",
            field="url",
        )
    return url


def sound_parts(parts: SplitResult) -> bool:
    """Whether it names a host and nothing that does not belong into it."""
    return (
        bool(parts.hostname)
        and parts.username is None
        and parts.password is None
        and not parts.fragment
        and parts.port != 0
    )


def literal_of(host: str) -> IPv4Address | IPv6Address | None:
    """The address a host is written as; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def may_reach(address: IPv4Address | IPv6Address) -> bool:
    """Whether something may be sent there: public, or allowed by the installation."""
    return settings.HOOKS_INSIDE or is_public(address)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an address of the internet, also of what it carries inside."""
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return is_public(IPv4Address(address.packed[-4:]))
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast
