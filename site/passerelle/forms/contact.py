"""The contact form."""

from django import forms
from django.utils.translation import get_language, gettext_lazy

from people.forms.stranger import StrangersForm
from people.forms.text import VisibleText
from people.models import ContactMessage


class ContactForm(StrangersForm, forms.ModelForm[ContactMessage]):
    """Name, address and message."""

    name = VisibleText(
        label=gettext_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("To answer you; used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = VisibleText(
        label=gettext_lazy("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = ContactMessage
        fields = ["name", "address", "text"]

    def save(self, commit: bool = True) -> ContactMessage:
        """Keep the message, in the language of its page."""
        self.instance.language = get_language() or ""
        return super().save(commit)
