#!/usr/bin/env python3
"""Verifies an exported audit trail of Seawall, without Seawall.

    python3 verify_trail.py EXPORT [--key trail.pub] [--seen CHECKPOINTS]

Needs Python 3.11 or newer and the package `cryptography`. It shares no line with the program that wrote the trail, so
that one mistake cannot hide in both.

Proved: every line up to the last checkpoint stands as it was when the checkpoint was signed, and no line is missing
or added. Not proved: lines after the last checkpoint (they are counted and said), and, without `--seen`, that the node
has not thrown away its newest checkpoints together with the lines under them. Keep a copy of the file of checkpoints
elsewhere and give it as `--seen`: every checkpoint in it must be in the export too.
Without `--key` the key inside the export is used: that proves that the trail is whole, not whose it is.

An extract, such as goes to a court with one case, is verified in the same way: each line in it stood in the chain when its
checkpoint was signed. Not proved: that it holds every line about the case.

Exit status: 0 whole, 1 broken, 2 not readable as an export.

Format: JSON lines. First {"trail":1,"agencies":[...],"all_agencies":BOOL,"checkpoints":N,"public_key":PEM}; then {"checkpoint":TEXT},
{"head":{agency,seq,hash}}, {"body":TEXT,"hash":HEX}.
An extract: first {"extract":1,"agency":ID,"size":N,"checkpoint":TEXT,"public_key":PEM}, then
{"seq":N,"body":TEXT,"hash":HEX,"path":[HEX,...] or null}, the path as in RFC 6962, section 2.1.1; null: newer than the checkpoint.
  line:       hash = SHA-256 of the text; the text's "before" is the hash of the line before, or, for the first,
              SHA-256 of "seawall trail 1 AGENCY".
  checkpoint: TEXT is {"body":TEXT,"signature":HEX}, Ed25519 over the inner text, which holds "n" (1, 2, ...), "before"
              (SHA-256 of the inner text before it; the first: of "seawall checkpoints 1") and for each chain that had
              grown its agency, size, last hash and the Merkle tree head of RFC 6962 over the raw bytes of its hashes.
"""

import argparse
import hashlib
import itertools
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key


class Broken(Exception):
    pass


class Unreadable(Exception):
    pass


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON that names a thing twice means different things to different readers."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name is given twice")
    return dict(pairs)


def exact(text: str) -> Any:
    """The values of a canonical JSON text; an error if the same values could have been written otherwise."""
    values = json.loads(text, object_pairs_hook=no_twins)
    if json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) != text:
        raise ValueError("the text is not canonical")
    return values


