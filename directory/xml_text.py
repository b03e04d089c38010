"""What XML can hold of a text: feeds and workbooks are XML, and one sign it cannot hold spoils the whole file for everybody."""

import re

# XML 1.0, section 2.2. A word processor’s line break within a paragraph is among them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
