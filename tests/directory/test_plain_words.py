"""How hard our own pages are to read: by the grade of Flesch and Kincaid, which counts long sentences and long words."""

import re
from html.parser import HTMLParser

from tests.journeys import everywhere

# Readers of about twelve are in the sixth or seventh grade.
HARDEST = 6.5
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "dd",
    "dt",
    "summary",
    "legend",
    "label",
    "button",
    "td",
    "th",
    "caption",
    "span",
}
# Drawings, and lists of values, most of them names of places.
UNREAD = {"select", "datalist", "script", "svg"}
FEWEST_WORDS = 4


class _Text(HTMLParser):
    """Collects the sentences of `main`; names and addresses of groups are not ours to simplify."""

    def __init__(self):
        super().__init__()
        self.is_inside, self.pieces, self.skipped = False, [], 0

    def handle_starttag(self, tag, attributes):
        self.is_inside = self.is_inside or tag == "main"
        self.skipped += tag in UNREAD
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag):
        if tag == "main":
            self.is_inside = False
        self.skipped -= tag in UNREAD

    def handle_data(self, data):
        if self.is_inside and not self.skipped:
            self.pieces.append(data)


def sentences(html):
    reader = _Text()
    reader.feed(html)
    lines = "".join(reader.pieces).split("\n")
    found = [piece.strip() for line in lines for piece in re.split(r"(?<=[.?!:])\s+", line)]
    return [words for piece in found if len(words := re.findall(r"[A-Za-z’']+", piece)) >= FEWEST_WORDS]


def syllables(word):
    vowels = len(re.findall(r"[aeiouy]+", word.casefold()))
    is_silent = re.search(r"[^aeiouyl]e[sd]?$", word.casefold()) and vowels > 1
    return max(1, vowels - bool(is_silent))


def grade(html):
    found = sentences(html)
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_our_pages_can_be_read_at_twelve(client, db):
    made = everywhere.make()
    # The page to embed is little but what groups say of themselves.
    ours = [path for path in everywhere.addresses(made) if not path.startswith(("/es/", "/embed/"))]
    pages = {path: client.get(path) for path in ours}
    pages |= {made[key]: client.post("/suggestion/", {"reference": made[key]}) for key in ("asked", "declined")}
    grades = {path: grade(page.content.decode()) for path, page in pages.items()}

    assert len(grades) > 30
    assert {path: found for path, found in grades.items() if found > HARDEST} == {}


def test_the_measure_tells_easy_from_hard():
    easy = "<main><p>We meet on Monday. You can come as you are. Bring a friend if you like.</p></main>"
    hard = "<main><p>Organizational accountability necessitates comprehensive institutional transformation initiatives.</p></main>"

    assert grade(easy) < 3 < HARDEST < 12 < grade(hard)
