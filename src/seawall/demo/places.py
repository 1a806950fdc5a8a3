"""Where the demo's programs and pages are on this machine."""

from dataclasses import dataclass

from seawall.demo.internet.world import LOOPBACK

PORT = 8000
FURTHEST = 93
# The first port from which the others are ports as well.
HIGHEST = 65535 - FURTHEST
FRESH = "fotobruecke.example", "/album/holzbruecke"


@dataclass(frozen=True, slots=True)
class Places:
    """Four neighbouring ports: public, staff, node, and the demo's own pages with all the invented sites; names and mail further on."""

    port: int = PORT

    @property
    def public(self) -> str:
        return self._at(0)

    @property
    def staff(self) -> str:
        return self._at(1)

    @property
    def node(self) -> str:
        return self._at(2)

    @property
    def guide(self) -> str:
        return self._at(3)

    @property
    def sites_port(self) -> int:
        return self.port + 3

    @property
    def names_port(self) -> int:
        return self.port + 53

    @property
    def mail_port(self) -> int:
        return self.port + FURTHEST

    @property
    def tipline(self) -> str:
        return f"{self.guide}/ispws"

    @property
    def fresh_page(self) -> str:
        """The page that the walk reports."""
        return self.url_of(*FRESH)

    def url_of(self, site: str, path: str) -> str:
        return f"http://{site}:{self.sites_port}{path}"

    def _at(self, offset: int) -> str:
        return f"http://{LOOPBACK}:{self.port + offset}"
