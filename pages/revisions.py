"""Versions of a page stand in the order in which they were saved, whatever the clock says."""

import datetime
from typing import Any

from wagtail.models import Revision

STEP = datetime.timedelta(milliseconds=1)


def keep_order(instance: Revision, raw: bool, update_fields: Any, **signal: Any) -> None:
    """Date a new version after the one before: Wagtail takes the latest date for the last one.

    A clock that was ahead and is set right would else leave pages whose last version is taken
    for an older one for as long as it was ahead.
    """
    if raw or update_fields:
        return
    others = Revision.objects.filter(
        base_content_type_id=instance.base_content_type_id, object_id=instance.object_id
    )
    last = others.exclude(pk=instance.pk).order_by("-pk").values_list("pk", "created_at").first()
    if last is None or (instance.pk and last[0] > instance.pk):
        return
    if instance.created_at <= last[1]:
        instance.created_at = last[1] + STEP
