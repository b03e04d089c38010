"""Does the sentence argue against the word or the practice, or report what others say?"""

import re

from curation.language import negation
from curation.language.passage import Passage

FLAGS = re.IGNORECASE
AGAINST = (
    r"oppos\w+|against|reject\w*|refus\w+|resist\w*|end(?:s|ed|ing)?(?: to)?|(?<!truck )(?<!bus )(?<!rest )(?<!transit )stop(?:s|ped|ping)?|protest\w*|challeng\w+|condemn\w*|denounc\w+"
    r"|abolish\w*|abolition of|repeal\w*|ban(?:s|ned|ning)?|criticis\w+|criticiz\w+|critiqu\w+|critical of|fight(?:s|ing)?(?: back)?(?! for)|fought(?! for)|prevent\w*|halt\w*|alternatives? to"
    r"|move\w* (?:away|beyond)(?: from)?|moving (?:away|beyond)(?: from)?|beyond|(?<!turned )away from|tired of|sick of|fed up with|opt\w* out of|in place of|unlike|objects? to|objecting to"
    r"|harms? (?:of|from|caused by|done by)|damage (?:of|from|caused by|done by)|violence of|trauma (?:of|from|caused by)|effects? of|impacts? of|fear of|fears? of|threats? of|dangers? of|risks? of|failures? of|costs? of|problems? with"
    r"|victims? of|survivors? of|survived|affected by|harmed by|hurt by|traumati[sz]ed by|displaced by|targeted by|free (?:from|of)|safe from|protect\w* (?:\w+ ){1,4}from|defend\w* (?:\w+ ){1,4}(?:from|against)|recover\w* from|healing from|heal from"
    r"|(?:who|who else) (?:benefits|profits|gains|pays) (?:from|for)|what happens (?:after|during|in)|the truth (?:about|behind)|in the wake of|aftermath of"
    r"|divest\w* from|defund\w*|dismantl\w*|overturn\w*|su(?:e|es|ed|ing) (?:\w+ ){0,4}over|lawsuits? (?:over|against)|campaign\w* against|testif\w+ against|fled|escaped from|ran (?:away )?from|spent (?:\w+ ){1,5}in|instead of|rather than|in lieu of|anything but|enough with|down with|oppon\w+ of|anti|contra|en (?:vez|lugar) de|basta de|rechaz\w+|denunci\w+|critic(?:a|amos|an)|frente a(?:l)?|fuera|alto a(?: las)?|no to|versus|vs\.?|skeptical of|wary of|concerns? (?:about|over)|concerned (?:about|by)|worried about|rebut\w*|debunk\w*|counter(?:s|ed|ing)?|disagree with|(?:better|safer|kinder|cheaper|stronger|wiser|more \w+) than|won't support|avoid\w*|replac\w+|drop(?:s|ped|ping)?(?!-)"
)
OPPOSED = re.compile(r"\b(?P<cue>" + AGAINST + r")\b\.?(?P<between>:?[^.;:]{0,70})$", FLAGS)
SET_ASIDE = re.compile(
    r"\b(?:instead of|rather than|as opposed to|without|in place of|unlike|en (?:vez|lugar) de|replac\w+|avoid\w*|drop(?:s|ped|ping)?(?!-)|steer\w* clear of|retir\w+|banned|unlearn\w*|critiqu\w+|critical of|criticis\w+|criticiz\w+|reject\w*|refus\w+|debunk\w*|challeng\w+|object\w* to)\b(?P<between>[^.;]{0,60})$",
    FLAGS,
)
# “Survivors of trafficking are restored”: with a new verb another clause begins, unless it tells of what was named before.
NEW_CLAUSE = re.compile(r"(?<!that )(?<!which )(?<!who )(?<!what )\b(?:is|are|was|were|has|have|will|can)\b", FLAGS)
SUPPORTS_AFTER_ALL = re.compile(
    r"\b(?:with|through|by|via|using|for|after|need|needs|call\w*|demand(?:s|ing)? for|and (?:also )?(?:call|support|push|help|rescu|restor|sav|back|champion|favou?r|endors|promot|advanc|want)\w*)\b",
    FLAGS,
)
# “Fewer raids, more buses.” “Enough raids!”, but not “there are not enough raids”.
LESS_OF = re.compile(r"(?:\b(?:fewer|less|no more)|(?:^|[.!?:]\s+)\W*enough) (?:(?!to\b)\w+ )?$", FLAGS)
PREFERRED_TO = re.compile(r"\b[\w-]+ (?:over|before|above|not|>)\s+$", FLAGS)
NOT_STOPPING = re.compile(
    r"(?:\b(?:never|not|no|won't|don't|cannot)\b|n't\b)[^.;,]{0,15}\b(?:stop\w*|end\w*|refus\w+|reject\w*|oppos\w+|avoid\w*|resist\w*|quit|fight\w*)\b[^.;,]{0,60}$",
    FLAGS,
)
OPPOSED_AFTER = re.compile(
    r"^(?:\s+(?!who\b|that\b|as\b|and we\b|we\b|because\b|people\b|girls\b|women\b|children\b|victims\b)[\w'/-]+){0,5}?(?<! from)(?<! in)(?<! to)(?<! or)(?<! of)(?<! the)(?<! a)(?<! their)(?<! our)(?<! and)\s+"
    r"(?:(?:that |which )?(?:only |often |also |just |always |routinely |disproportionately )?(?:harm|hurt|endanger|traumati|fail|displac|punish|push|frighten|scare|isolate|silence|tear|deport|separat|kill|cost|drive(?!s? (?:around|by|past|up|through|down)\b)|destabili|worsen|expos|affect|impact|uproot|devastat|terrif|terrori|ruin|robb?|scatter|chas|trap|jail|criminali[sz]|stigmati[sz]|surveil|disrupt|impoverish)\w*"
    r"|(?:that |which )?(?:put|puts|leave|leaves|left|make|makes|made|force|forces|forced) (?:it|them|us|me|workers|people|members|everyone|massage workers|sex workers|\w+ workers|tenants|migrants|us all)\b|(?:that |which )?(?:put|puts|leave|leaves|left|make|makes|made) (?:\S+ ){1,4}?(?:at risk|in danger|on the streets?|out of|without|behind|less safe|unsafe|poorer|worse|homeless|afraid|vulnerable|harder|more dangerous)"
    r"|(?:drove|drives?|threw|throws?|kept|keeps?|sent|sends?) (?:\w+ ){0,4}(?:away|out|underground|back|into hiding|from)\b|(?:must|should|needs? to|has to|have to) (?:end|stop|go)\b|do(?:es)? more harm|ha(?:s|ve) (?:a |an )?(?:\w+ )?(?:poor|bad|terrible|dismal) (?:track )?record|(?:rarely|seldom|hardly) (?:works?|helps?)|backfir\w+|(?:\w+ ){0,2}to (?:evict|deport|harass|punish|surveil|silence|profile|intimidate|entrap)\b|(?:mov|push|driv|drov|forc|herd|shov|steer|scar|send|sent|chas)\w* (?:\w+ ){1,4}?(?:into|to|onto|out to|towards?) (?:\w+ ){0,2}?(?:dark\w*|danger\w*|risk\w*|isolat\w+|remote|unlit|industrial|shadows|hiding|debt|worse|poverty|edges?|outskirts|alleys?|truck stops?|woods|backstreets?|underground|apps?|hidden)\b|(?:fill|fuel|feed|clog|overcrowd|widen)\w* (?:the |our |up )?(?:prisons?|jails?|stigma|cells|courts|private prisons|mass incarceration|deportations?|net|pipeline)\b|(?:is|are|was|were) (?:an?|just an?|only an?|nothing but an?|another) (?:\w+ )?(?:slogan|excuse|pretext|cover|euphemism|failure|mistake|lie|fantasy|farce|cruelty|trap|threat to (?:us|workers|people|our)|disaster|code word|dead end)\b|giv(?:es|e|en|ing) (?:the )?(?:police|cops|officers|landlords|ice|bosses|clients) (?:\w+ ){0,3}?(?:reasons?|excuses?|powers?|cover|licen[cs]e|ways?|leverage)\b|increas\w+ (?:the )?(?:danger|violence|risk|harm|stigma|arrests of)"
    r"|(?:is|are|was|were) (?:\w+ )?(?:harmful|violen\w+|dangerous|wrong|traumatic|racist|no (?:answer|solution|help)|state violence|part of the problem|harm|unconstitutional|a failure|failing|failed))",
    FLAGS,
)
IDEA_AFTER = re.compile(
    r"^['\"]?[\s-]+(?:(?!the\b|a\b|sex\b)\w+[\s-]+)?(?:narratives?|rhetoric|myths?|framings?|frame|framework|stereotypes?|tropes?|panics?|fantas\w+|complex|discourses?|propaganda|mentalit\w+|stigma|[- ]sham\w+|phob\w+|hysteria|ideolog\w+|talk|imagery|cliches?|tourism|language|labels?|paradigm|mindset|politics)\b",
    FLAGS,
)
# “The rescue industry” is a critic's phrase; “the fastest growing criminal industry” is not.
INDUSTRY_AFTER = re.compile(r"^['\"]?[\s-]+(?:(?!the\b|a\b|sex\b)\w+[\s-]+)?industr(?:y|ies)\b", FLAGS)
# In the plural these are other people: “what rescue organizations do”.
OTHER_GROUPS_AFTER = re.compile(
    r"^['\"]?[\s-]+(?:\w+[\s-]+)?(?:organi[sz]ations|groups|agencies|charities|ngos)\b", FLAGS
)
AMONG_THEM = re.compile(r"\b(?:with|other|fellow|like|among|support|join|trusted|our)\s+(?:\w+\s+)?$", FLAGS)
WORK_AFTER = re.compile(
    r"^[\w' ]{0,30}?(?:,| is| was) (?:an?|the|our|their) (?:\w+ )?(?:memoir|novel|film|book|play|zine|podcast|documentary|song|exhibit|exhibition|comic|opera)\b",
    FLAGS,
)
WORD_ITSELF = re.compile(
    r"\b(?:words?|terms?|phrases?|labels?|slurs?|expressions?|wording|terminology|hashtags?|epithets?|name-calling|language|vocabulary|metaphors?)\b(?:\s+(?:like|such as|of|as|is|was|being called|called))?[\s:'\"]+(?:(?:a|an|the)\s+)?(?:\w+['\"]?(?:,| or| and|/)\s*['\"]?){0,3}$",
    FLAGS,
)
FALSE_IDEA = re.compile(
    r"\b(?:myths?|stereotypes?|tropes?|misconceptions?|lies?|notions?|ideas?|assumptions?|assum(?:e|es|ed|ing)|claims?|fallac\w+|propaganda|stigma|fiction|narratives?|rhetoric|images?|framing|misinformation|moral panic|pretend\w*|falsely|wrongly|(?:wrong|false|untrue|harmful|dangerous|insulting|offensive|a mistake|nonsense|absurd|not true|unfair) (?:to (?:say|claim|think|assume|call|suggest|write|treat)|that)|mislabel\w*|so-called|supposed(?:ly)?|cliches?|(?<!our )(?:novel|film|movie|book|memoir|song|essay|opera|musical|poem)s? (?:about|on|called|titled)|(?:explain|show|document|map|expos|track|describ|examin|studi|report|trac|count|investigat|look|research|record|monitor|studie|study)\w*(?: at| on| in)? (?:how|why|what|when|the ways|ways|cases|the cost|who)(?! (?:we|our|i)\b)|alleged(?:ly)?|(?:sold|billed|marketed|passed off) as|(?:ask|wonder|question)\w* (?:\w+ ){0,3}(?:whether|if)|(?:you|they|people|funders) (?:think|believe|assume)|(?:headlines?|(?:sad|lurid|tabloid|the same|tired|old|media|news|horror|their|scare|made-up|those|these|such|sensational\w*) stories) (?:about|on|of)|stories (?:about|on)|under the (?:guise|banner|pretext) of|in the name of|(?:photos?|pictures?|illustrations?) (?:of|with)|stigmati\w+|cliche|caricature|depictions?|portrayals?)\b[^.;]{0,80}$",
    FLAGS,
)
EXAMINED = re.compile(
    r"\bcompar\w+ (?:\S+ ){0,4}?(?:with|to|and) (?:the )?$|\b(?:describ|compar|analy[sz]|review|critiqu|examin|evaluat|discuss|assess|contrast|question|unpack|scrutini[sz]|mock|parod)\w*\s+(?:(?:the|an?|how|whether)\s+(?!we\b|our\b))?(?:\w+\s+)?$"
    r"|\b(?:positions?|stance|views?|briefs?|statement|policy|papers?|research|testimony|facts?|questions?|letter|guide|briefing|faq|debate|hearing|lecture|history)\s+(?:on|about|regarding|concerning|of)\s+(?:the\s+)?(?:\w+\s+)?$",
    FLAGS,
)
OTHERS_LABEL = re.compile(
    r"\b(?:brand(?:ed|s)?|shamed (?:as|for)|treat(?:s|ed|ing)? (?:\w+ ){0,4}(?:as|like)|dismiss\w* (?:\w+ ){0,3}as|describ\w+ (?:\w+ ){0,4}as|portray\w* (?:\w+ ){0,4}as|paint\w* (?:\w+ ){0,4}as|seen as|sees (?:\w+ ){0,3}as|fram\w+ (?:\w+ ){0,4}as|depict\w* (?:\w+ ){0,4}as|cast (?:\w+ ){0,3}as|mistak\w+ (?:\w+ ){0,3}for|equat\w+ (?:\S+ ){0,5}(?:with|to|and)|conflat\w+ (?:\S+ ){0,6}(?:with|and|as|to)|confus\w+ (?:\S+ ){0,5}(?:with|and|for)|reduc\w+ (?:\S+ ){0,4}to|yell\w*|shout\w*|insult\w*|mock\w*)\s+(?:\w+\s+){0,3}$",
    FLAGS,
)
CALLED = re.compile(
    r"\b(?:call(?:ed|s|ing)?|label(?:l?ed|s|l?ing)?)\s+(?:(?:us|them|me|her|him|you|people|someone|anyone|workers|sex workers|dancers|members)\s+)?(?:(?!to\b)[\w-]+,?\s+){0,4}$",
    FLAGS,
)
OTHERS_SAY = re.compile(
    r"\b(?:some|others|critics|opponents|politicians?|lawmakers|legislators|senators?|mayors?|headlines?|reporters?|interviewers?|(?<!our )(?<!our new )(?:posters?|billboards?|ads|adverts|coverage|photos|pictures|stories|textbooks|articles|brochures|flyers)|(?:the |news)?media|the (?:state|government|city|county|court|law)|governments?|congress|authorities|tabloids?|newspapers?|journalists|(?<!our )(?:films?|movies?|novels?|songs?|shows?)|they|prohibitionists|abolitionists|anti-\w+(?: \w+)? (?:groups?|organi[sz]ations?|advocates|campaigns?|activists|crusaders)|police|cops|prosecutors|officials|swerfs?|detractors|society|outsiders|(?:rescue|carceral|religious|conservative|large|big|mainstream) (?:\w+ )?(?:groups|charities|organi[sz]ations|ngos|feminists))\b (?:\S+ ){0,4}?(?:say|says|said|claim\w*|argu\w+|insist\w*|assum\w+|pretend\w*|call(?:s|ed)?|describ\w+|portray\w*|fram(?:e|es|ed)|label\w*|equat\w+|conflat\w+|show(?:s|ed|ing)?|use[sd]?|using|feature[sd]?|print(?:s|ed)?|think|ask\w*|want|kept|keep|push\w*|shout\w*|treat\w*|propos\w+|demand\w*|promis\w+|threaten\w*|offer(?:s|ed)?|sen[dt]s?|br(?:ing|ings|ought)|g(?:ive|ave)|loves?|prefer\w*|cheer\w*|crave|applaud\w*|like to|t(?:each\w*|aught|ells?|old)|tr(?:y|ies|ied) to)\b[^.;]{0,70}$",
    FLAGS,
)
OTHERS_DO = re.compile(
    r"^\W*(?:(?:while|when|because|since|unlike|although|though|if)\s+)?(?:some|many|most|other|too many|certain|mainstream|religious|conservative|several|elsewhere|far too many|so many)\s+(?:[\w-]+\s+){0,2}(?:shelters?|programs?|programmes?|groups?|organi[sz]ations?|charities|agencies|services|police|officers|lawmakers|cities|states|countries|hotlines?|providers|places|homes|courts|ngos|projects)\b",
    FLAGS,
)
HARM_DONE = re.compile(
    r"\b(?:homeless\w*|evict\w*|deport\w*|less safe|unsafe|more dangerous|afraid|frightened|terrified|traumati[sz]\w+|los(?:t|e|es|ing) (?:\w+ ){0,3}(?:jobs?|wages|homes?|income|licen[cs]es?|lives|life|housing|children|custody|work|savings|tools?)"
    r"|(?:take|takes|took|taking) (?:\w+ ){0,2}(?:wages|savings|tips|earnings)|racial(?:ly)? profil\w+|profiling|police violence|killed|died|death of|deaths?|jailed (?:workers|migrants|members)|in hiding|underground|into (?:danger|debt|worse|isolated|riskier)|violence (?:went up|rose|increased|doubled|grew)|separat\w+ (?:families|mothers|parents)|stigma|human rights (?:abuses?|violations?)|rush (?:screening|their)|harms?|harmful|harmed|without (?:wages|pay|a home|homes)|broke up families|fewer clients|screening|indebted|arrest\w* (?:\w+ ){0,2}(?:workers?|migrants?|immigrants?|members|dancers)|(?:target\w*|aimed at) (?:\w+ )?(?:migrants?|immigrants?|workers?|dancers?|tenants|members|trans \w+))\b",
    FLAGS,
)
TAKES_PART = re.compile(
    r"\b(?:we|i|our \w+(?: \w+)?|us)\b(?: \w+){0,3}? (?:partner|support|train|join|assist|accompan|collaborat|cooperat|help|plan|conduct|lobb|push|call|demand|back|endors|champion|need|want|urge|work|led|lead|ran|run|ride|rode|organi[sz]e)\w*\b(?! (?:to (?:end|stop|ban|repeal|defeat|block)|for an end|with (?:people|those|workers|families)))|\b(?:needs?|must|deserve|donat\w+|help us)\b",
    FLAGS,
)
OWN_PART = re.compile(r"\b(?:we|our|us)\b", FLAGS)
OWN_VOICE = re.compile(r"\b(?:our|my)\s+(?:\w+\s+)?$", FLAGS)
OWN_IDEA = re.compile(
    r"\b(?:our|my|the big|the|a|an|great|share|your|any) (?:\w+ )?(?:ideas?|claims?|assumptions?|images?|notions?|narrative) (?:is|of|to|for|was)\b(?! that)",
    FLAGS,
)
# “Calling every dancer a victim hides …”: what somebody says, and in the same sentence what is wrong with it.
SAYING = re.compile(
    r"^\W*(?:(?:and|but|so|yet),? )?(?:saying|calling|treating|label+ing|assuming|claiming|pretending|painting|portraying|describing|insisting|thinking|believing|seeing|viewing|equating|conflating|lumping|framing|repeating|telling|presenting|depicting|casting|using|reducing|regarding|to (?:say|call|treat|label|claim|assume|pretend|insist|suggest|equate|conflate|describe))\b[^.;]{0,110}$",
    FLAGS,
)
DOES_WRONG = re.compile(
    r"^[^.;]{0,60}?\b(?:makes? it (?:hard|easier to (?:ignore|arrest|dismiss|jail|evict|abuse))\w*|makes? \w+ (?:less|un)\w+|hides?|eras\w+|ignores?|harms?|hurts?|insults?|den(?:y|ies)|strips?|silences?|robs?|leaves? (?:us|them|people|workers|out)|push\w+|misses|misleads?|distracts?|shuts?|buries|muddles|overlooks?|obscures?|flattens|puts?|takes? (?:away|the)|does(?:n't| not| nothing| no| harm)|(?:won't|will not|has never|never) (?:help|protect|keep|make)\w*|helps? (?:no ?one|nobody|police|traffickers|abusers)|is (?:\w+ )?(?:wrong|false|insulting|harmful|lazy|a lie|untrue|dangerous|disrespectful|nonsense|unfair|a mistake|not true|inaccurate|violence|bad \w+|how|why))\b",
    FLAGS,
)
REASON_TO_OPPOSE = re.compile(
    r"(?:,|\band) (?:which is (?:\w+ ){0,4}?(?:why|reasons?(?: why)?)|so|and|and so|that is why|that's why)? ?(?:that )?(?:we|we'll|we've|our \w+|members|i|sex workers|workers|dancers|tenants|neighbou?rs) (?:\w+ ){0,3}?(?:oppos\w+|testif\w+ against|against|fight it|fought it|object\w*|reject\w*|resist\w*|protest\w*|voted? no|say no|said no|disagree\w*)\b",
    FLAGS,
)
OTHERS_WANT = re.compile(
    r"^\W*(?:\w+ )?(?:groups?|those|people|funders|donors|politicians|lawmakers|senators|charities|anyone|anybody|organi[sz]ations|campaigns|campaigners|folks|feminists|churches|celebrities|strangers|officials|mayors|everyone|nonprofits|activists|missionaries) (?:that|who|which) (?:\w+ )?(?:want|wish|hope|tr(?:y|ies)|claim|promis|say|set out|push|campaign|call|lobby|offer|believe|preach|vow|talk|love|like|fund|demand|support|cheer)\w*\b[^.;]{0,60}$",
    FLAGS,
)
NEVER_ASKED = re.compile(
    r"^[^.;]{0,40}?\b(?:ha(?:s|ve) (?:never|yet to|rarely|not)|haven't|hasn't|never|rarely|seldom|do(?:es)? not|don't|doesn't|should|ought to|might|could) (?:\w+ ){0,2}?(?:ask|listen|talk|speak|spoke|met|meet|consult|invit|call|visit|includ|hear|pay|paid|set foot|answer|understood|understand|know|see|read|learn|wonder|pick|show|stay|bother)\w*\b",
    FLAGS,
)
# “They sold the raid as a rescue”: both words are somebody's pretence.
SOLD = re.compile(
    r"\b(?:sell|sold|pass(?:es|ed)?|market\w*|bill(?:s|ed)|dress(?:es|ed)?|spin|spun|disguis\w+|present\w*|packag\w+|justif\w+|excus\w+) (?:up |off )?(?:\w+ ){0,3}$",
    FLAGS,
)
SOLD_AS = re.compile(
    r"\b(?:sell|sold|pass(?:es|ed)?|market\w*|dress(?:es|ed)?|spin|spun|disguis\w+|packag\w+) (?!(?:for|into)\b)(?:[\w-]+ ){1,4}?(?:up |off )?as (?:an? )?$",
    FLAGS,
)
AS_KINDNESS = re.compile(
    r"^(?: \w+){0,2} as (?:an? )?(?:\w+ )?(?:rescues?|help|protection|care|safety|kindness|charity|services?|favou?r|feminism|support|public health|compassion|reform)\b",
    FLAGS,
)
# “Raids send traffickers underground” praises the raid.
HITS_THE_GUILTY = re.compile(
    r"\b(?!(?:on|of|for|against|and|or|between|from|as|with|by|to|not|are)\b)\w+ (?:the |all |these |every |any )?(?:traffickers?|pimps?|predators?|johns|criminals|exploiters|abusers|sex buyers)\b",
    FLAGS,
)

