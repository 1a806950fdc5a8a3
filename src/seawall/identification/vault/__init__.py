"""Names, schools, addresses of children who stand everywhere else under a code. Kept sealed, opened by two people, found without opening."""
