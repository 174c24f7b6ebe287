"""The check-list before publishing: rules over what a page says, in the editor's words.

Each family of rules is a file: pure functions from a page's content to what they found. `run`
names all rules and says which of them prevent publishing; `form` refuses.
"""
