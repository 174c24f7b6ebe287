"""What the site costs: figures beside their goals, printed for people and for scripts."""
