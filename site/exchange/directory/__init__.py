"""The directory of organisations by spreadsheet: taken out, corrected, sent back.

`sheet` reads a file in a process of its own, which `apart` starts; `kinds` and `columns` say what
columns mean; `plan` compares lines with records and changes nothing; `apply` does what it says.
"""
