"""What details about a person look like in Spanish: a habit of writing, next to what has to stand in a text to try it.

Letters are plain by the time these are tried: “José” reads “Jose”, and “él” and “el” are one word.
"""

import re
from typing import NamedTuple

from curation.personal_needs import Need
from curation.personal_patterns import CAPITAL, NO_MORE_NAME, PERSON_ONE_OR_TWO, PHONE, I


class Habit(NamedTuple):
    kind: str
    check: str
    need: Need
    pattern: re.Pattern[str]


# Two family names, and small words between them: “María de la Luz Pérez Gil”.
NAME = rf"(?P<person>{CAPITAL}(?: (?:(?:de|del|de la|de los) )?{CAPITAL}){{0,3}})(?!\w)"
# Numbers are parted in twos too: “612 34 56 78”, “55 5555 0134”.
NUMBER = (
    rf"(?:{PHONE}|(?<![\w$-])(?:\+\d{{1,3}}[ .-]?)?"
    r"(?:\d{9,11}|\(?\d{2,3}\)?[ .-]\d{4}[ .-]\d{4}|\d{2,3}(?:[ .-]\d{2,3}){3,4})(?![\w-]))"
)
TITLE = (
    r"(?:senora|senorita|senor|sra|sr|srta|dona|don|lic|licenciad[oa]|ing|doctora?|dra|profesora?|profa|maestr[oa]"
    r"|companer[oa]|hermana|comadre|tia)\.?"
)
TITLED = rf"(?:(?i:(?:la|el|nuestr[oa]|mi|su)\s+)?(?i:{TITLE})\s+)?"
ROLE = (
    r"(?:(?:co)?fundadora?|directora?|coordinadora?|president[ea]|vicepresident[ea]|voluntari[oa]|tesorer[oa]|secretari[oa]|encargad[oa]|responsable"
    r"|lider(?:esa)?|representante|vocer[oa]|portavoz|promotora?|abogad[oa]|psicolog[oa]|terapeuta|enfermer[oa]|consejer[oa]|organizadora?"
    r"|administradora?|gerente|duen[oa]|propietari[oa]|trabajadora? social|integrante|activista|persona de contacto)"
)
ROLES = (
    "fundador* cofundador* director* coordinador* president* vicepresident* voluntari* tesorer* secretari* encargad* responsable lider* representante "
    "vocer* portavoz promotor* abogad* psicolog* terapeuta enfermer* consejer* organizador* administrador* gerente duen* propietari* "
    "trabajador* integrante activista persona"
)
WRITE_TO = (
    r"(?:llam|marc|marqu|contact|escrib|busc|busqu|avis|mand|envi|comuni|platic|platiqu|charl|qued|vemos|verte|verse|encontr|encuentr|reun|junt"
    r"|acud|acerc|acerqu|dirig|dirij|localiz|localic|habl|pregunt|textea|mensajea|dudas?|informes|citas?|inscripciones)\w{0,8}"
)
WRITTEN_TO = (
    "llam* marc* marqu* contact* escrib* busc* busqu* avis* mand* envi* comuni* platic* platiqu* charl* qued* vemos* verte* verse* encontr* "
    "encuentr* reun* junt* acud* acerc* acerqu* dirig* dirij* localiz* localic* habl* pregunt* textea* mensajea* duda* informes* cita* inscripciones*"
)
BETWEEN = r"(?:\s+(?:un|una|tu|su|mensajes?|texto|correo|whatsapp|directo|directamente|primero|antes)){0,3}"
THEIR_PHONE = r"(?:numero|cel|celular|movil|telefono|tel|whatsapp|telegram|signal|linea)"
PHONES = "numero cel celular movil telefono tel whatsapp telegram signal linea"
ROOM = r"(?:casa|departamento|depa|apartamento|piso|cocina|garaje|cochera|domicilio|cuarto|traila|habitacion)"
ROOMS = "casa departamento depa apartamento piso cocina garaje cochera domicilio cuarto traila habitacion"
STREET = (
    r"(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|callejon|calzada|calz\.|bulevar|blvd\.?|privada|cerrada|prolongacion|carretera"
    r"|pasaje|andador|travesia|ronda|glorieta|jiron|carrera)"
)
STREETS = (
    "calle c avenida avda av plaza paseo camino callejon calzada calz bulevar blvd privada cerrada prolongacion carretera pasaje andador "
    "travesia ronda glorieta jiron carrera"
)
FLAT = r"(?:apartamento|departamento|depto|dpto|apto|interior|int)\.?\s+(?:n(?:o|um)\.?\s*)?#?\d{1,4}[a-z]?\b"
SHE = rf"(?:[Ee]lla|El|(?:(?:[Ll]a|[Ee]l|[Nn]uestr[oa]|[Ss]u|[Mm]i)\s+{ROLE})|(?P<person>{CAPITAL}(?: {CAPITAL})?))"

