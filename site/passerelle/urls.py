"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from access.views.who import show_who
from discussions.urls import language_patterns as discussion_patterns
from exchange.urls import language_patterns as exchange_patterns
from exchange.urls import urlpatterns as exchange_root
from files.urls import language_patterns as files_patterns
from languages.urls import language_patterns as languages_patterns
from languages.views.choose import choose_language
from languages.views.overview import show_overview
from pages.theme_urls import language_patterns as theme_patterns
from pages.views.changes import show_changes
from pages.views.comments import show_comments
from pages.views.new import show_new
from pages.views.new_space import open_new_folder, open_new_space
from pages.views.not_translated import show_not_translated
from pages.views.page import serve
from pages.views.report_error import show_report_error
from pages.views.saved_searches import show_saved_search, show_saved_searches
from pages.views.search import show_search
from pages.views.short import lead_to_page
from pages.views.space import show_space, show_spaces
from pages.views.space_events import show_events
from pages.views.suggest import show_suggestions
from pages.views.territory import show_territories, show_territory
from pages.views.wish import show_wish
from passerelle.admin.whole import whole
from passerelle.views.accessibility import show_accessibility
from passerelle.views.contact import show_contact
from passerelle.views.errors import too_large
from passerelle.views.handbook import show_chapter, show_handbook
from passerelle.views.light import choose_light
from passerelle.views.offline import give_token, give_worker, show_saved
from passerelle.views.personal_data import show_personal_data
from passerelle.views.tags import offer_tags
from people.post.urls import language_patterns as post_patterns
from people.space_urls import language_patterns as space_patterns
from people.urls import language_patterns as people_patterns
from people.urls import root_patterns as people_root
from people.views.sign_out import sign_out

sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", choose_language, name="root"),
    # Wagtail's own doors would let people in without allauth's checks.
    path("admin/login/", sign_in),
    path("admin/logout/", sign_out, name="admin_logout"),
    re_path(r"^admin/password_reset/", sign_in),
    path("admin/tag-autocomplete/", offer_tags),
    path("admin/", include(whole(wagtailadmin_urls.urlpatterns))),
    path("sw.js", give_worker, name="worker"),
    path("s/<str:code>", lead_to_page, name="short_address"),
    path("", include("files.urls")),
    *exchange_root,
    *people_root,
    *i18n_patterns(
        *people_patterns,
        path("search/", show_search, name="search"),
        path("search/suggest", show_suggestions, name="search_suggest"),
        path("search/saved/", show_saved_searches, name="saved_searches"),
        path("search/saved/<int:key>/", show_saved_search, name="saved_search"),
        path("territories/", show_territories, name="territories"),
        # Codes are written by people: whatever they hold must have an address.
        path("territories/<path:code>/", show_territory, name="territory"),
        *theme_patterns,
        path("contact/", show_contact, name="contact"),
        path("help/", show_handbook, name="handbook"),
        path("help/accessibility/", show_accessibility, name="accessibility"),
        path("help/personal-data/", show_personal_data, name="personal_data"),
        path("help/<slug:chapter>/", show_chapter, name="handbook_chapter"),
        *discussion_patterns,
        path(
            "spaces/<slug:slug>/pages/<uuid:key>/comments/",
            show_comments,
            name="space_page_comments",
        ),
        path("new/", show_new, name="new"),
        path("spaces/", show_spaces, name="spaces"),
        *space_patterns,
        path("spaces/new/", never_cache(open_new_space), name="space_new"),
        path("spaces/<slug:slug>/folder/", never_cache(open_new_folder), name="space_new_folder"),
        path("spaces/<slug:slug>/", show_space, name="space"),
        path("spaces/<slug:slug>/events/", show_events, name="space_events"),
        path("who/<slug:kind>/<int:number>/", show_who, name="who"),
        *files_patterns,
        *languages_patterns,
        path("offline/", show_saved, name="offline"),
        path("offline/token/", give_token, name="offline_token"),
        path("light/", choose_light, name="light"),
        # Where nginx leads whoever sends more than it takes.
        path("too-large/", never_cache(too_large), name="too_large"),
        path("translations/changes/<int:page_id>/", show_changes, name="changes"),
        path("not-translated/<int:page_id>/", show_not_translated, name="not_translated"),
        path("translations/", show_overview, name="translations"),
        path("report-error/<int:page_id>/", show_report_error, name="report_error"),
        path("wish/<int:page_id>/", show_wish, name="wish"),
        *post_patterns,
        *exchange_patterns,
        re_path(r"^(.*)$", serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler400 = "passerelle.views.errors.bad_request"
handler403 = "passerelle.views.errors.forbidden"
handler404 = "passerelle.views.errors.not_found"
handler500 = "passerelle.views.errors.broken"
