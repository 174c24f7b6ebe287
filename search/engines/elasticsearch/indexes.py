"""The indexes of this site in Elasticsearch: made aside, put in place of one another, looked at."""

import re

from django.utils import timezone
from elasticsearch import NotFoundError

from search.engines.elasticsearch.client import configured, patient_client
from search.engines.elasticsearch.mapping import MAPPING, digest, settings_for


def create() -> str:
    """Make an empty index aside.

    Returns:
        Its name.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    address = configured()
    name = f"{address.prefix}-{timezone.now():%Y%m%d%H%M%S%f}"
    patient_client().indices.create(
        index=name,
        settings=settings_for(address),
        # Elasticsearch would make a missing index at the first write, of whatever shape: ours
        # are known by this.
        mappings={**MAPPING, "_meta": {"digest": digest()}},
        wait_for_active_shards=1,
    )
    return name


def sound(names: list[str]) -> set[str]:
    """Those of these indexes that are there, and as we made them.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    if not names:
        return set()
    found = patient_client().indices.get_mapping(
        index=names, ignore_unavailable=True, filter_path="*.mappings._meta.digest"
    )
    return set(found)


def is_broken(name: str) -> bool:
    """Whether a part of an index is nowhere to be found.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    return patient_client().cluster.health(index=name)["status"] == "red"


def serve(name: str) -> None:
    """Let searches ask an index from now on, and remove all others of ours, in one step.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    prefix = configured().prefix
    others = [{"remove_index": {"index": other}} for other in ours() if other != name]
    patient_client().indices.update_aliases(
        actions=[{"add": {"index": name, "alias": prefix}}, *others]
    )


def ours() -> list[str]:
    """The names of all indexes that were made here, and of what stands under the alias' name."""
    prefix = configured().prefix
    pattern = re.compile(rf"{re.escape(prefix)}-\d{{20}}")
    found = patient_client().indices.get(
        index=[prefix, f"{prefix}-*"], ignore_unavailable=True, filter_path="*.aliases"
    )
    return [name for name in found if name == prefix or pattern.fullmatch(name)]


def remove(name: str) -> None:
    """Remove an index, if it is there.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    try:
        patient_client().indices.delete(index=name)
    except NotFoundError:
        return


def make_visible(names: list[str]) -> bool:
    """Let searches find all that was written to indexes; say whether every part did so.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    return not patient_client().indices.refresh(index=names)["_shards"]["failed"]
