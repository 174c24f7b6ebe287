"""The house itself: what ties the rooms together."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PasserelleConfig(AppConfig):
    """Settings, addresses, the page cache, the handbook, the demonstration."""

    name = "passerelle"
    verbose_name = "Passerelle"

    def ready(self) -> None:
        """Mend the editing screens; time every query; write down what is removed."""
        from passerelle.admin.narrowed import narrow_screens
        from passerelle.admin.records import watch_records
        from passerelle.removals.watch import watch
        from passerelle.retention import checks
        from passerelle.retention.unused import AccountEnds
        from passerelle.watch.slow import time_queries
        from people.post.kinds import register

        narrow_screens()
        watch_records()
        connection_created.connect(time_queries, dispatch_uid="watch.time_queries")
        watch()
        checks.connect()
        register(AccountEnds())
