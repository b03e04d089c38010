"""What we say about an organization, stated once: whoever tells it, and wherever it is kept.

`directory.Organization` and `curation.Submission` both inherit `Facts`, and both have the three
kinds of child row below. There is no field for a person, and none for a street address that is
not open to the public.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory import choices, places
from directory.vocabulary import FocusArea, Language, Population

# Each is compared with every name we have, and looked for in every text.
MOST_OTHER_NAMES = 20


class Worded(models.Model):
    """What `get_…_display` says, as Django says it, but without putting a whole list into words to find one of them."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802 (the name is Django’s)
        value = getattr(self, field.attname)
        return next((str(label) for known, label in field.flatchoices if known == value), value)


class Facts(Worded):
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("short form"), max_length=40, blank=True, help_text=_("For example SWOP."))
    other_names = models.TextField(
        _("other names"),
        max_length=1000,
        blank=True,
        help_text=_("Former names and other spellings, one on each line."),
    )
    kind = models.CharField(_("what it is"), max_length=20, choices=choices.Kind, default=choices.Kind.ORGANIZATION)
    parent = models.ForeignKey(
        "directory.Organization",
        verbose_name=_("part of"),
        help_text=_("The larger organization it is a chapter or project of."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)s_chapters",
    )
    leadership = models.CharField(_("who leads it"), max_length=20, choices=choices.Leadership, blank=True)
    publish_leadership = models.BooleanField(
        _("show who leads it"),
        default=False,
        help_text=_("Tick only if the group says this about itself in public, or has agreed that we show it."),
    )
    description = models.TextField(
        _("what it does"), max_length=2000, blank=True, help_text=_("Two or three plain sentences. No names of people.")
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("An address of the group, such as info@, never a person’s own.")
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("A number of the group, with area code.")
    )
    reach = models.CharField(_("how far it reaches"), max_length=20, choices=choices.Reach, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=places.country_choices)
    region = models.CharField(_("state or region"), max_length=80, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True, help_text=_("The town only, never a street."))
    # Two decimals are about a kilometre: a town's centre fits, a doorstep does not.
    latitude = models.DecimalField(
        _("latitude"), max_digits=4, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    public_address = models.CharField(
        _("address of a place open to the public"), max_length=200, blank=True,
        help_text=_("Leave empty unless anyone may walk in and the group wants its address shown."),
    )  # fmt: skip
    address_is_open = models.BooleanField(_("this place is open to the public"), default=False)
    address_is_agreed = models.BooleanField(_("the group asked us to show this address"), default=False)
    # No table that may be taken away has a column for these: it would point at whom to look for.
    keep_from_search_engines = models.BooleanField(
        _("keep its page out of search engines"),
        default=False,
        help_text=_("For a group that is safer if only those who look here find it."),
    )
    keep_from_open_data = models.BooleanField(
        _("keep it out of data that others take over"),
        default=False,
        help_text=_("Other directories, apps and news feeds then never get it. People who look here still find it."),
    )
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("focus areas"), blank=True)
    languages = models.ManyToManyField(Language, verbose_name=_("languages"), blank=True)
    populations = models.ManyToManyField(Population, verbose_name=_("who it is there for"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_address_needs_both_ticks",
                condition=Q(public_address="") | Q(address_is_open=True, address_is_agreed=True),
                violation_error_message=_(
                    "A street address is kept only if the place is open to the public and the group asked for it: "
                    "tick both boxes, or leave the address out."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.name and not any(letter.isprintable() and not letter.isspace() for letter in self.name):
            raise ValidationError({"name": _("Write what it is called, in letters or numbers.")})
        if len(self.other_names.splitlines()) > MOST_OTHER_NAMES:
            sentence = _("Give at most %(most)d other names, one on each line.")
            raise ValidationError({"other_names": sentence % {"most": MOST_OTHER_NAMES}})
        self.region = places.region_code(self.country, self.region)
        known = places.REGIONS.get(self.country)
        if self.region and known and self.region not in known:
            sentence = _("“%(region)s” is not a state or region of %(country)s that we know. Use its name or its code.")
            raise ValidationError(
                {"region": sentence % {"region": self.region, "country": places.country_name(self.country)}}
            )

    @property
    def place(self) -> str:
        return places.place_name(self.country, self.region, self.city)

    @property
    def names(self) -> list[str]:
        """Every name it goes by, the main one first."""
        return [name for name in (self.name, self.acronym, *self.other_names.splitlines()) if name.strip()]


class WayFacts(Worded):
    """One way to connect. Social accounts are ways too, so that a link is said in one place."""

    kind = models.CharField(_("how"), max_length=20, choices=choices.Way)
    label = models.CharField(_("in a few words"), max_length=160, blank=True)
    link = models.URLField(_("link"), blank=True)
    phone = models.CharField(_("number"), max_length=40, blank=True)
    schedule = models.CharField(_("when"), max_length=200, blank=True)
    languages = models.CharField(_("in which languages"), max_length=200, blank=True)
    who_for = models.CharField(_("who it is for"), max_length=200, blank=True)
    safety_note = models.CharField(_("good to know first"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if not (self.label or self.link or self.phone or self.schedule):
            raise ValidationError(_("Say how: a few words, a link, a number or a time."))


class AreaFacts(models.Model):
    """A place it serves: a country, a region of it, or a town in that. Empty city and region mean all of it."""

    country = models.CharField(_("country"), max_length=2, choices=places.country_choices)
    region = models.CharField(_("state or region"), max_length=80, blank=True)
    city = models.CharField(_("town or county"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return places.place_name(self.country, self.region, self.city)

    def clean(self) -> None:
        super().clean()
        self.region = places.region_code(self.country, self.region)


class PolicyFacts(Worded):
    """What is known to happen on contact. No row means not known, so that a guess has nowhere to live."""

    question = models.CharField(_("question"), max_length=20, choices=choices.Question)
    answer = models.CharField(
        _("answer"), max_length=10, choices=[(a.value, a.label) for a in choices.Answer if a != choices.Answer.UNKNOWN]
    )
    detail = models.CharField(_("in their words"), max_length=200, blank=True)
    source = models.CharField(_("how we know"), max_length=300, help_text=_("A link, or who told us and how."))
    as_of = models.DateField(_("as of"))

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_answer_display()}"
