"""Where the command line asks another node instead of its own lists."""
