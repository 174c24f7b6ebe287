"""Who follows a thread, and who is named in a message."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from discussions.models.message import Message
from discussions.models.thread import Thread


class Follow(models.Model):
    """A person who wants to be told of new messages in a thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("followed thread")
        verbose_name_plural = _("followed threads")
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], name="one_follow_a_thread")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.thread_id}"


class Mention(models.Model):
    """A person who is named in a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="one_mention_a_message")
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.person_id}"
