from seawall.desk.actions.note_search import note_search

__all__ = ["note_search"]
