"""The little internet on loopback: a name server, a registry, and one web server that plays all hosts."""
