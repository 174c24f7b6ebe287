"""The house itself: what ties the rooms together."""

from django.apps import AppConfig


class PasserelleConfig(AppConfig):
    """Settings, addresses, the page cache, the handbook, the demonstration."""

    name = "passerelle"
    verbose_name = "Passerelle"

    def ready(self) -> None:
        """Narrow the editing screens to what each person may see; write down what is removed."""
        from passerelle.admin.narrowed import narrow_screens
        from passerelle.removals.watch import watch

        narrow_screens()
        watch()
