"""Who may do what: users, organisations, posts, roles, signing in."""
