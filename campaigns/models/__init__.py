"""Records of the campaign, one room per concept; everything public is named here."""

from campaigns.models.appeals import Appeal
from campaigns.models.authorities import Authority, AuthorityLanguage
from campaigns.models.cases import Case, CaseOutcome, CasePicture
from campaigns.models.cover_texts import CoverText
from campaigns.models.dispatch_replies import DispatchReply
from campaigns.models.dispatches import Dispatch, DispatchItem
from campaigns.models.editions import Edition
from campaigns.models.glossary import GlossaryEntry
from campaigns.models.group_packs import GroupPack
from campaigns.models.letter_texts import LetterText
from campaigns.models.letter_versions import LetterVersion
from campaigns.models.letters import Letter, PrintCount
from campaigns.models.office_holders import FormOfAddress, OfficeHolder
from campaigns.models.pages import CaseIndexPage, CasePage
from campaigns.models.segment_comments import SegmentComment
from campaigns.models.settings import CampaignSettings, Postage
from campaigns.models.success_pages import SuccessIndexPage, SuccessStoryPage
from campaigns.models.translation_work import StringEdit, TranslationTask, Translator

__all__ = [
    "Appeal",
    "Authority",
    "AuthorityLanguage",
    "CampaignSettings",
    "Case",
    "CaseIndexPage",
    "CaseOutcome",
    "CasePage",
    "CasePicture",
    "CoverText",
    "Dispatch",
    "DispatchItem",
    "DispatchReply",
    "Edition",
    "FormOfAddress",
    "GlossaryEntry",
    "GroupPack",
    "Letter",
    "LetterText",
    "LetterVersion",
    "OfficeHolder",
    "Postage",
    "PrintCount",
    "SegmentComment",
    "StringEdit",
    "SuccessIndexPage",
    "SuccessStoryPage",
    "TranslationTask",
    "Translator",
]
