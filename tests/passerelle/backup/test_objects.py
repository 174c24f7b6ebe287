"""Files in an object storage go into a backup, and come back into one or onto a disk."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from files.models import SiteDocument
from passerelle.backup.restore import restore
from tests.services.objects import use_objects

from .conftest import PRIVATE, Lived


def test_objects_come_back_from_a_backup_as_objects_and_as_files(
    lived: Lived, objects: str, settings: Settings
) -> None:
    document = SiteDocument.objects.create(
        title="Au loin", collection=lived.space.collection, file=ContentFile(PRIVATE, "loin.txt")
    )
    # What came before the storage did is no object, and so in no backup.
    lived.document.delete()
    file = lived.backup()
    default_storage.save("public/since.txt", ContentFile(b"since"))
    default_storage.delete(document.file.name)
    assert restore(file, is_replacing=True).files == 1
    assert list(default_storage.names()) == [document.file.name]
    with default_storage.open(document.file.name) as found:
        assert found.read() == PRIVATE
    assert not list(lived.folder.glob("objects-*"))
    use_objects(settings, "")
    restore(file, is_replacing=True)
    assert (lived.media / document.file.name).read_bytes() == PRIVATE
