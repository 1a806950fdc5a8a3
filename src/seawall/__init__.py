"""Seawall: the defenders' system against child sexual abuse online."""

__version__ = "0.1.0"