A_WORD = re.compile(
    r"^['\"]?\s+(?:is|was|are|were|remains?)\s+(?:an?|the|not an?|just an?)\s+(?:\w+\s+)?(?:words?|terms?|labels?|slurs?|phrases?|insults?|names?)\b",
    FLAGS,
)
# “From rescue to rights”, but not “from bondage to freedom”.
LEFT_BEHIND = re.compile(
    r"^ (?:\w+ )?to (?:rights|justice|solidarity|power|wages|resources|support|respect|autonomy|decriminali|organi[sz])",
    FLAGS,
)
# Whoever says “they rescued us” is not the rescuer.
DONE_TO_US = re.compile(r"^ (?:us|me)\b", FLAGS)
WE_WERE = re.compile(r"\b(?:we|i) (?:were|was|got|have been|had been) (?:\w+ ){0,2}$", FLAGS)
CALLING = re.compile(r"\b(?:calling|label+ing|naming|framing|describing|equating)\b[^.;]{0,60}$", FLAGS)
THE_STATE = re.compile(r"\bthe (?:state|city|county|court|law|government)\s+(?:\w+\s+)?$", FLAGS)
WE_ANSWER = re.compile(
    r"^\s*(?:we|our \w+|members)\b[^.;]{0,30}\b(?:oppos|against|fought|fight|reject|object|stopped|defeated|disagree|refus|say no|said no)\w*",
    FLAGS,
)
HELPED_INTO_JAIL = re.compile(r"\b(?:deport\w+|arrested|detained|handcuff\w*|jailed|evicted|cells?)\b", FLAGS)


