"""Small programs for people who work on Seawall; nothing here runs on a node."""
