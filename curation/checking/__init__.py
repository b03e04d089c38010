"""Looks whether links still lead where they led: what may be asked, asking it safely, reading the answer, judging it.

An address comes from a stranger, so asking it is a door into our own network. Only `fetching.fetch` goes through
that door, one request a second, and only where an operator opened it. Nothing here changes a listing.
"""
