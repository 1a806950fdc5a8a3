"""What every domain stands on: ids, clock, errors, actors, actions, events, jobs, masked values, web addresses,
code lists and the shared parts of pages.

Core knows no domain. It holds no rule of the field, only the ways in which rules are asked, kept and announced.
"""
