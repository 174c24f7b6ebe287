"""What is held in memory belongs to one number, which every change raises."""

import gc
import weakref
from typing import Any

import pytest
from django.db import transaction

from access.actions.space import change_preset
from access.generation import (
    current_generation,
    forget_generation,
    held,
    held_last,
    raise_generation,
)
from access.models import Space
from access.visibility import open_spaces
from pages.models import Home
from tests.factories import a_space


def test_every_change_raises_the_number(db: None) -> None:
    numbers = []
    for _time in range(3):
        raise_generation()
        numbers.append(current_generation())
    assert numbers == sorted(set(numbers))


def test_what_was_rolled_back_is_not_found_again_by_the_next_change(home: Home) -> None:
    space = a_space("atelier", "members")
    with transaction.atomic():
        change_preset(space, "open", actor=None)
        assert open_spaces() == (space.pk,)
        transaction.set_rollback(True)
    # As the next request begins.
    forget_generation()
    raise_generation()
    assert Space.objects.get().preset == "members"
    assert open_spaces() == ()


class Store(list[int]):
    """Something that fills the memory."""


@pytest.mark.parametrize("hold", [held, held_last])
def test_what_was_held_before_a_change_leaves_the_memory(db: None, hold: Any) -> None:
    store = hold(lambda number: Store([number]))
    before = weakref.ref(store(1))
    assert store(1) is before()
    raise_generation()
    store(1)
    gc.collect()
    assert before() is None


def test_only_the_last_of_what_is_filled_is_held(db: None) -> None:
    store = held_last(lambda number: Store([number]))
    before = weakref.ref(store(1))
    store(2)
    gc.collect()
    assert before() is None
