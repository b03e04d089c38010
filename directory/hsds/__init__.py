"""The public record in the words of Open Referral's HSDS 3.2: as JSON for partner systems, and as files to take away.

It reads what `for_open_data()` gives and nothing else. Every object is made by `dictionary.made`, which knows the only fields there are.
"""
