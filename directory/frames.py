"""Pages of which nearly everything is the same for everybody: the template engine draws that once, as a frame with holes.

A template prints a hole as it prints any other value, and may ask whether there is something to fill it: what is empty is empty in
the frame. Nothing of a question is in a frame, so it may be kept, beside the fragments that `{% cache %}` keeps.
"""

import re
from collections.abc import Mapping
from itertools import chain, zip_longest

from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from directory.project.context import site

# Between letters that no template has; and nothing that was typed is in a frame.
_HOLE = re.compile("\0([a-z_]+)\0")


def fill(request: HttpRequest, template: str, words: Mapping[str, str], status: int = 200) -> HttpResponse:
    """Answer with a page whose template prints `words`, escaped unless they are markup, and nothing else that differs."""
    frame, holes = _frame(request, template, sorted(name for name, said in words.items() if said))
    filled = [conditional_escape(words[name]).encode() for name in holes]
    return HttpResponse(b"".join(chain.from_iterable(zip_longest(frame, filled, fillvalue=b""))), status=status)


def _frame(request: HttpRequest, template: str, there: list[str]) -> tuple[list[bytes], list[str]]:
    """Return what stands around the holes, and the name of each hole."""
    of_all = (get_language(), get_script_prefix(), request.path_info, *site(request).values())
    key = make_template_fragment_key(template, [*of_all, *there])
    frame: tuple[list[bytes], list[str]] | None = caches["template_fragments"].get(key)
    if frame is None:
        drawn = render_to_string(template, {name: mark_safe(f"\0{name}\0") for name in there}, request)  # noqa: S308 (a mark)
        parts = _HOLE.split(drawn)
        frame = [part.encode() for part in parts[::2]], parts[1::2]
        caches["template_fragments"].set(key, frame, timeout=None)
    return frame
