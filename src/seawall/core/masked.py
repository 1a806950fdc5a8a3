"""Confidential values that show only a mask.

Addresses, accounts and fingerprints are personal data and, in the wrong hands, a way to the material. A masked
value can be printed, logged or put on a page by mistake without harm; `.secret` is touched only by reveal actions,
senders and matchers, and a test keeps it so.
"""

from urllib.parse import urlsplit


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

    def __str__(self) -> str:
        try:
            parts = urlsplit(self.secret)
            host = parts.hostname or ""
        except ValueError:
            return "…"
        scheme = parts.scheme.replace("tt", "xx") or "hxxp"
        return f"{scheme}://{host[:3]}…{host[-6:] if host.endswith('.onion') else ''}/…"


class MaskedAccount(Masked):
    def __str__(self) -> str:
        return f"{self.secret[:2]}…"


class MaskedPhone(Masked):
    def __str__(self) -> str:
        return f"{self.secret[:3]}…"


class MaskedFingerprint(Masked):
    def __str__(self) -> str:
        return f"{self.secret[:6]}…"
