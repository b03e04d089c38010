"""What can go wrong with a backup, as a sentence an operator can act on."""


class BackupError(Exception):
    pass