HABITS = [
    # “Llama a María al …”, “Habla con don Ernesto”, “Pregunta por la compañera Josefina”.
    Habit(
        "person", "given_no_place", Need(WRITTEN_TO),
        re.compile(rf"\b(?i:{WRITE_TO}{BETWEEN}\s+(?:a|con|por))\s+{TITLED}{NAME}"),
    ),
    Habit(
        "person", "someone_no_place",
        Need(
            "senora senorita senor sra sr srta dona don lic licenciad* ing doctor* dra profesor* profa maestr* companer*"
        ),
        re.compile(rf"\b(?i:(?!hermana|comadre|tia){TITLE})\s+{NAME}"),
    ),
    Habit(
        "person", "given_no_place", Need("c atencion atn nombre parte cargo direccion cuidado soy somos llama llamo"),
        re.compile(
            rf"\b(?i:a/c(?: de)?|atencion:?|atn\.?:?|a la atencion de|a nombre de|de parte de|a cargo de|bajo la direccion de|al cuidado de"
            rf"|soy|somos|se llama|me llamo|(?:mi|su) nombre es)\s+{TITLED}{NAME}"
        ),
    ),
    Habit(
        "person", "surely_no_place", Need(ROLES),
        re.compile(
            rf"\b(?i:{ROLE})(?:,|:|\s+(?i:es|era|se llama|llamad[oa]))?\s+{TITLED}{PERSON_ONE_OR_TWO}{NO_MORE_NAME}"
        ),
    ),
    Habit(
        "person", "given_no_place", Need(ROLES),
        re.compile(
            rf"\b(?i:{ROLE})\s+(?:del?|general|ejecutiv[oa]|legal|principal)\b[^.,;:\n]{{0,40}}?(?:,|:|\s+(?:es|era|se llama))\s+{TITLED}{NAME}"
        ),
    ),
    Habit(
        "person", "given_no_place", Need(ROLES),
        re.compile(rf"\b{NAME}\s*(?:,|\(|-|es|era|fue)\s*(?i:(?:nuestr[oa]|la|el|su|una?|ex)?\s*\b{ROLE})\b"),
    ),
    Habit(
        "person", "given_no_place",
        Need(
            "fundad* dirigid* liderad* coordinad* organizad* cread* iniciad* encabezad* manejad* guiad* facilitad* atendid*"
        ),
        re.compile(
            rf"\b(?i:(?:fundad|dirigid|liderad|coordinad|organizad|cread|iniciad|encabezad|manejad|guiad|facilitad|atendid)[oa]s?"
            rf"\s+(?:en\s+(?:el\s+(?:ano\s+)?)?\d{{4}}\s+)?por)\s+{TITLED}{NAME}"
        ),
    ),
    Habit(
        "person", "given_no_place", Need("atiende fundo dirige coordina lidera encabeza maneja contesta"),
        re.compile(rf"\b(?i:atiende|fundo|dirige|coordina|lidera|encabeza|maneja|contesta):?\s+{TITLED}{NAME}"),
    ),
    Habit(
        "phone", "always", Need("mi personal particular privado privada", digits=6),
        re.compile(
            rf"\b(?:mi\s+(?:\w+\s+)?{THEIR_PHONE}|{THEIR_PHONE}\s+(?:personal|particular|privad[oa]))\b[^.\d\n]{{0,20}}{NUMBER}",
            I,
        ),
    ),
    Habit(
        "phone", "always", Need("su", digits=6),
        re.compile(rf"\bsu\s+{THEIR_PHONE}\s*(?:es|:|al|el|-)[^.\d\n]{{0,8}}{NUMBER}", I),
    ),
    Habit(
        "phone", "given_no_place", Need(PHONES, digits=6),
        re.compile(rf"\b(?i:{THEIR_PHONE}\s+de)\s+{TITLED}{NAME}[^.\d\n]{{0,20}}{NUMBER}"),
    ),
    Habit(
        "phone", "always",
        Need(
            "llamame* llameme marcame marqueme escribeme escribame mandame mandeme enviame textea* contactame contacteme hablame* llamale "
            "llamele marcale marquele escribele escribale mandale contactala contactalo llamala llamalo",
            digits=6,
        ),
        re.compile(
            r"\b(?:llamame|llameme|marcame|marqueme|escribeme|escribame|mandame|mandeme|enviame|texteame|contactame|contacteme|hablame|llamale"
            rf"|llamele|marcale|marquele|escribele|escribale|mandale|contactala|contactalo|llamala|llamalo)\b[^.\d\n]{{0,30}}{NUMBER}",
            I,
        ),
    ),
    Habit(
        "phone", "given_no_place", Need(digits=6),
        re.compile(
            rf"\b{PERSON_ONE_OR_TWO}(?:[\s:,(-]|\b(?:al|en|el|es|su|numero|cel|celular|tel|telefono|whatsapp|movil)\b){{1,12}}{NUMBER}"
        ),
    ),
    Habit(
        "phone", "given_no_place", Need(digits=6),
        re.compile(rf"{NUMBER}\s*(?:\(\s*|,?\s*con\s+){TITLED}{PERSON_ONE_OR_TWO}"),
    ),
    Habit(
        "address", "always", Need(STREETS, digits=1),
        re.compile(
            rf"\b(?i:{STREET})(?:\s+|(?<=[/.]))(?:(?:de|del|la|las|los|el)\s+){{0,3}}(?:\d{{1,2}}\s+de\s+)?(?:[A-Z][\w']+\s*){{1,4}},?\s*(?:(?i:n(?:o|um(?:ero)?)?)\.?\s*)?"
            rf"#?\s?\d{{1,5}}(?!\d)(?=\s*(?:$|[.,;:)\n-]|(?i:esquina|{FLAT}|piso|col\b|colonia)))(?:,?\s*(?i:{FLAT})|\s*,\s*\d{{1,2}}[oa]?\s\w\b)?"
        ),
    ),
    Habit(
        "address", "always", Need("calle carrera cra diagonal transversal", digits=1),
        re.compile(
            r"\b(?:calle|carrera|cra|diagonal|transversal)\.?\s+\d{1,3}[a-z]?\s*(?:#|no\.?)\s*\d{1,3}[a-z]?\s*-\s*\d{1,3}\b",
            I,
        ),
    ),
    Habit(
        "address", "always", Need("apartamento departamento depto dpto apto interior int", digits=1),
        re.compile(rf"\b{FLAT}", I),
    ),
    Habit(
        "home", "always", Need(ROOMS),
        re.compile(
            rf"\b(?:en|a|desde|frente a|detras de|cerca de)\s+mi\s+(?:propi[oa]\s+)?{ROOM}\b"
            rf"|\b(?:reuniones|juntas|sesiones|talleres|charlas|circulos?|grupos?|taller|reunion|nos (?:reunimos|juntamos|vemos|encontramos))\b"
            rf"(?:\s+\w+){{0,2}}?\s+(?:(?:son|es|sera|seran|se hacen?)\s+)?en\s+su\s+(?:propi[oa]\s+)?{ROOM}\b(?! si\b)"
            rf"|\ben\s+(?:(?:la|el)\s+)?{ROOM}\s+de\s+(?:(?:la|el|una?|nuestr[oa])\s+)?(?:{ROLE}|companer[oa])\b"
            r"|\b(?:mi domicilio|domicilio particular)\b",
            I,
        ),
    ),
    Habit(
        "home", "given_no_place", Need(ROOMS),
        re.compile(rf"\b(?i:en|a|frente a|detras de|cerca de)\s+(?:(?:la|el)\s+)?{ROOM}\s+de\s+{TITLED}{NAME}"),
    ),
    Habit(
        "home", "known_or_unnamed", Need("vive vivo"),
        re.compile(
            rf"\b(?:{SHE}\s+vive\s+(?!en\s+(?:la\s+calle|situacion))|(?<!en\s)(?i:vivo)\s+)"
            r"(?:en|arriba|abajo|al lado|atras|detras|frente|enfrente|cerca|sol[oa]|a la vuelta)\b"
        ),
    ),
    Habit(
        "code", "always", Need("codigo* clave* contrasena* pin* combinacion* timbre interfon interfono boton telefonillo llave"),
        re.compile(
            r"\b(?:codigo|clave|contrasena|pin|combinacion)\s+(?:del?|para)\s+(?:(?:la|el)\s+)?(?:puerta|porton|entrada|edificio|reja|alarma|elevador"
            r"|ascensor|garaje|candado|timbre|caja)\b[^.\d\n]{0,12}\d{2,8}\b"
            r"|\b(?:toca|toque|tocar|presiona|presione|aprieta|oprime|marca|marque)\s+(?:el\s+)?(?:timbre|interfono?|boton|telefonillo)\s+"
            r"(?:n(?:o|um)?\.?\s*|numero\s+)?#?\d{1,5}[a-z]?\b"
            r"|\bllave\s+(?:esta|queda|se (?:deja|queda|esconde)|la dejamos)\s+(?:escondida\s+)?(?:debajo|bajo|detras|dentro|en (?:la|el) (?:maceta|buzon|caja))\b",
            I,
        ),
    ),
    Habit(
        "confidential", "always",
        Need(
            "secret* confidencial* compartas compartan comparta publiques publique publiquen divulg* difund* des digas pongas interno publicar extraoficial"
        ),
        re.compile(
            r"\b(?:lugar|direccion|domicilio|sitio|ubicacion|casa|refugio|albergue)\s+(?:es\s+|muy\s+){0,2}(?:secret[oa]|confidencial)\b"
            r"|\bno\s+(?:compartas?|compartan|publiques?|publiquen|divulg\w+|difund\w+|des|digas|pongas)\s+(?:a nadie\s+)?"
            r"(?:est[aeo]\b|(?:la|su|nuestra)\s+(?:direccion|ubicacion)|(?:el|su|nuestro)\s+(?:lugar|numero|nombre|domicilio|telefono))"
            r"|\b(?:de uso interno|para uso interno|no es para publicar|extraoficial)\b",
            I,
        ),
    ),
    Habit(
        "work_name", "known_or_unnamed", Need("trabaja baila actua anuncia presenta nombre"),
        re.compile(
            rf"\b(?:{SHE}\s+(?:trabaja|baila|actua)|(?i:se (?:anuncia|presenta)))\s+(?:como|con el nombre(?: de)?|bajo el nombre(?: de)?)\s+(?!A\b){CAPITAL}"
            r"|\b(?i:(?:su|mi) nombre (?:artistico|de trabajo|de guerra)\s*(?:es|era|:))"
        ),
    ),
    Habit(
        "legal_name", "always", Need("nombre*"),
        re.compile(
            rf"\b(?i:nombre\s+(?:real|legal|verdadero|de pila|de nacimiento|completo)|verdadero nombre)\s*(?i:es|era|:)\s*(?!No\b|Nunca\b|Solo\b){CAPITAL}"
        ),
    ),
    Habit(
        "age", "given_no_place", Need("anos*", digits=1),
        re.compile(rf"\b{PERSON_ONE_OR_TWO},?\s+(?:\(\s*)?(?i:de\s+|tiene\s+|con\s+)?(?:1[2-9]|[2-7]\d)\s+anos\b"),
    ),
    Habit(
        "status", "known_or_unnamed", Need("indocumentad* papeles vih* sida seropositiv* deportad* embarazad* libertad trata"),
        re.compile(
            rf"\b{SHE}\s+(?:es|esta|vive|fue|tiene|era)\s+(?:\w+\s+){{0,2}}?(?:indocumentad[oa]|sin papeles|(?:con )?(?:VIH|sida)\b|VIH[- ]?positiv[oa]|seropositiv[oa]"
            r"|deportad[oa]|embarazad[oa]|en libertad condicional|sobreviviente de (?:la )?trata)\b"
        ),
    ),
    Habit(
        "id_number", "always", Need("curp* rfc* ine* pasaporte* social* conducir* consular* nss* nacimiento*", digits=1),
        re.compile(
            r"\b(?i:curp|rfc|ine|pasaporte|seguro social|licencia de conducir|matricula consular|nss)(?i:\s+(?:numero|no\.?|es|#|:))*\s*[:#]?\s*"
            r"(?=\w*\d\w*\d)[A-Z\d-]{5,18}\b|\b(?i:fecha de nacimiento)\s*(?:es|:)?\s*(?:el\s+)?\d{1,2}[ ./-]"
        ),
    ),
]  # fmt: skip
