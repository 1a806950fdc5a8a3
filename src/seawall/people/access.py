"""The secret of an access key: how it is made, and how it is known again without being kept."""

from secrets import token_urlsafe

from seawall.core.keys import digest

# Programs that look for forgotten secrets in public code find it by this.
PREFIX = "seawall_"
BYTES = 32


def new_secret() -> str:
    return PREFIX + token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """A fast digest is enough for 256 random bits; keyed, so that a stolen table opens no door of another node."""
    return digest("people.access-key", secret)
