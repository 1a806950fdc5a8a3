"""What needs somebody now, on shelves of the home page: each domain is asked for what is the viewer's."""
