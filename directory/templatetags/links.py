"""Says where a link goes, in words a reader can check before following it."""

from django import template

from directory import dialling, outbound

register = template.Library()
register.filter("is_onion", outbound.is_onion)
register.filter("cautions", outbound.cautions)
register.filter("tel", dialling.tel)
register.filter("sms", dialling.sms)


@register.filter
def domain(url: object) -> str:
    """Return the host of a link without “www.”, or nothing if there is none to name."""
    return outbound.host(url).removeprefix("www.")
