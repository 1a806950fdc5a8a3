"""A follower without a thread: it reads at each look, so that it sees what a test's own transaction has not committed."""

from seawall.material.matching.follower import Follower, Staleness
from seawall.material.matching.keeper import bring_up
from seawall.material.matching.look import Standing


class AtEachLook(Follower):
    def follow(self) -> None:
        self.step()

    def standing(self) -> Standing:
        found = super().standing()
        bring_up(self.folders, found.catalogue.turn)
        self.folders.mend(self.identity)
        return found

    def staleness(self) -> Staleness:
        self.standing()
        self.step()
        return super().staleness()
