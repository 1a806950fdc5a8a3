"""What providers' machines hand in, from a key's door to the report. Words: a *submission* is one report on its way in; a
*test* never becomes a report. Not here: what a report is worth and where it belongs, which is the same for every report."""
