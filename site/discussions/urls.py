"""Addresses of what people write to each other, below those of spaces."""

from django.urls import URLPattern, path

from discussions.models.thread import DISCUSSION, NOTE, Kind
from discussions.views.messages import edit_message, edit_thread, withdraw_message
from discussions.views.threads import (
    close_thread,
    follow_thread,
    show_thread,
    show_threads,
    write_thread,
)


def addresses_of(kind: Kind) -> list[URLPattern]:
    """The list of a kind of thread, the form for a new one, and what is done with each."""
    above, extra = f"spaces/<slug:slug>/{kind.part}/", {"kind": kind}
    one = f"{above}<int:number>/"
    return [
        path(above, show_threads, extra, name=kind.list_name),
        path(f"{above}new/", write_thread, extra, name=kind.new_name),
        path(one, show_thread, extra, name=kind.thread_name),
        path(f"{one}edit/", edit_thread, extra, name=f"{kind.thread_name}_edit"),
    ]


language_patterns = [
    *addresses_of(NOTE),
    *addresses_of(DISCUSSION),
    path("spaces/<slug:slug>/threads/<int:number>/follow/", follow_thread, name="thread_follow"),
    path("spaces/<slug:slug>/threads/<int:number>/close/", close_thread, name="thread_close"),
    path("spaces/<slug:slug>/messages/<int:number>/edit/", edit_message, name="message_edit"),
    path(
        "spaces/<slug:slug>/messages/<int:number>/withdraw/",
        withdraw_message,
        name="message_withdraw",
    ),
]
