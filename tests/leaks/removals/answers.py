"""Checks of search, feeds, the API, and what pages say of others."""

from tests.leaks.removals.removal import ANY, ONE, SEEN, Removal, both, without

SEEN_BY = (
    "search.engines.sqlite:SqliteTexts.seen_by",
    "+document.audience IN (SELECT value FROM json_each(%s))",
    "document.audience <> %s",
)
"""Whom documents are for, in the index."""

REMOVALS = (
    Removal(
        "audiences in the index",
        without(*SEEN_BY),
        ("counts",),
    ),
    Removal(
        "audiences of completions",
        both(
            without(*SEEN_BY),
            without("pages.source:PageSource.addresses", SEEN, ANY),
        ),
        ("search_suggest",),
        kinds=("page", "lone"),
    ),
    Removal(
        "themes of what one may see",
        without(
            "pages.suggestions:themes_begun",
            "codes, asked.audiences,",
            "codes, ('public', *(f'space:{number}' for number in range(1000))),",
        ),
        ("search_suggest",),
        kinds=("lone",),
    ),
    Removal(
        "space that a search is narrowed to",
        without("access.visibility:space_within", "space and space.audience in audiences", "space"),
        ("search_in_space",),
        kinds=("space",),
    ),
    Removal(
        "spaces of saved searches",
        without(
            "pages.views.saved_searches:rows_of", "pk__in=spaces_in(audiences_of(person)),", ""
        ),
        ("saved_search",),
        kinds=("space",),
    ),
    Removal(
        "audiences of people",
        both(
            without(*SEEN_BY),
            without("people.source:PersonSource.addresses", "if one in audiences", ""),
        ),
        ("people_found",),
        places=("network",),
        kinds=("member",),
    ),
    Removal(
        "audiences of tables and feeds",
        both(
            without(*SEEN_BY),
            without("pages.source:PageSource.addresses", SEEN, ANY),
        ),
        ("search_feed", "search_table"),
        kinds=("page",),
    ),
    Removal(
        "hits asked once more",
        without(
            "pages.source:PageSource.addresses",
            SEEN,
            ANY,
        ),
        ("stale_index",),
        kinds=("stale",),
    ),
    Removal(
        "spellings that find something",
        both(
            without(
                "search.spelling:uses",
                "return dict.fromkeys(texts, 0) |",
                "known = SearchWord.objects.filter(folded__in=texts)\n"
                "    return dict.fromkeys(texts, known.count()) or",
            ),
            without("search.search:search", 'spelt if results.total else ""', "spelt"),
        ),
        ("suggestion",),
    ),
    Removal(
        "items of feeds asked once more",
        without(
            "exchange.feeds:newest_items",
            SEEN,
            ANY,
        ),
        ("stale_index",),
        kinds=("stale",),
    ),
    Removal(
        "digests of tokens",
        without("people.tokens:person_of", "digest=digest(token), ", ""),
        ("personal_feeds",),
        kinds=ONE,
        roles=("re", "an"),
    ),
    Removal(
        "pages of the sitemap",
        without(
            "exchange.sitemap:page_versions",
            SEEN,
            ANY,
        ),
        ("sitemap",),
    ),
    Removal(
        "pages of the API",
        without("exchange.api.pages:Pages.visible", SEEN, ANY),
        ("api_pages", "api_page", "api_board_page", "api_draft"),
    ),
    Removal(
        "documents of the API",
        without(
            "exchange.api.documents:Documents.visible",
            SEEN,
            ANY,
        ),
        ("api_files", "api_document"),
        kinds=("document",),
    ),
    Removal(
        "pictures of the API",
        without(
            "exchange.api.images:Images.visible",
            SEEN,
            ANY,
        ),
        ("api_files", "api_picture"),
        kinds=("picture",),
    ),
    Removal(
        "translations in the API",
        without(
            "exchange.api.pages:versions_of",
            SEEN,
            ANY,
        ),
        ("api_page",),
        kinds=("lone", "draft_version"),
    ),
    Removal(
        "versions in other languages",
        without(
            "pages.context:versions_of",
            SEEN,
            ANY,
        ),
        ("page",),
        kinds=("lone", "draft_version"),
    ),
    Removal(
        "pages that are not translated",
        without(
            "pages.views.not_translated:show_not_translated",
            SEEN,
            ANY,
        ),
        ("not_translated",),
        kinds=("lone",),
    ),
    Removal(
        "pages named by others",
        without(
            "pages.versions:in_language",
            SEEN,
            ANY,
        ),
        ("public_event", "organization_page"),
    ),
    Removal(
        "readers with a session in the page cache",
        without(
            "passerelle.page_cache:PageCacheMiddleware.__call__",
            "if is_personal(request):",
            "if False:",
        ),
        ("caches",),
        roles=("re", "an"),
        kinds=ONE,
    ),
    Removal(
        "private answers that nobody keeps",
        without(
            "passerelle.page_cache:PageCacheMiddleware.__call__",
            "private=True, no_store=True",
            "private=True, no_cache=True",
        ),
        ("caches",),
        kinds=ONE,
    ),
    Removal(
        "files that are given",
        without("files.views.give:found", SEEN, ANY),
        ("document", "picture"),
        kinds=("document", "picture"),
    ),
)
