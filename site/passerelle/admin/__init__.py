"""The editing screens: what each person may come across there."""
