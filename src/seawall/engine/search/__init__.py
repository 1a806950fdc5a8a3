"""Every code within a given number of bits of a query, none missed: rows in segments, segments in an index."""
