"""Harnesses that hurt the site on purpose: each module here is a group, `figures()` its figures.

`make torture` runs them long, after the property tests (`TORTURE=group` for one); the suite runs
the same functions short. The lines are those of `make bench`. A figure that counts what must not
happen, like doubled letters, is 0 or a fault.
"""
