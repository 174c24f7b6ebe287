"""Fields and forms of files: whatever is sent is met with a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from files.checks import check_picture


class PictureField(WagtailImageField):
    """Wagtail's field, which sees a picture only after a process apart has decoded it."""

    def to_python(self, data: Any) -> Any:
        """The file, checked, without the position where it was taken.

        Raises:
            ValidationError: it is no picture that we take.
        """
        if data:
            self.check_image_file_size(data)
            check_picture(data)
        return super().to_python(data)


FOCAL_POINT = {
    "focal_point_x": _("What matters in it: pixels from the left"),
    "focal_point_y": _("What matters in it: pixels from the top"),
    "focal_point_width": _("What matters in it: width in pixels"),
    "focal_point_height": _("What matters in it: height in pixels"),
}
"""What the numbers say that the script for the focal point fills in."""


class PictureForm(BaseImageForm):
    """The form of pictures in the editing screens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in FOCAL_POINT.items():
            if name in self.fields:
                self.fields[name].label = label
        if stock := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=stock.label,
                widget=stock.widget,
                required=stock.required,
                help_text=self.instance.held_sentence or stock.help_text,
            )


class DocumentForm(BaseDocumentForm):
    """The form of documents in the editing screens: it says what search knows of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = getattr(self.instance, "file_text", None)
        sentence = self.instance.held_sentence or (known.sentence if known else "")
        if sentence and "file" in self.fields:
            self.fields["file"].help_text = sentence
