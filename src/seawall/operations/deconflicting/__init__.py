"""Measures of several agencies that touch one another: both are told, and each answers before it goes ahead.

What is told is a pointer, the agency and how to reach it. No word of the other's measure leaves: not its kind, its place, its time, whom it concerns,
nor why the two touch.
"""
