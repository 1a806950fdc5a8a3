"""Run by the Python of the receiver's installation: the clients that ship in PyPI `threatexchange`, asked by JSON and answering in JSON."""

import json
import sys
from typing import Any

import requests
from threatexchange.exchanges.clients.ncmec import hash_api
from threatexchange.exchanges.clients.stopncii import api as stopncii_api
from threatexchange.exchanges.impl import ncmec_api
from threatexchange.signal_type.md5 import VideoMD5Signal
from threatexchange.signal_type.pdq.signal import PdqSignal

ENVIRONMENT = hash_api.NCMECEnvironment.test_NGO


class Ncmec:
    def __init__(self, address: str, user: str, password: str) -> None:
        self.client = hash_api.NCMECHashAPI(user, password, ENVIRONMENT)
        self.client._base_url = address

    def status(self) -> Any:
        own = self.client.status()
        return [own.esp_id, own.esp_name]

    def members(self) -> Any:
        return [[one.esp_id, one.esp_name] for one in self.client.members()]

    def reasons(self, kind: str) -> Any:
        return self.client.feedback_reasons(hash_api.FingerprintType(kind))

    def pages(self, since: int, until: int) -> Any:
        found = self.client.get_entries_iter(start_timestamp=since, end_timestamp=until)
        return [
            {
                "latest": page.max_timestamp,
                "next": page.get_next_info(),
                "entries": list(map(_entry, page.updates)),
            }
            for page in found
        ]

    def vote(self, member: int, entry: str, kind: str, up: bool, reason: str = "") -> Any:
        way = hash_api.FeedbackType.upvote if up else hash_api.FeedbackType.downvote
        self.client.submit_feedback(member, entry, hash_api.FingerprintType(kind), way, reason or None)
        return None

    def fetch(self, since: int, *held: Any) -> Any:
        """As `tx fetch` does, with its probing, and merged into what was held."""
        collab = ncmec_api.NCMECCollabConfig(name="c", environment=ENVIRONMENT)
        exchange = ncmec_api.NCMECSignalExchangeAPI(collab, self.client.username, self.client.password)
        exchange.get_client = lambda _environment: self.client  # type: ignore[method-assign]
        checkpoint = ncmec_api.NCMECCheckpoint(since) if since else None
        found: dict[str, Any] = {}
        for delta in exchange.fetch_iter([], checkpoint):
            for key, update in delta.updates.items():
                found[key] = exchange.fetch_value_merge(found.get(key), update)
            checkpoint = delta.checkpoint
        assert checkpoint is not None
        entries = {key: one for key, one in found.items() if one is not None}
        signals = exchange.naive_convert_to_signal_type([PdqSignal, VideoMD5Signal], collab, entries)
        return {
            "since": checkpoint.get_entries_max_ts,
            "held": sorted(entries),
            "dropped": sorted(set(found) - set(entries)),
            "signals": {kind.get_name(): sorted(values) for kind, values in signals.items()},
        }


def _entry(one: hash_api.NCMECEntryUpdate) -> Any:
    said = {
        kind: [[each.feedback_type.value, each.member.esp_id, each.reason] for each in found]
        for kind, found in one.feedback.items()
    }
    about = {"media": one.entry_type.value, "member": one.member_id, "id": one.id, "deleted": one.deleted}
    return about | {"classification": one.classification, "fingerprints": one.fingerprints, "feedback": said}


class StopNcii:
    def __init__(self, address: str, user: str, password: str) -> None:
        given = {stopncii_api.StopNCIIEndpoint.SubmitFeedback: password}
        self.client = stopncii_api.StopNCIIAPI(user, password, given, address)

    def fetch(self) -> Any:
        page = self.client.fetch_hashes()
        return {
            "more": page.hasMoreRecords,
            "records": [
                [one.signalType.value, one.hashValue, one.hashStatus.value] for one in page.hashRecords
            ],
            "tags": [sorted(said.tags) for said in page.hashRecords[0].CSPFeedbacks],
        }

    def say_not_blocked(self, pdq: str) -> Any:
        not_blocked = stopncii_api.StopNCIICSPFeedbackValue.NotBlocked
        self.client.submit_feedback(stopncii_api.StopNCIISignalType.ImagePDQ, pdq, not_blocked)
        return None


def answered(client: Any, name: str, *words: Any) -> Any:
    try:
        return getattr(client, name)(*words)
    except requests.HTTPError as error:
        return f"HTTP {error.response.status_code}"


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    kind = {"ncmec": Ncmec, "stopncii": StopNcii}[asked["client"]]
    client = kind(asked["address"], asked["user"], asked["password"])
    json.dump([answered(client, *call) for call in asked["calls"]], sys.stdout)
