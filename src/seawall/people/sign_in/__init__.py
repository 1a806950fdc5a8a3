"""How sign-in is bent to our rules: the places where allauth and axes ask us, and the times of a session.

Nothing here decides what a person may do; that is policy.py. Every line in the trail is written by an action.
"""
