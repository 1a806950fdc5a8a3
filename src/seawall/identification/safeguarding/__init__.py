"""Which child-protection body looks after a child, when somebody asks there next, and what was found: words, what is due, forms."""
