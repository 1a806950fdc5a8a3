"""Real peers on loopback: a DNS server, an RDAP server, a web server, a mail server.

Second implementations, never patches of our own code. Each is a context manager, listens on a port of its own and
counts what reached it, so that a test can prove that nothing did. The demo and the journeys use them too.

    with WebPeer() as web, DnsPeer({"bilder.example": ["127.0.0.1"]}) as dns, RdapPeer() as rdap, MailPeer() as mail:
        ...
"""

from tests.peers.dns import DnsPeer
from tests.peers.rdap import RdapPeer
from tests.peers.smtp import MailPeer
from tests.peers.web import WebPeer

__all__ = ["DnsPeer", "MailPeer", "RdapPeer", "WebPeer"]
