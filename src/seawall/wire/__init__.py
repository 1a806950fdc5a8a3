"""One module per outside format: bytes to frozen dataclasses and back. Knows nothing of Seawall or Django."""
