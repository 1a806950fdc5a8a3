"""NCMEC Hash Sharing v2, spoken to receivers whose programs speak it already: what the documentation and its client know is in
wire/hash_sharing, what a receiver may have is federation's. The user name is the id of a list, the password an access key.
"""
