"""Referrals: what another country is told of suspects and accounts, what it may hold, what stands against sending it, and what came of it.

A referral leaves by an agency's own ways, as every letter does; Seawall makes the package, keeps what was in it, and asks for one answer.
"""
