"""A fictitious hotline on one machine, with a little internet around it, so that every deed of the product is real.

Words: *site* (an invented web site that carries pages), *host* (who runs the machine of a site), *walk* (the five minutes
that show the whole way from a report to a removal). Everything is invented and harmless: reserved domains, loopback
addresses, random fingerprints. It is not a test double: it calls the same actions as the pages do.
"""
