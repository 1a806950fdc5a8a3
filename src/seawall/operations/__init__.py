"""Operations: several agencies work on one ring, each on its part.

Words: an *operation* has a neutral code name and a lead agency; a *part* is what another agency works on and all that it sees; a *site* is
where the accounts are, a hidden service among them; an *account* is one member there, with *identifiers*, *hints* at a country and a *rank*
that says its reasons. A *request* asks a provider or a state for data, and ends on a day. A *measure* is planned; where two
agencies' measures touch there is a *clash*. A *referral* tells another country of persons and accounts, and comes back by its *return ticket*. A *table* of accounts is looked at, mapped and taken in pieces. Not here: children and clues,
who have a domain of their own, and any page of a site itself: nothing is fetched, entered or tried.
"""