def is_rejected(passage: Passage) -> bool:
    """Say whether the sentence sets the word aside or stands against the practice it names."""
    if negation.WITHOUT_HELP.search(passage.before):
        return False
    return _opposed_before(passage) or _set_aside(passage) or _opposed_after(passage) or _is_answered(passage)


def is_discussed(passage: Passage) -> bool:
    """Say whether the sentence talks about the word or the idea rather than with it."""
    if WORD_ITSELF.search(passage.before) or A_WORD.search(passage.after):
        return True
    if passage.term.opposable and EXAMINED.search(passage.before):
        return True
    if OWN_VOICE.search(passage.before):
        return False
    if passage.term.opposable and (INDUSTRY_AFTER.search(passage.after) or _are_other_groups(passage)):
        return True
    if IDEA_AFTER.search(passage.after) or WORK_AFTER.search(passage.after):
        return True
    return _false_idea(passage) or _is_said_wrongly(passage) or _is_sold_as(passage)


def tells_of_harm(passage: Passage) -> bool:
    """Say whether the sentence counts what punishment does to workers, without taking part in it."""
    # An arrest is no harm to those whom the word accuses: “41 johns arrested”.
    if not passage.term.opposable or passage.term.category == "label":
        return False
    around = passage.before + passage.matched + passage.after
    punished = passage.term.category in {"criminalization", "coercive_services"}
    harm = HARM_DONE if punished else HELPED_INTO_JAIL
    taken_part = TAKES_PART.search(around) or HITS_THE_GUILTY.search(passage.after)
    return bool(harm.search(around)) and not taken_part


