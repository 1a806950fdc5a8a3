"""The desk: staff pages composed from several domains.

Words: *home* is what needs this person now; a *timeline* is what happened to one bundle, from all domains; *outcomes*
are what became of the bundles this person touched; *figures* are counts of the agency's own work. The desk owns no
record and changes nothing: it reads the domains through their queries and links to their pages. The worklist itself
belongs to reports.
"""
