"""Whether and how a child wants to be told of what is found: the words, the one place that asks the wish, quiet dates, forms."""
