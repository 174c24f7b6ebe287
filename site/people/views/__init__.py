"""Pages of one's account, and of people as they show themselves."""
