"""Fills in a page's form as a browser does: what is in the page is sent back, but for what somebody types."""

import time
from html.parser import HTMLParser

from curation import anonymous

MINUTE = 60


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.is_open, self.fields, self.select, self.area = False, {}, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.is_open = given.get("method") == "post"
        elif self.is_open:
            getattr(self, f"_{tag}", lambda given: None)(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_open = False
        elif tag == "textarea" and self.area:
            self.fields[self.area] = [self.text.removeprefix("\n").replace("\n", "\r\n")]
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.text += data

    def _input(self, given):
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.fields.setdefault(given["name"], []).append(given.get("value", "on"))
        else:
            self.fields[given["name"]] = [given.get("value", "")]

    def _select(self, given):
        self.select = given["name"]

    def _option(self, given):
        if self.select and ("selected" in given or self.select not in self.fields):
            self.fields[self.select] = [given.get("value", "")]

    def _textarea(self, given):
        self.area, self.text = given["name"], ""


def fields(page):
    """List what the form on this page sends if nobody touches it."""
    form = _Form()
    form.feed(page.content.decode())
    return form.fields


def filled(page, *, after=5 * MINUTE, **typed):
    """What is sent after so many seconds on the page. A field typed as None is unticked or left out."""
    sent = fields(page) | {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    if "stamp" in sent:
        nonce = anonymous.stamp(sent["stamp"][0]).nonce
        sent["stamp"] = [anonymous.Stamp(nonce, time.time() - after).signed()]
    return {name: values for name, values in sent.items() if values != [None]}
