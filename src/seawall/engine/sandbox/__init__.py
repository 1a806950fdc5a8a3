"""Decoding hostile files where they can do no harm. A *server* process, started once, has the decoders loaded and forks a *child*
for each file; the child is *confined* (limits, no new privileges, an allow-list of system calls), holds nothing but the open file,
runs one *task* and answers with a few checked bytes. It is no protection of what the answer says: only of everything else."""

from seawall.engine.sandbox.client import Sandbox, default
from seawall.engine.sandbox.files import readable
from seawall.engine.sandbox.refusal import Refusal, Unconfined

__all__ = ["Refusal", "Sandbox", "Unconfined", "default", "readable"]
