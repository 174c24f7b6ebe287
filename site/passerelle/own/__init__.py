"""A site of one's own: where it is kept, what it begins with, who looks after it first."""
