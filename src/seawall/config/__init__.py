"""Settings, addresses and wiring: the page on top that knows every domain and holds no rule of its own."""
