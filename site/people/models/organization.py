"""An organisation: one record that every page, sheet and list shares."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from people.identifiers import IDENTIFIERS, SIREN_LENGTH
from thesaurus.languages import site_languages
from thesaurus.models import Concept, Territory


class Organization(ClusterableModel):
    """An association, a network, a funder…; correcting it once corrects every page naming it."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        ASSOCIATION = "association", _("Association")
        NETWORK = "network", _("Network")
        FUNDER = "funder", _("Funder")
        COMPANY = "company", _("Company")
        LOCAL_AUTHORITY = "local_authority", _("Local authority")
        RESOURCE_CENTRE = "resource_centre", _("Resource centre")
        INFORMAL_GROUP = "informal_group", _("Informal group")

    class Size(models.TextChoices):
        """How many people it employs; volunteers are not counted."""

        NONE = "none", _("Volunteers only")
        UNDER_3 = "under_3", _("Fewer than 3 employees")
        FROM_3 = "3_to_9", _("3 to 9 employees")
        FROM_10 = "10_to_49", _("10 to 49 employees")
        FROM_50 = "50_plus", _("50 employees or more")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.ASSOCIATION
    )
    size = models.CharField(_("size"), max_length=10, choices=Size.choices, blank=True)
    founded = models.PositiveSmallIntegerField(_("year of foundation"), null=True, blank=True)
    territory = models.ForeignKey(
        Territory, verbose_name=_("country or region"), on_delete=models.PROTECT, related_name="+"
    )
    city = models.CharField(_("town"), max_length=100, blank=True)
    sectors = models.ManyToManyField(Concept, verbose_name=_("sectors"), blank=True)
    parents = models.ManyToManyField(
        "self",
        verbose_name=_("belongs to"),
        symmetrical=False,
        blank=True,
        related_name="children",
        help_text=_("Federations or networks of which it is a member."),
    )
    spaces = models.ManyToManyField(
        "access.Space",
        verbose_name=_("spaces"),
        blank=True,
        related_name="organizations",
        help_text=_("The spaces that it owns; two organisations can own one together."),
    )
    rna = models.CharField(_("RNA number"), max_length=20, blank=True)
    siret = models.CharField(
        _("SIRET number"),
        max_length=14,
        blank=True,
        help_text=_("14 digits; or the SIREN number, which has 9."),
    )
    org_id = models.CharField(
        _("international identifier"),
        max_length=80,
        blank=True,
        help_text=_("As org-id.guide writes it: a country, a register and a number."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    email_published = models.BooleanField(_("publish the e-mail address"), default=False)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    phone_published = models.BooleanField(_("publish the telephone"), default=False)
    website = models.URLField(_("website"), blank=True)
    website_published = models.BooleanField(_("publish the website"), default=False)
    address = models.TextField(_("postal address"), blank=True)
    address_published = models.BooleanField(_("publish the postal address"), default=False)
    contact_person = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_person_published = models.BooleanField(
        _("publish the name of the contact person"), default=False
    )

    CONTACT_FIELDS = ("email", "phone", "website", "address", "contact_person")
    OWN_FIELDS = (
        "size", "founded", "city", "email", "email_published", "phone", "phone_published",
        "website", "website_published", "address", "address_published", "contact_person",
        "contact_person_published",
    )  # fmt: skip
    """What its own people change without asking an editor."""

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("slug"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("size")]),
                FieldRowPanel([FieldPanel("founded"), FieldPanel("city")]),
                FieldPanel("territory"),
                FieldPanel("sectors"),
                FieldPanel("parents"),
                FieldPanel("spaces", permission="access.add_space"),
            ],
            _("Who it is"),
        ),
        InlinePanel("texts", heading=_("Descriptions"), label=_("Description in one language")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name), FieldPanel(f"{name}_published")])
                for name in CONTACT_FIELDS
            ],
            _("Contact: only what is ticked is shown on the site"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("rna"), FieldPanel("siret")]), FieldPanel("org_id")],
            _("Identifiers"),
        ),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=[field],
                condition=~models.Q(**{field: ""}),
                name=f"one_organization_a_{field}",
            )
            for field in IDENTIFIERS
        ]

    def __str__(self) -> str:
        return self.name

    def description(self, language: str | None = None) -> str:
        """What it does, in a language, else in the first one written."""
        texts = {text.language: text.description for text in self.texts.all()}
        return texts.get(language or get_language() or "") or next(iter(texts.values()), "")

    def identifiers(self) -> dict[str, str]:
        """The numbers by which registers know it, by the name of the register."""
        found = {
            "RNA": self.rna,
            "SIREN" if len(self.siret) == SIREN_LENGTH else "SIRET": self.siret,
            "org-id": self.org_id,
        }
        return {register: number for register, number in found.items() if number}

    def published_contact(self) -> dict[str, str]:
        """The contact details that it agreed to publish, by field name."""
        return {
            name: getattr(self, name)
            for name in self.CONTACT_FIELDS
            if getattr(self, f"{name}_published") and getattr(self, name)
        }


class OrganizationText(models.Model):
    """What an organisation does, in one language."""

    organization = ParentalKey(Organization, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    description = models.TextField(_("description"))

    panels = [FieldPanel("language"), FieldPanel("description")]

    class Meta:
        verbose_name = _("description of an organisation")
        verbose_name_plural = _("descriptions of organisations")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "language"], name="one_description_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.language})"
