"""The audit trail: every deed and every look leaves a line in a chain of hashes, one chain for each agency.

A line holds plain ids, codes and counts, so nothing can pull it down and nothing confidential is in it. What is
not here: rules about who may do what (each domain's policy) and any way to change or delete a line.
"""
