"""Who runs what: hosts, sites and registrars of the little internet, read from world.toml."""

import socket
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Host:
    name: str
    country: str
    asn: int
    address: str
    abuse: str


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    host: Host
    registrar: str
    registrar_abuse: str


@dataclass(frozen=True, slots=True)
class World:
    hosts: tuple[Host, ...]
    sites: dict[str, Site]

    def host_at(self, address: str) -> Host | None:
        return next((host for host in self.hosts if host.address == address), None)


@cache
def world() -> World:
    told = tomllib.loads(files(__package__).joinpath("world.toml").read_text(encoding="utf-8"))
    hosts = {entry["name"]: Host(**entry | {"address": _usable(entry["address"])}) for entry in told["host"]}
    sites = [
        Site(entry["name"], hosts[entry["host"]], entry["registrar"], told["registrar"][entry["registrar"]])
        for entry in told["site"]
    ]
    return World(tuple(hosts.values()), {site.name: site for site in sites})


def _usable(address: str) -> str:
    """Linux answers on all of 127.0.0.0/8; where only 127.0.0.1 exists, all sites share it."""
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return LOOPBACK
    return address
