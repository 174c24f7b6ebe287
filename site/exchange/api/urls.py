"""Addresses of the API."""

from django.urls import path, re_path

from exchange.api.nouns import NOUNS
from exchange.api.views import show_description, show_list, show_nothing, show_one

urlpatterns = [path("openapi.json", show_description, name="api_description")]
for noun in NOUNS:
    urlpatterns += [
        path(f"v2/{noun.name}/", show_list, {"noun": noun}, name=f"api_{noun.name}"),
        path(f"v2/{noun.name}/<int:key>/", show_one, {"noun": noun}, name=f"api_{noun.name}_one"),
    ]
urlpatterns += [re_path(r"^(?:[\s\S]*/)?$", show_nothing, name="api_nothing")]
