"""Figures that add up: counting rules as code, counted from the histories as of any day, and frozen when they are released."""
