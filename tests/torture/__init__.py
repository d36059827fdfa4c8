"""Harnesses that load, kill and break the running site: `make torture`, `TORTURE=name` for one.

Each module that has `figures()` is one, named as its figures begin: `sign_load` gives `sign.load`.
The tests beside them run each for a few seconds.
"""
