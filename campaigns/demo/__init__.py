"""Demo content: real offices and languages, invented people, written in TOML beside this file.

It is written once, into a site without cases, in one transaction of the caller. Nothing looks for
rows of an earlier loading: they may have been renamed, edited or deleted on purpose.
"""
