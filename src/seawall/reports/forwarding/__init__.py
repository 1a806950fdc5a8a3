"""Reports that we hand in elsewhere, in the CyberTipline format: what is written, one call at a time, and who makes the next one.

Words: a *tipline* is an account at a service that takes such reports; a *forwarding* is one report on its way there; an *exchange* is one call
and what was answered. Not here: the door through which others hand in reports to us (reports/tipline).
"""