def is_reported(passage: Passage) -> bool:
    """Say whether others are said to speak or act like this."""
    if passage.term.opposable and (_is_done_to_us(passage) or _state_does_it(passage)):
        return True
    return _others_do(passage) or _others_say(passage)


def _others_do(passage: Passage) -> bool:
    whole_clause = len(passage.reach) == len(passage.before)
    if passage.term.opposable and whole_clause and OTHERS_DO.search(passage.reach):
        return True
    return bool(OTHERS_WANT.search(passage.before)) and bool(NEVER_ASKED.search(passage.after))


def _others_say(passage: Passage) -> bool:
    if re.search(
        r"\b(?:we|i|is|are|it|be|best|what's|known)\s+(?:\w+\s+)?called\s+\W*$", passage.reach, FLAGS
    ) and not re.search(r"\b(?:been|being|are often|get|got)\b", passage.reach, FLAGS):
        return False
    if OTHERS_LABEL.search(passage.reach):
        return True
    if passage.term.category != "slavery" and _called(passage):
        return True
    return bool(OTHERS_SAY.search(passage.reach)) and not OWN_VOICE.search(passage.before)


def _are_other_groups(passage: Passage) -> bool:
    return bool(OTHER_GROUPS_AFTER.search(passage.after)) and not AMONG_THEM.search(passage.before)


