"""Measurements for docs/figures.md: `make bench`. Each module prints one section; `_` modules are their parts."""
