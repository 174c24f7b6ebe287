"""Threads, their messages, what is attached to them, and who follows them."""

from discussions.models.follow import Follow, Mention
from discussions.models.message import Attachment, Message
from discussions.models.thread import Kind, Thread

__all__ = ["Attachment", "Follow", "Kind", "Mention", "Message", "Thread"]
