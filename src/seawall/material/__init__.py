"""Items of known or suspected material: what they are, under which law, and on which lists. Never the material itself.

Words: item (one piece of media, known by its fingerprints), holding (who lawfully holds the file, under which evidence
number), opinion (what one person found: labels), verdict (the category a scheme computes from the labels), list, entry,
vote, match. Not here: where an item was seen (takedown), who is shown (identification), who reported it (reports).
This is the reference domain: other domains copy its drawers.
"""
