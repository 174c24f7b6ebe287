"""The house itself: what ties the rooms together."""

from django.apps import AppConfig


class PasserelleConfig(AppConfig):
    """Settings, addresses, the page cache, the handbook, the demonstration."""

    name = "passerelle"
    verbose_name = "Passerelle"

    def ready(self) -> None:
        """Narrow the editing screens to what each person may see."""
        from passerelle.admin.narrowed import narrow_screens

        narrow_screens()
