"""How each kind of source is read: it asks from a checkpoint on, and gives batches, each with the checkpoint that covers it.

Nothing here knows a record or opens a transaction. What a batch says is taken by `actions/take_batch.py`.
"""
