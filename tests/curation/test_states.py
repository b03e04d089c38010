"""The whole state machine, pinned: a new move or another way is a decision somebody has to make here."""

from curation.states import MOVES, OPEN, State

W, R, N = State.WAITING, State.IN_REVIEW, State.NEEDS_INFO
L = {State.PUBLISHED, State.WITHDRAWN, State.RESTORING}


def test_these_are_all_the_moves_there_are():
    moves = {move.value: (set(starts), destination) for move, (starts, destination) in MOVES.items()}

    assert moves == {
        "claim": ({W, R, N}, R),
        "release": ({R}, None),
        "declare": ({W, R, N}, None),
        "assess": ({R}, None),
        "recommend": ({R}, None),
        "opine": ({R}, None),
        "ask-third": ({R}, None),
        "revise": ({R}, None),
        "clear": ({R}, None),
        "call-back": ({R}, None),
        "ask": ({R}, N),
        "reply": ({N, R}, R),
        "decline": ({R}, State.DECLINED),
        "take-back": ({State.WAITING}, State.TAKEN_BACK),
        "appeal": ({State.DECLINED}, R),
        "reopen": ({State.DECLINED}, R),
        "publish": ({R}, State.PUBLISHED),
        "found": ({W}, State.PUBLISHED),
        "withdraw": (L, State.WITHDRAWN),
        "ask-restore": ({State.WITHDRAWN}, State.RESTORING),
        "restore": ({State.RESTORING}, State.PUBLISHED),
        "refuse-restore": ({State.RESTORING}, State.WITHDRAWN),
        "report": ({State.PUBLISHED}, None),
        "dismiss-report": (L, None),
        "answer-report": (L, None),
        "make-link": (L, None),
        "revoke-link": (L, None),
        "confirm": ({State.PUBLISHED}, None),
        "hide": (L, None),
        "agree": (L, None),
        "translate": ({State.PUBLISHED}, None),
        "pass-translation": ({State.PUBLISHED}, None),
        "decline-translation": (L, None),
        "verify": ({State.PUBLISHED}, None),
        "keep-unreached": ({State.PUBLISHED}, None),
    }


def test_only_two_moves_make_something_public_for_the_first_time():
    to_published = {move.value for move, (_starts, destination) in MOVES.items() if destination == State.PUBLISHED}

    assert to_published == {"publish", "found", "restore"}
    assert frozenset({W, R, N}) == OPEN
