"""Demo content: real offices and languages, invented people, written in TOML beside this file.

Loading creates what is missing and never touches a row that is there: it may have been edited.
"""
