"""The tables of the languages room."""

from languages.models.basis import Basis
from languages.models.error_report import ErrorReport
from languages.models.hand_written import HandWritten
from languages.models.link import Credit, CreditName, Snapshot, TranslationLink
from languages.models.review import LanguageRule, Review
from languages.models.saving import Remark, Saving
from languages.models.setting import TranslatorSetting
from languages.models.wish import Wish
from languages.models.words import PageWords

__all__ = [
    "Basis",
    "Credit",
    "CreditName",
    "ErrorReport",
    "HandWritten",
    "LanguageRule",
    "PageWords",
    "Remark",
    "Review",
    "Saving",
    "Snapshot",
    "TranslationLink",
    "TranslatorSetting",
    "Wish",
]
