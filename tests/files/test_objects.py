"""Files in an object storage: readers get them from us, or not at all."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Collection

from access.models import Space
from files.models import Picture, SiteDocument
from files.objects import ObjectStorage, options_in
from files.pictures import picture_address
from files.places import PRIVATE_PLACE, PUBLIC_PLACE, place_in
from passerelle.deploy import machine
from passerelle.watch.finding import State
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.services.objects import KEY, use_objects

SECRET = b"zibeline " * 9000


@pytest.fixture
def document(objects: str, homes: Any) -> SiteDocument:
    """A file of a space."""
    found: SiteDocument = SiteDocument.objects.create(
        title="Compte", collection=a_space("atelier", "secret").collection,
        file=ContentFile(SECRET, "compte.txt"),
    )  # fmt: skip
    return found


def body_of(response: Any) -> bytes:
    """All that an answer holds."""
    return b"".join(response.streaming_content)


def test_a_member_gets_a_private_file_from_us_and_others_get_nothing(
    document: SiteDocument, objects: str
) -> None:
    member = belonging(Space.objects.get(collection=document.collection), "reader")
    answer = signed_in(member).get(document.url)
    assert (answer.status_code, body_of(answer)) == (200, SECRET)
    assert "no-store" in answer["Cache-Control"]
    assert "X-Accel-Redirect" not in answer
    for client in (Client(), signed_in(PersonFactory())):
        assert client.get(document.url).status_code == 404
        assert client.get(document.file.url).status_code == 404
    assert document.file.url.startswith("/media/private/")


def test_a_public_picture_is_given_at_a_width_and_may_be_kept(
    objects: str, picture: Picture
) -> None:
    answer = Client().get(picture_address(picture, 360, "jpg"))
    assert answer.status_code == 200
    assert body_of(answer)[:2] == b"\xff\xd8"
    assert "public" in answer["Cache-Control"]
    assert {place_in(name) for name in default_storage.names()} == {PUBLIC_PLACE}


def test_a_file_that_is_opened_to_all_leaves_the_private_place(
    document: SiteDocument, django_capture_on_commit_callbacks: Any
) -> None:
    before = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        document.collection = Collection.get_first_root_node()
        document.save()
    document.refresh_from_db()
    assert place_in(before) == PRIVATE_PLACE
    assert list(default_storage.names()) == [document.file.name]


def test_two_files_of_one_name_never_write_over_each_other(objects: str) -> None:
    storage = ObjectStorage()
    first = storage._save("private/documents/a.txt", ContentFile(b"one"))
    second = storage._save("private/documents/a.txt", ContentFile(b"two"))
    assert first != second
    for name, content in ((first, b"one"), (second, b"two")):
        with storage.open(name) as file:
            assert file.read() == content


def test_a_lost_file_is_missing_and_a_storage_that_is_away_keeps_its_key(
    document: SiteDocument, settings: Any
) -> None:
    default_storage.delete(document.file.name)
    with pytest.raises(FileNotFoundError):
        document.file.storage.open(document.file.name)
    with pytest.raises(FileNotFoundError):
        default_storage.get_modified_time(document.file.name)
    use_objects(settings, f"s3+http://key:{KEY}@127.0.0.1:1/away")
    for act in (
        lambda: default_storage.exists("a"), lambda: default_storage.open("a"),
        lambda: default_storage.save("a", ContentFile(b"a")), lambda: list(default_storage.names()),
    ):  # fmt: skip
        with pytest.raises(OSError, match="object storage") as told:
            act()
        assert KEY not in str(told.value)


def test_a_task_that_deletes_a_file_holds_no_key(objects: str) -> None:
    assert default_storage.deconstruct() == ("files.objects.ObjectStorage", (), {})


@pytest.mark.parametrize("address", ["s3://bucket", "s3+https://host/", "https://host/bucket"])
def test_what_is_no_address_of_a_storage_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE_URL"):
        options_in(address)


def test_an_address_says_where_and_with_which_key() -> None:
    said = options_in("s3+https://k%2Fe:s%40c@objects.example.org:9000/ours/a/b?region=fr-par")
    assert said == {
        "access_key": "k/e", "secret_key": "s@c", "bucket_name": "ours", "location": "a/b",
        "endpoint_url": "https://objects.example.org:9000", "region_name": "fr-par",
    }  # fmt: skip


def test_the_check_list_tries_the_storage_and_leaves_nothing_in_it(
    objects: str, settings: Any
) -> None:
    assert machine.media().state == State.OK
    assert list(default_storage.names()) == []
    for address in (f"s3+http://key:{KEY}@127.0.0.1:1/away", "nonsense"):
        use_objects(settings, address)
        assert machine.media().state == State.DOWN
        assert "MEDIA_STORAGE_URL" in machine.media().advice
