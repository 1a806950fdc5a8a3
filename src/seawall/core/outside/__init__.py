"""What every door to the world shares: names are resolved once, addresses are vetted, and the socket goes to a vetted one.

It knows no record and no transaction. `asking.py` is for addresses that the operator of this node has named; what may be asked of an
address under report is takedown's affair.
"""
