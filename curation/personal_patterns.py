"""What details about a person look like: one pattern per habit of writing in English; those in Spanish are in `personal_spanish`."""

import re

I = re.IGNORECASE  # noqa: E741

CAPITAL = r"[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)?"
PERSON = rf"(?P<person>{CAPITAL}(?:[ ]+(?:[A-Z]\.[ ]+)?{CAPITAL}){{0,2}})(?!\w)"
PERSON_ONE_OR_TWO = rf"(?P<person>{CAPITAL}(?:[ ]+{CAPITAL})?)(?!\w)"
NO_MORE_NAME = r"(?![ ]+[A-Z][a-z])"
PHONE = r"(?<![\w$-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?)?\d{3,5}(?:[ .-]\d{3,4}){1,3}(?![\w-])"
ROLE = (
    r"(?:(?:co-?)?founder|(?:executive |program |co-?)?director|(?:co-?)?coordinator|organi[sz]er|president|chair(?:person|woman|man)?|treasurer|secretary"
    r"|case ?worker|case manager|counsell?or|volunteer|member|manager|leader|outreach worker|therapist|lawyer|attorney|nurse|survivor|spokesperson|contact person"
    r"|fundadora?|directora?|coordinadora?|presidenta?|voluntari[oa])"
)
STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Terrace|Ter|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Square|Sq"
    r"|Close|Crescent|Mews|Gardens|Row|Walk|Hill|Alley|Trail|Turnpike|Broadway|Quay|Grove)"
)
SMALL_STREET = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln)"
UNIT = r"(?:apt|apartment|unit|suite|ste|flat|room|rm|floor|no|#)"
COMPASS = r"(?:[NSEW]{1,2}\.?|North|South|East|West|Northeast|Northwest|Southeast|Southwest)"
DWELLING = r"(?:home|house|apartment|flat|kitchen|living room|garage|basement|backyard|place|bedroom|trailer)"
SHARED_LINE = re.compile(
    r"\b(?:hot ?line|help ?line|warm ?line|peer line|text line|chat line|crisis line|support line|our (?:line|number|office|phone)|linea|nuestr[oa]s?|oficina|conmutador|guardia|office|main number|switchboard|toll[- ]free|the line|clinic|shelter line)\b[^.]{0,40}$",
    I,
)
# A shared line that says so itself, and what is called after somebody: “el centro comunitario César Chávez”.
OF_A_GROUP = re.compile(
    r"\b(?:de (?:la )?|del )(?:linea|guardia|oficina|colectiv[oa]|grupo|clinica|red|casa|centro|proyecto|organizacion)\b",
    I,
)
CALLED_AFTER = re.compile(
    r"\b(?:calle|avenida|av\.|colonia|escuela|colegio|universidad|preparatoria|hospital|clinica|centro|parque|plaza|jardin|biblioteca|teatro|museo|auditorio"
    r"|mercado|estacion|metro|iglesia|parroquia|capilla|fundacion|instituto|proyecto|premio|beca|ley|caso|casa|refugio|albergue|colectiv[oa]|grupo|red"
    r"|asociacion|brigada|comedor|cultural?|comunitari[oa])\.?\s+(?:de\s+|del?\s+)?$",
    I,
)

