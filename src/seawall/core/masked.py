"""Confidential values that show only a mask.

Addresses, accounts and fingerprints are personal data and, in the wrong hands, a way to the material. A masked
value can be printed, logged or put on a page by mistake without harm; `.secret` is touched only by reveal actions,
senders and matchers, and a test keeps it so.
"""

from urllib.parse import urlsplit

# Any other scheme may itself be the secret: people paste `nickname:word` where an address is asked.
SCHEMES = {"http": "hxxp", "https": "hxxps", "ftp": "fxp"}


def beginning(text: str, most: int) -> str:
    """The first letters, never more than a third: a short value must not be shown whole."""
    return text[: min(most, len(text) // 3)]


class Masked:
    __slots__ = ("secret",)

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __str__(self) -> str:
        return "…"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Masked) and other.secret == self.secret

    def __hash__(self) -> int:
        return hash(self.secret)

    def __bool__(self) -> bool:
        return bool(self.secret)

    def __reduce__(self) -> tuple[type["Masked"], tuple[str]]:
        return type(self), (self.secret,)


class MaskedUrl(Masked):
    """`https://example.com/a/b` shows as `hxxps://exa…/…`: enough to tell two apart on a list, not to open them."""

    __slots__ = ()

    def __str__(self) -> str:
        try:
            parts = urlsplit(self.secret)
            host = parts.hostname or ""
        except ValueError:
            return "…"
        if parts.scheme not in SCHEMES:
            return "…"
        onion = "….onion" if host.endswith(".onion") else "…"
        return f"{SCHEMES[parts.scheme]}://{beginning(host, 3)}{onion}/…"


class MaskedAccount(Masked):
    __slots__ = ()

    def __str__(self) -> str:
        return f"{beginning(self.secret, 2)}…"


class MaskedPhone(Masked):
    __slots__ = ()

    def __str__(self) -> str:
        return f"{beginning(self.secret, 3)}…"


class MaskedFingerprint(Masked):
    __slots__ = ()

    def __str__(self) -> str:
        return f"{beginning(self.secret, 6)}…"
