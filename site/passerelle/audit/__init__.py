"""Ask every address as every role whether anything is told to those who may not see it.

A small world is planted in a throw-away copy of the site: `places` are where its objects lie,
`things` are the objects, `people` those who look. `surfaces` say where one looks, `expected.csv`
what each role must get there; `run` looks before and after the objects exist, and `judge`
compares.
"""
