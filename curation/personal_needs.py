"""What has to stand in a text before a pattern of `personal_patterns.RULES` is worth trying, in the order of those.

To know of each word which patterns it calls for costs a fiftieth of trying them, and a spreadsheet has ten thousand rows. A
need may only be what every match holds; tests/curation/test_personal_needs.py makes matches of each pattern and looks.
"""

import re
import string
from typing import NamedTuple


class Need(NamedTuple):
    """One of these words or, where no letter need stand around them, signs; and then also a number.

    A word is whole unless it ends in “*”, and may be in capitals unless it has one. Of a number so many digits, as people
    write them, or what it looks like. Nothing at all: any text will do.
    """

    words: str = ""
    signs: tuple[str, ...] = ()
    digits: int = 0
    number: re.Pattern[str] | None = None


def runs_of_digits(text: str) -> str:
    """Return, with a gap between them, a 0 for each digit of each number as people write it, whatever stands between its digits."""
    if text.isascii():
        return text.translate(_RUNS)
    return " ".join("0" * sum(map(str.isdecimal, number)) for number in _NUMBER.findall(text))


_BETWEEN_DIGITS = " .()+/-"
_NUMBER = re.compile(rf"\d(?:[{_BETWEEN_DIGITS}]*\d)*")
_RUNS = (
    dict.fromkeys(range(128), " ")
    | dict.fromkeys(map(ord, string.digits), "0")
    | dict.fromkeys(map(ord, _BETWEEN_DIGITS))
)
# What is in each of the numbers that papers have: a telephone number seldom looks like one of them. What all of them begin
# with stands in front: a pattern that begins with three others takes six times as long to look for.
_OF_PAPERS = re.compile(r"\d\d(?:-\d{4}|\d{5}| ?\d\d ?\d\d ?[A-D])")
_AGE = re.compile(r"[1-7]\d(?<!\d\d\d)(?!\d)")
_AGE_BEHIND_A_NAME = re.compile(r"[,(]\s*(?:aged?\s+)?[1-7]\d(?!\d)")
_ROLES = (
    "founder cofounder director codirector coordinator cocoordinator organiser organizer president chair chairperson "
    "chairwoman chairman treasurer secretary worker caseworker manager counselor counsellor volunteer member leader therapist "
    "lawyer attorney nurse survivor spokesperson contact fundador fundadora directora coordinador coordinadora presidenta "
    "voluntario voluntaria"
)
_STREETS = (
    "Street St Avenue Ave Road Rd Boulevard Blvd Lane Ln Drive Dr Court Ct Way Place Pl Terrace Ter Highway Hwy Parkway Pkwy "
    "Circle Cir Square Sq Close Crescent Mews Gardens Row Walk Hill Alley Trail Turnpike Broadway Quay Grove"
)
_SMALL_STREETS = "street st avenue ave road rd boulevard blvd lane ln"
NEEDS = [
    Need("named called"),
    Need("ask asking speak speaking talk contact c attn attention pregunt* habl*"),
    Need("care"),
    Need(
        "contact contacts email mail call text reach out write to message dm see meet whatsapp phone find with from by phoned "
        "emailed mailed texted messaged rang met asked visited reached llam* contacto"
    ),
    Need("contact contacto"),
    Need(_ROLES),
    Need(_ROLES),
    Need(
        "founded led run started directed created organised organized headed managed coordinated fundado fundada dirigido dirigida"
    ),
    Need("Ms Mr Mrs Mx Sra Sr Srta Don Dona Dr"),
    Need("name llamo"),
    Need(signs=("(she", "(he", "(they", "(ella", "(elle")),
    Need(digits=6),
    Need("her his my personal private", digits=6),
    Need("me her him", digits=6),
    Need("cell cellphone mobile movil celular", digits=6),
    Need(signs=("+44", "07", "+34"), digits=9),
    Need(signs=("@",)),
    Need(_STREETS, digits=1),
    Need(_SMALL_STREETS, digits=1),
    Need("Calle* C Avenida* Avda* Av Plaza* Paseo* Carrer* Rua* Camino* Travesia* Ronda*", digits=1),
    Need("apt apartment flat", digits=1),
    Need("her his my member founder our someone"),
    Need("their"),
    Need(signs=("'s",)),
    Need("lives"),
    Need("lives address"),
    Need("code pin combination password"),
    Need("buzz buzzer bell press dial enter punch key"),
    Need("confidential undisclosed secret hidden unlisted"),
    Need("do don never"),
    Need("publication public sharing publishing record internal between keep publicar compartir"),
    Need("works worked working dances performs danced escorts"),
    Need("works performs dances known goes advertises escorts posts name"),
    Need("name* realname* legalname* governmentname* birthname* givenname* fullname* deadname* born known"),
    Need(number=_AGE_BEHIND_A_NAME),
    Need("is was turned year", number=_AGE),
    Need("undocumented status without hiv* poz aids diagnosed parole probation deported illegally pregnant survivor"),
    Need("overstayed visa status asylum card deportation record warrant diagnosis sheet undocumented hiv*"),
    Need(digits=6, number=_OF_PAPERS),
    Need("passport* ssn* security* licen* nie* dni* plate*", digits=1),
    Need("born birth birthday birthdate dob b ob"),
]
