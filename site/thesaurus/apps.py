"""The thesaurus room: themes and places, each with a label in every language."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class ThesaurusConfig(AppConfig):
    """Themes and places."""

    name = "thesaurus"
    verbose_name = _("Thesaurus")

    def ready(self) -> None:
        """Let every process read the vocabulary again when a term changes; see to what is kept."""
        from access.generation import raise_when_changed
        from thesaurus.models import Concept, ConceptLabel, FormerCode, Territory
        from thesaurus.towers import cut_towers

        raise_when_changed(Concept, ConceptLabel, FormerCode, Territory)
        pre_save.connect(cut_towers, dispatch_uid="thesaurus.towers")
