"""How often one address may post. What is kept of it is a hash that nobody can turn back.

Each address has a bucket that fills with `rate` requests a second up to `burst`; a request takes
one out. The key of a bucket is an HMAC of the address under a random salt that lives an hour, and
in the cache alone. A cache that forgets, or that each process has for itself, makes the limit
more generous, never stricter.
"""

import hashlib
import hmac
import ipaddress
import logging
import math
import re
import secrets
import time

from django.core.cache import cache
from django.http import HttpRequest

from campaigns import conf

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network

SALT_SECONDS = 60 * 60
# One subscriber has a /64 of IPv6 and changes addresses in it at will.
PREFIX_LENGTH = {4: 32, 6: 64}
_PORT = re.compile(r"^(?:\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+)$")

logger = logging.getLogger(__name__)


def seconds_to_wait(request: HttpRequest, now: float | None = None) -> int:
    """0 where the request may go on, which takes one out of the bucket of its address."""
    limits, network = conf.get("LIMITS"), client_network(request)
    if limits is None or network is None:
        return 0
    try:
        return _take(_key(network), limits["rate"], limits["burst"], now or time.time())
    except Exception as error:  # the cache's own, of whatever kind: nobody is locked out by it
        logger.warning("The cache of limits cannot be used: %s", type(error).__name__)
        return 0


def client_network(request: HttpRequest) -> Network | None:
    """Who asks, as far as limits go; None where addresses tell no visitors apart.

    `CAMPAIGNS["TRUSTED_PROXIES"]` hops in front write X-Forwarded-For, from the right; what stands
    further left anybody may have written. An address that is not on the open internet belongs to
    a proxy nobody has told us about, or to the house: all visitors would share one bucket.
    """
    hops = conf.get("TRUSTED_PROXIES")
    if not hops:
        return _network(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    return _network(forwarded[-hops]) if len(forwarded) >= hops else None


def _network(text: str) -> Network | None:
    text = text.strip()
    if found := _PORT.match(text):
        text = found["six"] or found["four"]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    if not address.is_global:
        return None
    return ipaddress.ip_network((address, PREFIX_LENGTH[address.version]), strict=False)


def _key(network: Network) -> str:
    salt = cache.get_or_set(
        "campaigns.limits.salt", lambda: secrets.token_bytes(32), timeout=SALT_SECONDS
    )
    mac = hmac.new(salt or b"", str(network).encode(), hashlib.sha256)
    return f"campaigns.limits.{mac.hexdigest()[:32]}"


def _take(key: str, rate: float, burst: int, now: float) -> int:
    """Two requests at the same moment may count as one: the limit errs to the generous side."""
    level, then = cache.get(key) or (float(burst), now)
    level = min(float(burst), level + max(0.0, now - then) * rate)
    if level < 1:
        return math.ceil((1 - level) / rate)
    # Forgotten as soon as it would be full again.
    cache.set(key, (level - 1, now), timeout=math.ceil(burst / rate))
    return 0
