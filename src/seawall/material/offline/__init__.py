"""What works on a machine without a node: a folder is scanned where the evidence lies, a manifest is matched with a snapshot in memory.

Nothing here knows a record or a database; only the command line opens this door. Words of people are the command line's affair.
"""
