"""The door for residents: search, guides, interview, service points, how a standard changed."""
