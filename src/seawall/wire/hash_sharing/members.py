"""Who speaks: `GET /v2/status` says who the caller is, `GET /v2/members` who there is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire.faults import Problem
from seawall.wire.hash_sharing.markup import Kept, Node, element, read_whole, root, written

MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """`ip_address` is the caller's, as the server sees it; accounts are bound to addresses."""

    ip_address: str = field(repr=False)
    username: str
    member: Member
    more: tuple[Kept, ...] = ()


def member_in(node: Node) -> Member:
    """Errors: Malformed."""
    text = node.said("id")
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise node.wrong("@id", Problem.WRONG, "a number")
    return Member(int(text), node.text)


def member_text(member: Member) -> str:
    return element("member", member.name, id=str(member.id))


def read_status(stream: BinaryIO) -> Status:
    """Errors: Malformed; OSError of reading."""
    name, node = read_whole(stream)
    if name != "status":
        raise node.wrong("", Problem.OTHER_FORMAT, "status")
    address, user, member = node.maybe("ipAddress"), node.maybe("username"), node.one("member")
    return Status(address.text if address else "", user.text if user else "", member_in(member), node.rest)


def write_status(status: Status, stream: BinaryIO) -> None:
    """Errors: Unwritable; OSError of writing."""
    stream.write(
        root(
            "status",
            [
                element("ipAddress", status.ip_address),
                element("username", status.username),
                member_text(status.member),
                *map(written, status.more),
            ],
        )
    )


def read_members(stream: BinaryIO) -> tuple[Member, ...]:
    """Errors: Malformed; OSError of reading."""
    name, node = read_whole(stream)
    # What the root is called is in no public source; the known client takes any, and its inner elements for members.
    found = tuple(map(member_in, node.each("member")))
    if not name or node.rest:
        raise node.wrong("", Problem.OTHER_FORMAT, "members and nothing else")
    return found


def write_members(members: Iterable[Member], stream: BinaryIO) -> None:
    """Errors: Unwritable; OSError of writing."""
    stream.write(root("members", map(member_text, members)))
