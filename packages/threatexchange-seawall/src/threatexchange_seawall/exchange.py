"""The exchange itself: fetches the ordered changes of a list and obeys each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from threatexchange.exchanges import auth
from threatexchange.exchanges.fetch_state import FetchDelta
from threatexchange.exchanges.signal_exchange_api import SignalExchangeAPI
from threatexchange.signal_type.signal_base import SignalType

from threatexchange_seawall.client import BeginAnew, NotLetIn, SeawallClient
from threatexchange_seawall.pages import Page
from threatexchange_seawall.records import (
    FILLER,
    SeawallCheckpoint,
    SeawallCollabConfig,
    SeawallEntry,
    SeawallSignalMetadata,
    by_signal,
    filler,
)

Delta = FetchDelta[str, SeawallEntry, SeawallCheckpoint]


@dataclass
class SeawallKey(auth.CredentialHelper):
    """The access key, from the environment or a file."""

    ENV_VARIABLE = "TX_SEAWALL_KEY"
    FILE_NAME = "~/.tx_seawall_key"

    secret: str

    @classmethod
    def _from_str(cls, s: str) -> "SeawallKey":
        return cls(s.strip())

    def _are_valid(self) -> bool:
        return self.secret.startswith("seawall_")


class SeawallSignalExchangeAPI(
    SignalExchangeAPI[SeawallCollabConfig, SeawallCheckpoint, SeawallSignalMetadata, str, SeawallEntry],
    auth.SignalExchangeWithAuth[SeawallCollabConfig, SeawallKey],
):
    """A list of a Seawall node, pulled as the ordered log of its changes."""

    def __init__(self, collab: SeawallCollabConfig, client: SeawallClient) -> None:
        self.collab, self.client = collab, client

    @classmethod
    def get_name(cls) -> str:
        return "seawall"

    @staticmethod
    def get_config_cls() -> type[SeawallCollabConfig]:
        return SeawallCollabConfig

    @staticmethod
    def get_checkpoint_cls() -> type[SeawallCheckpoint]:
        return SeawallCheckpoint

    @staticmethod
    def get_record_cls() -> type[SeawallSignalMetadata]:
        return SeawallSignalMetadata

    @staticmethod
    def get_credential_cls() -> type[SeawallKey]:
        return SeawallKey

    @classmethod
    def for_collab(
        cls, collab: SeawallCollabConfig, credentials: SeawallKey | None = None
    ) -> "SeawallSignalExchangeAPI":
        key = credentials or SeawallKey.get(cls)
        return cls(collab, SeawallClient(collab.node, key.secret))

    def fetch_iter(
        self, supported_signal_types: Sequence[type[SignalType]], checkpoint: SeawallCheckpoint | None
    ) -> Iterator[Delta]:
        """Page by page. Where the copy has to be dropped, a last delta says so and the fetch fails: the next begins anew."""
        try:
            yield from self._deltas(checkpoint or SeawallCheckpoint())
        except BeginAnew:
            yield FetchDelta({}, SeawallCheckpoint(anew=True))
            raise

    def _deltas(self, at: SeawallCheckpoint) -> Iterator[Delta]:
        if not at.cursor:
            yield FetchDelta({FILLER: filler()}, at)
        while page := self._page(at):
            stance = str(page.head["stance"])
            if at.stance not in ("", stance):
                raise BeginAnew("the list means something else now; fetch again to begin anew")
            # Only where nothing came the same is asked again, and then the answer may be the same.
            at = SeawallCheckpoint(page.cursor, "" if page.changes else page.etag, stance)
            yield FetchDelta(dict(_update(change, stance) for change in page.changes), at)
            if not page.more:
                return

    def _page(self, at: SeawallCheckpoint) -> Page | None:
        try:
            return self.client.changes(self.collab.list_id, at.cursor, at.etag)
        except NotLetIn as error:
            raise auth.SignalExchangeAPIInvalidAuthException(type(self), str(error)) from error

    @classmethod
    def naive_convert_to_signal_type(
        cls,
        signal_types: Sequence[type[SignalType]],
        collab: SeawallCollabConfig,
        fetched: Mapping[str, SeawallEntry | None],
    ) -> dict[type[SignalType], dict[str, SeawallSignalMetadata]]:
        wanted = {signal_type.get_name(): signal_type for signal_type in signal_types}
        converted: dict[type[SignalType], dict[str, SeawallSignalMetadata]] = {}
        for name, value, metadata in by_signal(fetched.items()):
            if signal_type := wanted.get(name):
                converted.setdefault(signal_type, {})[signal_type.validate_signal_str(value)] = metadata
        return converted


def _update(change: dict[str, Any], stance: str) -> tuple[str, SeawallEntry | None]:
    """Under its id: the entry as it is now, or None where it is to be dropped."""
    return change["entry"], SeawallEntry.told(change, stance) if change["change"] == "shared" else None
