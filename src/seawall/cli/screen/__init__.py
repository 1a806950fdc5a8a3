"""What a terminal shows, in the language that its person reads: names, numbers, progress, faults."""
