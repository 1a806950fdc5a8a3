"""The Merkle tree of RFC 6962 over the lines' hashes, kept as its right edge so that it grows line by line.

`peaks` are the roots of the full subtrees, largest first: one for each bit that is set in `size`.
"""

import hashlib
from dataclasses import dataclass, field


def leaf_hash(line_hash: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(line_hash)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Edge:
    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def grow(self, line_hash: str) -> None:
        node, rest = leaf_hash(line_hash), self.size
        while rest & 1:
            node = node_hash(self.peaks.pop(), node)
            rest >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> str:
        if not self.peaks:
            return hashlib.sha256().hexdigest()
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node.hex()
