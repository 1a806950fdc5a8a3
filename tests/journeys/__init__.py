"""The stories of the house, walked in a real browser against a real node and real peers on loopback."""
