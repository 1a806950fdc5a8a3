"""Invented profiles by which children were reached: what is known of them, to whom they lead, and the graph one walks along them."""
