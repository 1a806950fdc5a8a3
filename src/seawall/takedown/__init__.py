"""From a web address that was decided as to be removed to the moment it is gone, and watched so that it stays gone.

Words: a *location* is one address; a *trace* is dated evidence of where it lies; a *hold* is the police asking us to
wait; a *notice* asks a provider to remove; an *answer* is what the provider says; a *check* looks whether it is still
there. Not here: what is shown at the address. Seawall never fetches, keeps or shows it. Only `outside/` talks to the
world, through a guard that connects to vetted public addresses alone.
"""
