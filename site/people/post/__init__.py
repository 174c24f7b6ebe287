"""The outbox: every e-mail that the site writes of its own accord, apart from allauth's.

A room tells of an event in the transaction of that event; the letters go out after it.

    write("mention", [awa, moussa], {"message": message.pk}, key=f"message:{message.pk}")

`write` puts a row for each recipient. A recipient is a `Person`, or a bare address whose language
is named. The same kind, key and recipient never make a second letter. `facts` are ids and short
codes, never text: the words are made at sending, from what is there then.

A kind of letter belongs to the room that knows what it is about. That room subclasses
`kinds.Kind` and registers one instance from its `AppConfig.ready`:

    code            names the kind in rows and stop links; never changes
    template        `<template>.html` and `<template>.txt`; `mail/letter` unless named
    stoppable       whether the letter carries a link that stops such letters
    stop_words      what is stopped, read after “no more e-mail about …”
    topic(facts)    what the link stops: one object such as `thread:12`; empty, the whole kind
    thread(facts)   letters of one thread stand together in mail programs; the topic unless given
    still_holds(letter, person)   asked at sending: may she still see it, is there still cause?
    context(letter, person)       the words, in the recipient's language, which is active

`person` is None for a bare address. `still_holds` answers with a `Decision` or a bool; an object
that is gone may raise `ObjectDoesNotExist` in either method. The context of `mail/letter`:

    subject   one line, without titles or names: it is read over shoulders and on locked screens
    heading   what happened, in a sentence
    lines     more sentences (optional)
    quote     text that somebody wrote; cut when long (optional)
    answer_to the address of somebody outside to whom an answer goes (optional)
    action    {"label", "address"}: the one thing to do; an absolute address (optional)

The worker drops the letter, with a code from `Letter.Dropped`, when the person is inactive, has
stopped such letters, when `still_holds` says no, or after a day of attempts. It claims a letter
by one conditional UPDATE that pushes `send_after` ahead by the lease, so that of two workers one
sends it, and what a killed one had claimed is taken up again.
"""
