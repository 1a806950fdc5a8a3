"""Suspects of an operation: their words, their ladder, and what an agency sees of them."""
