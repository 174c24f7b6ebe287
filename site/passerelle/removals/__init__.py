"""What was taken away since a backup: written down as it is done, and done again after a restore.

A backup knows nothing of the days after it. Somebody who left, was shut out or had her account
erased, what was taken off the site or given to fewer people: none of that may come back with it.
"""
