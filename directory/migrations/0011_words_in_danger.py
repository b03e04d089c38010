"""Lead whoever names violence, danger or help to survivors, peers and lines, on sites whose words were loaded before these were known."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

# What people type, and what it also finds; apart by “; ”.
WORDS = [
    (
        (
            "violence; domestic violence; abuse; abused; beaten; hit; hurt; violencia; violencia doméstica; "
            "violencia de género; maltrato; golpes; golpeada; rape; raped; raping; rapist; sexual assault; sexually assaulted; sexual abuse; sexual violence; "
            "sexual harassment; assault; assaulted; attacked; molested; harassed; harassment; stalking; stalked; "
            "stalker; following me; followed me; hits; hitting; punched; kicked; beat; beats; beating; choked; "
            "strangled; kill; threat; threats; threatened; threatening; forced; boyfriend; girlfriend; husband; "
            "wife; my partner; my ex; abuser; abusive; pimp; pimps; trafficker; violación; violar; violada; "
            "violado; violaron; violó; violador; violencia sexual; abuso; abusos; abuso sexual; abusada; abusado; "
            "agresión; agresión sexual; agredida; agredieron; acoso; acosa; acosada; acosador; me sigue; me "
            "persigue; golpe; golpea; golpean; golpeó; golpeado; golpearon; pega; pegan; pegó; pegaron; maltrata; "
            "maltratada; matar; amenaza; amenazas; amenazada; amenazan; obliga; obligan; obligada; forzada; "
            "novio; novia; marido; esposo; esposa; mi pareja; mi ex; proxeneta; padrote; agredido; agredió; acosado; "
            "acosan; maltratado; maltratan; maltrató; amenazado; amenazó; obligado; obligó; forzado; forzaron; patada; "
            "patadas; ahorcó; ahorca; ahorcar; estranguló; estrangular; asfixiar; tratante; tratantes; explotada; "
            "explotado; secuestro; secuestrada; secuestrado; encerrada; encerrado; me siguen; me vigila; me controla"
        ),
        "survivor; survivors; peer line; safety",
    ),
    (
        (
            "sleep; place to sleep; somewhere to sleep; somewhere to stay; dormir; dónde dormir; lugar para dormir; "
            "dónde quedarme; alquiler; renta; arriendo; desalojo; desalojar; sin hogar; sin techo"
        ),
        "housing",
    ),
    (
        (
            "emergency; urgent; danger; in danger; not safe; unsafe; afraid; scared; trapped; crisis; suicide; "
            "suicidal; kill myself; escape; emergencia; urgencia; urgente; peligro; en peligro; miedo; atrapada; "
            "suicidio; suicidarme; escapar; huir; auxilio; socorro; atrapado; asustada; asustado; insegura; "
            "quiero morir; matarme; quitarme la vida; suicidar; suicida"
        ),
        "peer line; hotline; warm line; survivor; survivors; safety",
    ),
    (
        "help; help me; ayuda; ayúdame; ayúdenme",
        "peer line; peer support; mutual aid; support",
    ),
    (
        "hablar; hablar con alguien; alguien con quien hablar; charlar; lonely; alone; sola",
        "peer line; hotline; warm line; peer support",
    ),
    (
        ("arresto; arrestada; arrestado; arrestaron; detenida; detenido; detuvieron; cárcel; presa; preso; fianza"),
        "legal; bail fund; court",
    ),
    (
        "hijo; hija; hijas; custodia",
        "family; youth; custody",
    ),
    (
        "legal help; legal advice; ayuda legal; abogados; abogadas",
        "legal; legal clinic; court",
    ),
    (
        (
            "immigrant; immigrants; undocumented; deportation; inmigrante; inmigrantes; migrantes; indocumentada; "
            "indocumentado; deportación"
        ),
        "immigration; migrant; immigrant; asylum",
    ),
]


def add_missing(apps, _schema_editor):
    Synonym, Edition = (apps.get_model("directory", name) for name in ("Synonym", "Edition"))  # noqa: N806
    known = {
        line.strip().casefold()
        for typed in Synonym.objects.values_list("typed", flat=True)
        for line in typed.splitlines()
    }
    # A new site has none yet, and is given all that there are at its first start.
    if not known:
        return
    for typed, also in WORDS:
        # What an administrator lets one of these words find is left as it is.
        if missing := [phrase for phrase in typed.split("; ") if phrase.casefold() not in known]:
            Synonym.objects.create(typed="\n".join(missing), also=also.replace("; ", "\n"))
    Edition.objects.update(words=F("words") + 1, words_changed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_places_of_open_doors")]
    operations = [migrations.RunPython(add_missing, migrations.RunPython.noop)]
