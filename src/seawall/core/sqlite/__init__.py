"""Django's SQLite backend with one fair writer lock around write transactions."""
