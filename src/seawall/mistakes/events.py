"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class MistakeFound(Event):
    """A second assessor found that we were wrong. `subject_ids`: the reports' subjects that led to it."""

    doubt_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class ItemFoundWrong(Event):
    """What we say of an item is wrong; `because` is a reason of a vote against it."""

    item_id: str
    because: str
