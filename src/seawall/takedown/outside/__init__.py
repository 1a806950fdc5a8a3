"""The one folder that talks to the world: names, registries, and whether an address still answers.

It knows no record, no Django model and no transaction. Everything it learns carries its source and its time.
"""
