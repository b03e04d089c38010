"""What has to stand in a text before a pattern of `personal_patterns.RULES` is worth trying, in the order of those.

Looking for a few letters costs a hundredth of trying a pattern, and a spreadsheet has ten thousand rows. A need may only
be what every match holds, and its first letters have to begin a word there; tests/curation/sheets/test_private.py compares
with trying them all.
"""

_ROLES = (
    "founder", "director", "coordinator", "organi", "president", "chair", "treasurer", "secretary", "worker", "manager",
    "counsel", "volunteer", "member", "leader", "therapist", "lawyer", "attorney", "nurse", "survivor", "spokesperson",
    "contact person", "fundador", "coordinador", "voluntari",
)  # fmt: skip
_STREETS = (
    "street", " st", "ave", "road", " rd", "boulevard", "blvd", "lane", " ln", "drive", " dr", "court", " ct", "way", " pl",
    "terrace", " ter", "highway", "hwy", "parkway", "pkwy", "circle", " cir", "square", " sq", "close", "crescent", "mews",
    "garden", " row", "walk", "hill", "alley", "trail", "turnpike", "quay", "grove",
)  # fmt: skip
_SMALL_STREETS = ("street", " st", "ave", "road", " rd", "boulevard", "blvd", "lane", " ln")
# Each: one of these words, and so many digits in one number. No words: any text will do.
NEEDS: list[tuple[tuple[str, ...], int]] = [
    (("named", "called"), 0),
    (("ask", "speak", "talk", "contact", "c/o", "attn", "attention", "care of", "pregunt", "habl"), 0),
    ((), 0),
    (("contact",), 0),
    (_ROLES, 0),
    (_ROLES, 0),
    (
        ("founded", "led", "run", "started", "directed", "created", "organi", "headed", "managed", "coordinated",
         "fundad", "dirigid"),
        0,
    ),
    (("ms", "mr", "mx", "sr", "don", "dr"), 0),
    (("name", "llamo"), 0),
    (("(she", "(he", "(they", "(ella", "(elle"), 0),
    ((), 6),
    (("number", "cell", "mobile", "phone", "line", "whatsapp", "signal"), 6),
    (("call", "text", "ring", "message", "whatsapp", "signal", "phone", "reach"), 6),
    (("cell", "mobile", "movil", "celular"), 6),
    (("+44", "07", "+34"), 9),
    (("@",), 0),
    (_STREETS, 1),
    (_SMALL_STREETS, 1),
    (
        ("calle", "c/", "c.", "avenida", "avda", "av.", "plaza", "paseo", "carrer", "rua", "camino", "travesia", "ronda"),
        1,
    ),
    (("apt", "apartment", "flat"), 1),
    (("her", "his", "my", "member's", "founder's", "our", "someone's"), 0),
    (("their",), 0),
    (("'s",), 0),
    (("lives",), 0),
    (("lives", "home address"), 0),
    (("code", "pin", "combination", "password"), 0),
    (("buzz", "ring", "press", "dial", "enter", "punch in", "key"), 0),
    (("confidential", "undisclosed", "secret", "hidden", "unlisted"), 0),
    (("do not", "don't", "never"), 0),
    (("not for", "off the record", "internal", "between", "keep", "publicar", "compartir"), 0),
    (("work", "dance", "perform", "escort"), 0),
    (("works", "performs", "dances", "known at work", "goes", "advertises", "escorts", "posts", "name"), 0),
    (("name", "born as", "formerly known"), 0),
    (("age", ",\n", *(f"{mark}{ten}" for mark in (", ", "(") for ten in "1234567")), 2),
    ((" is", " was", "turned", "year"), 2),
    (
        ("undocumented", "out of status", "without papers", "hiv", "poz", "aids", "diagnosed", "parole", "probation",
         "deported", "illegally", "pregnant", "survivor"),
        0,
    ),
    (
        ("overstayed", "visa", "status", "asylum", "green card", "deportation", "criminal record", "warrant",
         "diagnosis", "rap sheet", "undocumented", "hiv"),
        0,
    ),
    ((), 6),
    (("passport", "ssn", "social security", "licen", "nie", "dni", "plate"), 1),
    (("born on", "birth", "dob", "d.o", "do.b"), 1),
]  # fmt: skip
