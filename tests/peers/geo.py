"""A small file in MaxMind's format (version 2), as an operator would supply: which country, which network.

Only what a test needs: IPv4, 24-bit records, maps of strings and numbers.
"""

import ipaddress
from pathlib import Path
from typing import Any

MARKER = b"\xab\xcd\xefMaxMind.com"
STRING, UINT16, UINT32, MAP, UINT64, ARRAY = 2, 5, 6, 7, 9, 11


def write_geo_file(path: Path, networks: dict[str, dict[str, Any]], kind: str = "Test-Country") -> Path:
    data, offsets = b"", {}
    for block, record in networks.items():
        offsets[block] = len(data)
        data += _encoded(record)
    nodes = _tree(networks, offsets)
    tree = b"".join(side.to_bytes(3, "big") for node in nodes for side in node)
    path.write_bytes(tree + b"\0" * 16 + data + MARKER + _metadata(len(nodes), kind))
    return path


def _tree(networks: dict[str, dict[str, Any]], offsets: dict[str, int]) -> list[list[int]]:
    nodes: list[list[int | str | None]] = [[None, None]]
    for block in networks:
        network = ipaddress.ip_network(block)
        bits = f"{int(network.network_address):032b}"[: network.prefixlen]
        here = 0
        for bit in bits[:-1]:
            following = nodes[here][int(bit)]
            if not isinstance(following, int):
                nodes.append([None, None])
                following = nodes[here][int(bit)] = len(nodes) - 1
            here = following
        nodes[here][int(bits[-1])] = block
    return [[_record(side, len(nodes), offsets) for side in node] for node in nodes]


def _record(side: int | str | None, count: int, offsets: dict[str, int]) -> int:
    if side is None:
        return count
    return side if isinstance(side, int) else count + 16 + offsets[side]


def _metadata(count: int, kind: str) -> bytes:
    pairs = {
        "node_count": _number(count, UINT32),
        "record_size": _number(24, UINT16),
        "ip_version": _number(4, UINT16),
        "database_type": _encoded(kind),
        "languages": _control(ARRAY, 0),
        "binary_format_major_version": _number(2, UINT16),
        "binary_format_minor_version": _number(0, UINT16),
        "build_epoch": _number(1_700_000_000, UINT64),
        "description": _control(MAP, 0),
    }
    return _control(MAP, len(pairs)) + b"".join(_encoded(name) + value for name, value in pairs.items())


def _encoded(value: Any) -> bytes:
    if isinstance(value, dict):
        return _control(MAP, len(value)) + b"".join(
            _encoded(name) + _encoded(one) for name, one in value.items()
        )
    if isinstance(value, int):
        return _number(value, UINT32)
    raw = value.encode()
    return _control(STRING, len(raw)) + raw


def _number(value: int, kind: int) -> bytes:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return _control(kind, len(raw)) + raw


def _control(kind: int, size: int) -> bytes:
    """Sizes from 29 on take a byte of their own; kinds above 7 are named in a second byte."""
    first = kind if kind <= 7 else 0
    head = bytes([first << 5 | min(size, 29)])
    return head + (b"" if kind <= 7 else bytes([kind - 7])) + (bytes([size - 29]) if size >= 29 else b"")
