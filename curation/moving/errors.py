"""What can stand in the way of a move, as a sentence an operator can act on."""


class MoveError(Exception):
    """It cannot be done. Nothing was changed on either side."""


class Differs(MoveError):
    """What arrived is not what was sent, so all of it was taken back."""