def _is_done_to_us(passage: Passage) -> bool:
    passive = passage.matched.endswith("ed") and bool(WE_WERE.search(passage.reach))
    return passive or bool(DONE_TO_US.search(passage.after))


def _state_does_it(passage: Passage) -> bool:
    coerces = passage.term.category == "coercive_services" and bool(THE_STATE.search(passage.reach))
    return coerces and not TAKES_PART.search(passage.before)


def _opposed_before(passage: Passage) -> bool:
    if not passage.term.opposable or NOT_STOPPING.search(passage.reach):
        return False
    if passage.before.endswith("anti-") or PREFERRED_TO.search(passage.reach) or LESS_OF.search(passage.reach):
        return True
    found = OPPOSED.search(passage.reach)
    if not found or NEW_CLAUSE.search(found["between"]):
        return False
    return not SUPPORTS_AFTER_ALL.search(found["between"])


def _set_aside(passage: Passage) -> bool:
    if NOT_STOPPING.search(passage.reach):
        return False
    found = SET_ASIDE.search(passage.reach)
    return bool(found) and not SUPPORTS_AFTER_ALL.search(found["between"] if found else "")


def _opposed_after(passage: Passage) -> bool:
    if passage.reach.casefold().endswith("from ") and LEFT_BEHIND.search(passage.after):
        return True
    subject = passage.term.opposable or bool(CALLING.search(passage.reach))
    if passage.term.opposable and REASON_TO_OPPOSE.search(passage.after):
        return True
    if passage.term.opposable and SOLD.search(passage.before) and AS_KINDNESS.search(passage.after):
        return True
    harms = subject and bool(OPPOSED_AFTER.search(passage.after))
    return harms and not HITS_THE_GUILTY.search(passage.after)


def _is_answered(passage: Passage) -> bool:
    """“The bill would criminalize buyers. We testified against it.”"""
    following = passage.prose.folded[passage.sentence.end : passage.sentence.end + 80]
    return passage.term.opposable and not OWN_PART.search(passage.before) and bool(WE_ANSWER.search(following))


def _false_idea(passage: Passage) -> bool:
    return bool(FALSE_IDEA.search(passage.reach)) and not OWN_IDEA.search(passage.reach)


def _is_sold_as(passage: Passage) -> bool:
    return passage.term.opposable and bool(SOLD_AS.search(passage.before))


def _is_said_wrongly(passage: Passage) -> bool:
    return bool(SAYING.search(passage.before)) and bool(DOES_WRONG.search(passage.after))


def _called(passage: Passage) -> bool:
    found = CALLED.search(passage.reach)
    return bool(found) and not re.search(r"\b(?:we|i)\s+(?:\w+\s+)?call", passage.reach, FLAGS)
