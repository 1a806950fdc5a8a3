"""Who works here: agencies, staff, the duties they hold, and how they prove who they are.

Words: agency, staff, duty (documented data, duties.toml), grant, exposure (private to the person). Not here:
suspects, victims and reporters, who are never users of the system.
"""