class Tree:
    """RFC 6962, section 2.1: full subtrees that wait for a neighbour of their size, as (height, hash)."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        height, node = 0, sha256(b"\0" + leaf)
        while self.waiting and self.waiting[-1][0] == height:
            node = sha256(b"\1" + self.waiting.pop()[1] + node)
            height += 1
        self.waiting.append((height, node))

    def head(self) -> str:
        if not self.waiting:
            return sha256(b"").hex()
        node = self.waiting[-1][1]
        for _, left in self.waiting[-2::-1]:
            node = sha256(b"\1" + left + node)
        return node.hex()


class Chain:
    def __init__(self, agency: str) -> None:
        self.agency = agency
        self.size = 0
        self.last = sha256(f"seawall trail 1 {agency}".encode()).hex()
        self.tree = Tree()
        self.sealed: dict[int, list[tuple[str, str]]] = {}
        self.covered = 0
        self.head: tuple[int, str] | None = None

    def take(self, body: str, line_hash: str) -> None:
        place = f"agency {self.agency}, line {self.size + 1}"
        if sha256(body.encode()).hex() != line_hash:
            raise Broken(f"{place}: its text does not have its hash")
        try:
            said = exact(body)
            told = (said["v"], said["agency"], said["seq"], said["before"])
        except (ValueError, KeyError, TypeError) as error:
            raise Broken(f"{place}: its text cannot be read: {error}") from error
        if told != (1, self.agency, self.size + 1, self.last):
            raise Broken(f"{place}: it does not stand on the line before")
        self.size += 1
        self.last = line_hash
        self.tree.add(bytes.fromhex(line_hash))
        for head, last in self.sealed.pop(self.size, []):
            if (head, last) != (self.tree.head(), self.last):
                since = self.covered + 1
                raise Broken(
                    f"{place}: this or a line since {since} is not what the checkpoint was signed for"
                )
            self.covered = self.size

    def end(self) -> None:
        place = f"agency {self.agency}, line {self.size + 1}"
        if self.sealed:
            raise Broken(f"{place}: missing; a checkpoint covers {max(self.sealed)} lines")
        if self.head != (self.size, self.last):
            raise Broken(f"{place}: the chain does not end at its head")


class Verifier:
    def __init__(self, key: Ed25519PublicKey | None = None, seen: Iterable[str] = ()) -> None:
        self.key, self.seen = key, set(seen)
        self.chains: dict[str, Chain] = {}
        self.n, self.before = 0, sha256(b"seawall checkpoints 1").hex()
        self.promised = 0
        self.all_agencies = False
        self.torn = ""
        self.lines = 0

    def read(self, rows: Iterable[str]) -> None:
        rows = iter(rows)
        self.start(self.parsed(next(rows, "")))
        for row in rows:
            values = self.parsed(row)
            if "checkpoint" in values:
                self.checkpoint(values["checkpoint"])
            elif "head" in values:
                self.take_head(values["head"])
            elif "body" in values:
                self.line(values)
            else:
                raise Unreadable("a row that is none of this format's")
        self.finish()

    @staticmethod
    def parsed(row: str) -> dict[str, Any]:
        try:
            values = json.loads(row, object_pairs_hook=no_twins)
        except ValueError as error:
            raise Unreadable(str(error)) from error
        if not isinstance(values, dict):
            raise Unreadable("a row that is no object")
        return values

    def start(self, values: dict[str, Any]) -> None:
        if values.get("trail") != 1:
            raise Unreadable("this is not an export of a trail in format 1")
        self.promised = values["checkpoints"]
        self.all_agencies = values["all_agencies"]
        self.chains = {agency: Chain(agency) for agency in values["agencies"]}
        if self.key is None:
            self.key = public_key(values["public_key"].encode())

    def checkpoint(self, text: str) -> None:
        place = f"checkpoint {self.n + 1}"
        try:
            outer = exact(text)
            body, signature = outer["body"], bytes.fromhex(outer["signature"])
            if set(outer) != {"body", "signature"} or signature.hex() != outer["signature"]:
                raise ValueError("not in its own form")
            self.key_of_the_node().verify(signature, body.encode())
            said = exact(body)
        except (ValueError, KeyError, TypeError, InvalidSignature):
            # A power cut leaves a torn line. Then the next one stands on the one before it, or there is none.
            self.torn = f"{place}: it was not signed by this key as it stands"
            if text.startswith("{") and text.endswith("}"):
                raise Broken(self.torn) from None
            return
        if (said["v"], said["n"], said["before"]) != (1, self.n + 1, self.before):
            raise Broken(self.torn or f"{place}: it does not follow the one before")
        self.n, self.before, self.torn = said["n"], sha256(body.encode()).hex(), ""
        self.seen.discard(text)
        for chain in said["chains"]:
            if self.all_agencies and chain["agency"] not in self.chains:
                raise Broken(f"agency {chain['agency']}: its whole chain is missing")
            if chain["agency"] in self.chains:
                sealed = self.chains[chain["agency"]].sealed
                sealed.setdefault(chain["size"], []).append((chain["root"], chain["last"]))

    def key_of_the_node(self) -> Ed25519PublicKey:
        if self.key is None:
            raise Unreadable("a checkpoint before the first row")
        return self.key

    def take_head(self, head: dict[str, Any]) -> None:
        chain = self.chains.get(head["agency"])
        if chain is None or chain.head is not None:
            raise Broken(f"agency {head['agency']}: a head that was not announced")
        chain.head = (head["seq"], head["hash"])

    def line(self, values: dict[str, Any]) -> None:
        self.lines += 1
        try:
            agency = json.loads(values["body"])["agency"]
        except (ValueError, KeyError, TypeError):
            raise Broken(f"row of line {self.lines}: its text cannot be read") from None
        if agency not in self.chains:
            raise Broken(f"agency {agency}: a line of a chain that was not announced")
        self.chains[agency].take(values["body"], values["hash"])

    def finish(self) -> None:
        if self.n < self.promised:
            raise Broken(f"checkpoint {self.n + 1}: missing")
        if self.seen:
            raise Broken(f"{len(self.seen)} checkpoints that were seen before are missing or changed")
        for chain in self.chains.values():
            chain.end()


class Extract:
    """Lines of one chain, each proved by its own path to the tree head that was signed."""

    def __init__(self, first: dict[str, Any], key: Ed25519PublicKey | None) -> None:
        self.agency, self.size = first["agency"], first["size"]
        self.proved = self.loose = self.last = 0
        self.root = ""
        if first["checkpoint"]:
            self.root = self.signed_root(first["checkpoint"], key or public_key(first["public_key"].encode()))

    def signed_root(self, text: str, key: Ed25519PublicKey) -> str:
        try:
            outer = exact(text)
            key.verify(bytes.fromhex(outer["signature"]), outer["body"].encode())
            chains = {chain["agency"]: chain for chain in exact(outer["body"])["chains"]}
            sealed = chains[self.agency]
        except (ValueError, KeyError, TypeError, InvalidSignature):
            raise Broken("the checkpoint was not signed by this key for this chain") from None
        if sealed["size"] != self.size:
            raise Broken("the checkpoint covers another number of lines")
        return str(sealed["root"])

    def take(self, values: dict[str, Any]) -> None:
        body, line_hash, seq = values["body"], values["hash"], values["seq"]
        place = f"agency {self.agency}, line {seq}"
        if sha256(body.encode()).hex() != line_hash:
            raise Broken(f"{place}: its text does not have its hash")
        said = json.loads(body)
        if (said["agency"], said["seq"]) != (self.agency, seq) or seq <= self.last:
            raise Broken(f"{place}: it stands at another place")
        self.last = seq
        if values["path"] is None:
            if seq <= self.size:
                raise Broken(f"{place}: it has no proof, though the checkpoint covers it")
            self.loose += 1
            return
        if not self.root or self.head_from(line_hash, seq - 1, values["path"]) != self.root:
            raise Broken(f"{place}: it is not what the checkpoint was signed for")
        self.proved += 1

    def head_from(self, line_hash: str, place: int, path: list[str]) -> str:
        """RFC 9162, section 2.1.3.2; a path of a wrong length leads to no head."""
        node, last, rest = sha256(b"\0" + bytes.fromhex(line_hash)), self.size - 1, list(path)
        while last > 0:
            if place % 2 or place < last:
                if not rest:
                    return ""
                neighbour = bytes.fromhex(rest.pop(0))
                node = sha256(b"\1" + neighbour + node) if place % 2 else sha256(b"\1" + node + neighbour)
            place, last = place // 2, last // 2
        return "" if rest else node.hex()


def verify_extract(first: dict[str, Any], rows: Iterable[str], key: Ed25519PublicKey | None) -> str:
    """What is to be said of it. Errors: Broken, Unreadable."""
    extract = Extract(first, key)
    for row in rows:
        extract.take(Verifier.parsed(row))
    said = f"Whole: {extract.proved} lines of an extract, each under the checkpoint. It may not be all lines."
    return said + (
        f"\n{extract.loose} lines are newer than it and held by their hashes alone." if extract.loose else ""
    )


def public_key(pem: bytes) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(pem)
    except ValueError as error:
        raise Unreadable("the public key cannot be read") from error
    if not isinstance(key, Ed25519PublicKey):
        raise Unreadable("the public key is not an Ed25519 key")
    return key


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify an exported audit trail of Seawall.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", type=Path, help="the node's public key as it was handed out (trail.pub)")
    parser.add_argument("--seen", type=Path, help="a copy of the file of checkpoints, made earlier")
    chosen = parser.parse_args(arguments)
    try:
        seen = chosen.seen.read_text("utf-8").splitlines() if chosen.seen else ()
        key = public_key(chosen.key.read_bytes()) if chosen.key else None
        verifier = Verifier(key, seen)
        with chosen.export.open(encoding="utf-8", newline="\n") as rows:
            first = next(rows, "")
            if first.startswith('{"extract":1,'):
                print(verify_extract(Verifier.parsed(first), rows, key))
                return 0
            verifier.read(itertools.chain([first], rows))
    except Broken as fault:
        print(f"BROKEN. {fault}.")
        return 1
    except (OSError, UnicodeDecodeError, Unreadable, KeyError, TypeError, AttributeError) as error:
        print(f"Not readable: {error}", file=sys.stderr)
        return 2
    loose = sum(chain.size - chain.covered for chain in verifier.chains.values())
    print(f"Whole: {verifier.lines} lines in {len(verifier.chains)} chains under {verifier.n} checkpoints.")
    if loose:
        print(f"{loose} lines are newer than the last checkpoint and held by their hashes alone.")
    if not chosen.key:
        print("The key came with the export: this proves the trail whole, not whose it is.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
