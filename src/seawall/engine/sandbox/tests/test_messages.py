import os
import socket

from seawall.engine.sandbox.messages import receive_note, send_note


class ReadAtOnce(socket.socket):
    """The other side has read the note and closed before the sender does anything else."""

    def sendall(self, *_: object) -> None:
        raise BrokenPipeError


def test_a_note_that_was_read_at_once_was_sent() -> None:
    """A sender who takes it for lost would give the file to a second child."""
    ours, theirs = socket.socketpair()
    with ReadAtOnce(fileno=ours.detach()) as door, theirs:
        send_note(door, {"task": "picture"}, (theirs.fileno(),))
        note = receive_note(theirs, 1)
        assert note and note[0] == {"task": "picture"}
        os.close(note[1][0])
