"""`python -m seawall.engine.sandbox DOOR_FD confined|unconfined MODULE…`: started by client.py, of no use by hand."""

import sys

from seawall.engine.sandbox.server import main

main(int(sys.argv[1]), sys.argv[3:], unconfined=sys.argv[2] == "unconfined")
