"""What is kept of people, why and for how long: one table, applied nightly and shown to all."""
