"""What strangers meet: the report form, the page behind a receipt code, the help finder.

It keeps nothing about visitors: no session, no cookie beyond the form's own, no address; what is typed travels in the form
itself, sealed, until it is sent. It works without JavaScript. It reaches the house only through actions and queries.
"""
