"""How a curator gets onto the desk and stays there: with a password and a code, or with a passkey, and never for long.

`rules` says which address asks for what, and `middleware` holds every request against it. The plumbing is allauth's;
what it would keep of people, addresses above all, is taken away from it here.
"""
