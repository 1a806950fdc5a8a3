"""Our word on the entries of sources, brought back to them: what it is, where it goes, one call, and who makes it.

A vote is a row that stands in our records before and after its call. Not here: what receivers say of our own lists (hash_sharing/).
"""
