"""Requests with one clue and nothing else: an object card in words for outside, who may see it, tips, and what their givers hear."""
