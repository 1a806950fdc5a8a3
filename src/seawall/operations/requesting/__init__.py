"""Requests to keep data or to hand them over: by which instrument, for how long, and what ends when.

Seawall sends none of them: it keeps what was asked of whom, until when that holds, and says in time what has to be done.
"""
