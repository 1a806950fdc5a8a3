"""What people tell us from outside, and the work of deciding about it.

Words: a *report* is one message from outside; a *subject* is one web address, account, fingerprint, phone number or text
in it; a *bundle* is all reports of the same thing and the unit of work on the worklist; a *receipt code* lets a reporter
come back without an identity. Danger and completeness are scored apart. Not here: what a subject shows (material), where
it lies and how it goes away (takedown), and anything about the visitor, which is never kept.
"""