RULES: list[tuple[str, str, re.Pattern[str]]] = [
    ("person", "given_name", re.compile(rf"\b(?:named|called)\s+{PERSON_ONE_OR_TWO}{NO_MORE_NAME}")),
    (
        "person",
        "someone",
        re.compile(
            rf"\b(?i:ask(?:ing)? for|ask to (?:see|speak (?:to|with)|talk to)|speak(?:ing)? (?:to|with)|talk (?:to|with)|contact person(?: is)?:?|c/o|attn:?|attention:|pregunt[ea]\w* por|habl[ae]\w* con)\s+(?:for\s+)?{PERSON}"
        ),
    ),
    # Apart from the others, for groups say of themselves that they care.
    ("person", "someone", re.compile(rf"\b(?i:care of)\s+(?:for\s+)?{PERSON}")),
    (
        "person",
        "given_name",
        re.compile(
            rf"\b(?i:contact|contacts|email|e-mail|call|text|reach(?: out to)?|write(?: to)?|message|dm|see|meet|whatsapp|phone|find|with|to|from|by|phoned|e-?mailed|texted|messaged|rang|met|asked|visited|reached|llam[ea]\w* a|contacto)\s*:?\s+{PERSON}{NO_MORE_NAME}(?=\s*(?:$|[.,;:!?)(]|\b(?:at|on|for|by|directly|if|when|before|after|and|or|to|in|who|is)\b))"
        ),
    ),
    ("person", "someone_surely", re.compile(rf"\b(?i:contact|contacto)\s*:\s*{PERSON_ONE_OR_TWO}{NO_MORE_NAME}")),
    (
        "person",
        "someone_surely",
        re.compile(rf"\b(?i:{ROLE})\b(?:,|:|\s+is|\s+named|,\s+named)?\s+{PERSON_ONE_OR_TWO}{NO_MORE_NAME}"),
    ),
    (
        "person",
        "someone_surely",
        re.compile(
            rf"\b{PERSON_ONE_OR_TWO}\s*(?:,|\(|-|is|was)\s+(?i:(?:our|the|its|a|your|founding|current|former)\s+)?(?:\w+\s+)?(?i:{ROLE})\b(?!s)"
        ),
    ),
    (
        "person",
        "someone_surely",
        re.compile(
            rf"\b(?i:founded|led|run|started|directed|created|organi[sz]ed|headed|managed|coordinated|fundad[oa]|dirigid[oa])\s+(?i:in \d{{4}} )?(?i:by|por)\s+{PERSON_ONE_OR_TWO}{NO_MORE_NAME}"
        ),
    ),
    (
        "person",
        "someone",
        re.compile(
            rf"\b(?:Ms|Mr|Mrs|Mx|Sra|Sr|Srta|Don|Dona|Dr)\.?\s+(?!Martin Luther|King\b){PERSON}(?!\s+(?:{STREET})\b)"
        ),
    ),
    (
        "person",
        "someone",
        re.compile(rf"\b(?i:my name is|me llamo|her name is|his name is|their name is)\s+{PERSON}"),
    ),
    ("person", "someone_surely", re.compile(rf"\b{PERSON_ONE_OR_TWO}\s*\((?:she|he|they|ella|elle)\b")),
    (
        "phone",
        "given_name",
        re.compile(
            rf"\b{PERSON_ONE_OR_TWO}(?:'s)?(?:[\s:,(-]|\bat\b|\bon\b|\bnumber\b|\bcell\b|\bphone\b|\bmobile\b|\bis\b|\bher\b|\bhis\b|\btheir\b){{1,12}}{PHONE}"
        ),
    ),
    (
        "phone",
        "always",
        re.compile(
            rf"\b(?:her|his|my|personal|private)\s+(?:\w+\s+){{0,2}}?(?:number|cell|cellphone|cell phone|mobile|phone|line|whatsapp|signal)\b[^.\d\n]{{0,20}}{PHONE}",
            I,
        ),
    ),
    (
        "phone",
        "always",
        re.compile(
            rf"\b(?:call|text|ring|message|whatsapp|signal|phone|reach)\s+(?:me|her|him)\b[^.\d\n]{{0,20}}{PHONE}", I
        ),
    ),
    (
        "phone",
        "own_phone",
        re.compile(rf"\b(?:cell(?:phone)?|mobile|movil|celular)\b(?: phone| number)?[^.\d\n]{{0,12}}{PHONE}", I),
    ),
    (
        "phone",
        "own_phone",
        re.compile(
            r"(?<![\w-])(?:\+44 ?7\d{3}|07\d{3})[ -]?\d{3}[ -]?\d{3}(?!\w)|(?<![\w-])\+34 ?[67]\d{2}[ -]?\d{2,3}[ -]?\d{2,3}(?:[ -]?\d{2})?(?!\w)"
        ),
    ),
    (
        "personal_email",
        "mailbox",
        re.compile(r"(?<![\w.+/-])(?P<local>[\w.+-]{1,64}+)@(?P<host>[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4})\b", I),
    ),
    (
        "address",
        "always",
        re.compile(
            rf"(?=[\dFUAfua])(?:\b(?i:flat|unit|apt\.?|apartment)\s+\w{{1,4}},?\s+)?(?<![\w$.,-])\d{{1,5}}[A-Za-z]?(?:\s+1/2)?\s+(?:{COMPASS}\s+)?(?:[A-Z\d][\w'.]*\s+){{1,4}}?{STREET}\b\.?(?:,?\s+{COMPASS}\b)?(?:,?\s+(?i:{UNIT})\.?\s*#?\w{{1,5}}\b)?"
        ),
    ),
    (
        "address",
        "always",
        re.compile(
            rf"(?<![\w$.,-])\d{{1,5}}\s+(?:[nsew]\.?\s+)?(?:[a-z\d]+\s+){{1,2}}?{SMALL_STREET}\b\.?(?=\s*$|\s*[,;)]|\s+(?:{UNIT})\b|\s*#|\.\s)(?:,?\s+{UNIT}\.?\s*#?\w{{1,5}}\b)?",
            I,
        ),
    ),
    (
        "address",
        "always",
        re.compile(
            r"\b(?:Calle|C/|C\.|Avenida|Avda\.?|Av\.|Plaza|Paseo|Carrer|Rua|Camino|Travesia|Ronda)\s*(?:(?:de|del|la|las|los|el)\s+){0,3}(?:[A-Z][\w']+\s*){1,4},?\s*(?:n(?:o|um)?\.?\s*)?\d{1,4}(?!\d)(?:\s*,?\s*\d{1,2}(?:o|a)?\s*\w?\b)?"
        ),
    ),
    ("address", "always", re.compile(r"\b(?:apt|apartment|flat)\.?\s+#?\d{1,4}[a-z]?\b", I)),
    (
        "home",
        "always",
        re.compile(
            rf"\b(?:at|in|from|to|near|outside|behind|into|around|by)\s+(?:her|his|my|one member's|a member's|the founder's|our \w{{1,20}}'s|someone's)\s+(?:own\s+)?{DWELLING}\b(?! (?:country|town|state|page|language|visits?))",
            I,
        ),
    ),
    (
        "home",
        "always",
        re.compile(
            rf"\b(?:meets?|meeting|meetings|held|hosts?|hosted|gather\w*|circle|group)\b[^.\n]{{0,40}}\b(?:at|in)\s+their\s+(?:own\s+)?{DWELLING}\b",
            I,
        ),
    ),
    ("home", "someone", re.compile(rf"\b(?:at|in|to|behind|near)\s+(?P<person>{CAPITAL})'s\s+{DWELLING}\b")),
    (
        "home",
        "someone",
        re.compile(
            rf"\b(?:(?:she|he|She|He|(?P<person>{CAPITAL}))\s+lives\s+(?:at|on|in|near|above|behind|next|with|across|by|around|upstairs|alone)|{ROLE}\s+lives\s+(?:at|on|near|above|behind|next|across|upstairs|alone))\b"
        ),
    ),
    (
        "home",
        "always",
        re.compile(
            r"\b(?:who|she|he)\s+lives\s+(?:at|above|next (?:door|to)|across from|behind|upstairs)\b|\b(?:her|his|my) home address\b|\bhome address(?: is|:)",
            I,
        ),
    ),
    (
        "code",
        "always",
        re.compile(
            r"\b(?:gate|door|entry|entrance|access|alarm|lock ?box|key ?pad|building|lobby|elevator|garage|front)\b[^.\n]{0,20}\b(?:code|pin|combination|password)\b\s*(?:is|:|=)?\s*[#*]?\s*\d{2,8}\b|\b(?:code|pin|combination)\s+(?:for|to|at)\s+(?:the\s+)?(?:\w+\s+)?(?:gate|door|lock ?box|building|entrance)\b",
            I,
        ),
    ),
    (
        "code",
        "always",
        re.compile(
            r"\b(?:buzz|buzzer|ring (?:bell|buzzer)|press|dial|enter|punch in)\s+(?:no\.?|number|apartment|apt|unit|#)?\s*#?\d{1,5}[a-z]?\b(?=[^.\n]{0,40}\b(?:ask|door|gate|enter|come|wait|someone|let you|upstairs|and)\b)|\b(?:spare )?key (?:is|are|hangs?|lies|will be)?\s*(?:kept |hidden )?(?:under|behind|in the (?:mailbox|lock ?box|planter)|beneath)\b",
            I,
        ),
    ),
    (
        "confidential",
        "always",
        re.compile(
            r"\b(?:confidential|undisclosed|secret|hidden|unlisted) (?:location|address|site|house|shelter|place)s?\b",
            I,
        ),
    ),
    (
        "confidential",
        "always",
        re.compile(
            r"(?:^|[.!?:;,(\n-]\s*|\bplease\s+|\bbut\s+)(?:do not|don't|never) (?:share|publish|post|print|list|give out|tell anyone|show|repeat|disclose|put)\b(?=\s*(?:$|[.!)]|this|it\b|that|these|our address|the (?:address|location|place|number|name|house|street)|(?:\w+ ){0,3}(?:with anyone|publicly|online|on the (?:site|listing|web))))",
            I,
        ),
    ),
    (
        "confidential",
        "always",
        re.compile(
            r"\b(?:not for (?:publication|the public|sharing|publishing)|off the record|for internal use|internal only|between (?:us|you and me)|keep (?:this|it|that|her name|his name|the address|the location) (?:\w+ )?(?:private|secret|quiet|confidential|to yourself)|no (?:publicar|compartir))\b",
            I,
        ),
    ),
    (
        "work_name",
        "always",
        re.compile(
            r"\b(?:she|he|our (?:founder|director|coordinator|president|treasurer|chair))\s+(?:\w+\s+)?(?:works|worked|working|dances|performs|danced|escorts)\s+(?:as|under|by the name)\b",
            I,
        ),
    ),
    (
        "work_name",
        "always",
        re.compile(
            rf"\b(?:works|performs|dances|known at work|goes|advertises|escorts|posts)\s+(?:as|by|under)\s+(?:the name\s+)?(?!A\b){CAPITAL}|\b(?i:(?:her|his|my) (?:stage|work|working|scene|club) name)\b"
        ),
    ),
    (
        "legal_name",
        "always",
        re.compile(
            rf"\b(?i:(?:real|legal|government|birth|given|full|dead) ?name)\s*(?:is|was|:|=|,)\s*(?!Not\b|No\b|Only\b|Never\b){CAPITAL}|\b(?i:born as|formerly known as) {CAPITAL} {CAPITAL}"
        ),
    ),
    (
        "age",
        "someone",
        re.compile(
            rf"\b{PERSON_ONE_OR_TWO}(?:,\s+(?:aged?\s+)?|\s*\()(?:1[2-9]|[2-7]\d)(?=\s*(?:,(?!\d)|\)|\s+(?:from|who|and|came|joined|is|was|has)\b|\s+years?[ -]old\b|\.$))"
        ),
    ),
    (
        "age",
        "someone",
        re.compile(
            rf"\b{PERSON_ONE_OR_TWO}\s+(?:is|was|turned|just turned)\s+(?:only\s+)?(?:1[2-9]|[2-7]\d)\b(?!\s*(?:%|percent|members|people|miles|km|\w+s\b))|\b(?:1[2-9]|[2-7]\d)[- ]year[- ]old\s+(?:named\s+)?(?!Act|Law)[A-Z][a-z]+\b(?<!NEVER)"
        ),
    ),
    (
        "status",
        "someone",
        re.compile(
            rf"\b(?:she|he|She|He|{ROLE}|(?P<person>{CAPITAL}))\s+(?:is|was|has been|tested|got)\s+(?:\w+\s+){{0,2}}?(?:undocumented|out of status|without papers|HIV[- ]?(?:positive|\+)|hiv[- ]positive|poz|living with (?:HIV|AIDS)|positive for HIV|diagnosed with|on (?:parole|probation)|deported|in the country illegally|pregnant|a (?:trafficking )?survivor of)\b"
        ),
    ),
    (
        "status",
        "always",
        re.compile(
            r"\b(?:she|he|founder|director|coordinator|treasurer|who|volunteer)\s+(?:has\s+)?overstayed\b|\b(?:her|his|my|'s)\s+(?:visa (?:has |is )?(?:expired|overstay\w*|runs out)|(?:hiv|immigration) status|asylum (?:case|claim)|green card|deportation|criminal record|warrant|diagnosis|rap sheet)\b|\bone of our \w+ is (?:undocumented|hiv[- ]positive)\b",
            I,
        ),
    ),
    (
        "id_number",
        "always",
        re.compile(
            r"(?=[\dA-Z])(?:(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])|\bA[#-]?\d{8,9}\b|\b[XYZ]-?\d{7}-?[A-Z]\b|\b\d{8}-?[A-HJ-NP-TV-Z]\b|\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b)"
        ),
    ),
    (
        "id_number",
        "always",
        re.compile(
            r"\b(?i:passport|ssn|social security|driver'?s? licen[cs]e|nie|dni|license plate)(?i:\s+(?:number|no\.?|#|is|:))*\s*[:#]?\s*(?=\w*\d)[A-Z\d-]{5,14}\b"
        ),
    ),
    (
        "id_number",
        "always",
        re.compile(
            r"\b(?:born on|date of birth|d\.?o\.?b\.?|birthday is|birth ?date)\b\s*(?:is|:)?\s*(?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)[ ./-]",
            I,
        ),
    ),
]
