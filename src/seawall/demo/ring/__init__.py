"""The invented ring: its member lists at any size, and the truth behind them.

People are codes. Handles are colours and animals, e-mail addresses lie at reserved domains, IP addresses in ranges for documentation; wallets
and devices are random. The same seed gives the same ring. Nothing here needs a node, so that whatever joins accounts can be scored anywhere.
"""
