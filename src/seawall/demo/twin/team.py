"""Who does what at which agency. Countries without an agency on this node are the lead's to work on."""

from dataclasses import dataclass

from seawall.core.actors import Actor
from seawall.demo.past.hands import actor_called

LEAD = "DE"
INVESTIGATORS = {LEAD: "dana", "NL": "joost", "FR": "camille", "SE": "elin"}
CONTACTS = {
    LEAD: "desk@polizei-musterland.example",
    "NL": "desk@politie-voorbeeld.example",
    "FR": "+33 1 99 00 12 34",
    "SE": "desk@polis-exempel.example",
}
SPECIALISTS = {LEAD: "jonas", "NL": "noor", "FR": "lou", "SE": "sten"}


@dataclass(frozen=True, slots=True)
class Team:
    investigators: dict[str, Actor]
    specialists: dict[str, Actor]

    @classmethod
    def at_work(cls) -> "Team":
        return cls(
            {country: actor_called(key) for country, key in INVESTIGATORS.items()},
            {country: actor_called(key) for country, key in SPECIALISTS.items()},
        )

    @property
    def lead(self) -> Actor:
        return self.investigators[LEAD]

    def investigator(self, country: str) -> Actor:
        return self.investigators.get(country, self.lead)

    def contact(self, actor: Actor) -> str:
        """The desk of an investigator's agency."""
        country = next(country for country, one in self.investigators.items() if one == actor)
        return CONTACTS[country]

    def specialist(self, country: str) -> Actor:
        return self.specialists.get(country, self.specialists[LEAD])
