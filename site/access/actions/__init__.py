"""What can be done to spaces and to who belongs to them."""
