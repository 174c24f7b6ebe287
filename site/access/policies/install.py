"""Puts our policies in the place of Wagtail's."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Collection, Page
from wagtail.models import pages as page_models
from wagtail.permission_policies import pages as page_policies
from wagtail.permissions import register_permission_policy

from access.policies.collections import PrefixCollectionPolicy, PrefixFilePolicy
from access.policies.pages import PrefixPagePolicy, PrefixPageTester

FILES = (
    (get_image_model, "wagtailimages.Image"),
    (get_document_model, "wagtaildocs.Document"),
)


def install_policies() -> None:
    """Have everything that asks Wagtail for a policy get one of ours."""
    register_permission_policy(AbstractPage, PrefixPagePolicy(Page))
    register_permission_policy(Collection, PrefixCollectionPolicy(Collection))
    for model, auth_model in FILES:
        policy = PrefixFilePolicy(model(), auth_model, owner_field_name="uploaded_by_user")
        # The exact class wins over what Wagtail's own apps register after this.
        register_permission_policy(model(), policy, exact_class=True)
    # wagtail-localize makes a policy of its own instead of asking for the registered one, and
    # pages make their tester: both find these names when they are called.
    page_policies.PagePermissionPolicy = PrefixPagePolicy
    page_models.PagePermissionTester = PrefixPageTester
