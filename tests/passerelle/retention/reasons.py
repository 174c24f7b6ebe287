"""Why some words of a person stay, or are left out of her archive, and some tables hold none."""

WRITTEN = "what she wrote for others stays, without her name"
ANSWERED = "what is wrong in a translation stays, without the address of whoever said so"
OF_OTHERS = "what an organisation or the thesaurus is to be called stays, without her name"

KEPT = {
    "page_title": WRITTEN, "page_text": WRITTEN, "draft_title": WRITTEN, "note_title": WRITTEN,
    "note_text": WRITTEN, "file_title": WRITTEN, "file_text": WRITTEN, "picture_title": WRITTEN,
    "remark": WRITTEN, "answer": WRITTEN, "version": WRITTEN, "sentence": WRITTEN,
    "reply": WRITTEN, "verdict": WRITTEN, "override": WRITTEN, "term_reply": WRITTEN,
    "translation": WRITTEN, "invitation": WRITTEN,
    "report": ANSWERED, "proposal": OF_OTHERS, "term": OF_OTHERS,
}  # fmt: skip
"""Words that stay, and why."""

UNTIL_NIGHT = {
    "search_searchword": "words that spellings are compared with are learnt anew every night",
    "search_text_data": "SQLite lets go of removed words when the index is merged, every night",
    "search_title_data": "the same, for titles",
}
"""Where words lie for a day although nobody is led to them, and why."""

CODES = "codes and dates alone"
OTHERS = "the words are somebody else's"
NOT_OURS = "a table that nobody uses: pictures and files of ours have their own"
UNTRIED = {
    "access.LanguageRole.given_by": CODES, "access.LanguageRole.person": CODES,
    "access.Space.created_by": "what a space is called is the space's",
    "discussions.Message.withdrawn_by": "its words went when she withdrew it",
    "guardian.UserObjectPermission.user": CODES, "languages.ErrorReport.settled_by": OTHERS,
    "languages.Review.by": CODES, "languages.Saving.person": CODES,
    "passerelle.AuditRun.asked_by": CODES,
    "people.Invitation.person": "it is found by her address, and goes in the same way",
    "people.OrganizationProposal.answered_by": OTHERS, "people.PersonalToken.person": CODES,
    "people.Silence.person": CODES, "wagtailadmin.EditingSession.user": CODES,
    "wagtailcore.Comment.resolved_by": OTHERS, "wagtailcore.ModelLogEntry.user": OTHERS,
    "wagtailcore.Page.locked_by": OTHERS, "wagtaildocs.Document.uploaded_by_user": NOT_OURS,
    "wagtailimages.Image.uploaded_by_user": NOT_OURS,
}  # fmt: skip
"""Fields that lead to people and hold no words of theirs, and why."""

NOT_IN_ARCHIVE = {
    "file_text": "the file itself is downloaded from its page",
    "seed": "whoever has it signs in as her",
    "upload": "it is a file that was put nowhere, and goes the next night",
    "key": "what programs are called is no word of hers",
}
"""Words that the archive leaves out, and why."""
