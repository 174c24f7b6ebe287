"""What an address of the API may ask for, and how it says that it asked wrongly."""

from collections.abc import Callable, Container
from typing import Annotated, Any, TypeVar

from django.http import QueryDict
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

MOST_ITEMS = 100
FARTHEST = 1_000_000

QueryType = TypeVar("QueryType", bound=BaseModel)


class NotUnderstood(Exception):
    """An address asks for what no list can give; the message is a sentence for its author."""


def digits(text: object) -> object:
    """Refuse numbers that are not written in plain digits.

    Raises:
        ValueError: anything else, such as `1e3`, ` 5` or `٣`.
    """
    if isinstance(text, str) and not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise ValueError("it takes a whole number, written in digits")
    return text


def among(codes: Callable[[], Container[str]], what: str) -> AfterValidator:
    """A rule: the value is one of these codes, which are looked up at each request."""

    def check(value: str) -> str:
        if value not in codes():
            raise ValueError(f"it names no {what} of this site")
        return value

    return AfterValidator(check)


Whole = Annotated[int, BeforeValidator(digits)]


class ListQuery(BaseModel):
    """Which part of a list is wanted."""

    model_config = ConfigDict(extra="forbid")

    limit: Whole = Field(20, ge=1, le=MOST_ITEMS, description="How many items to give.")
    offset: Whole = Field(0, ge=0, le=FARTHEST, description="How many items to leave out first.")


class NoQuery(BaseModel):
    """An object's own address takes no parameters."""

    model_config = ConfigDict(extra="forbid")


def read_query(given: QueryDict, model: type[QueryType]) -> QueryType:
    """What an address asks for.

    Args:
        given: the part of the address after the question mark.
        model: the parameters that exist there.

    Raises:
        NotUnderstood: an unknown parameter, one given twice, or a value that it cannot have.
    """
    for name, values in given.lists():
        if len(values) > 1 and name in model.model_fields:
            raise NotUnderstood(f"The parameter “{name}” is given more than once: give it once.")
    try:
        return model.model_validate(given.dict())
    except ValidationError as error:
        raise NotUnderstood(sentence(error.errors()[0], model)) from error


def sentence(error: Any, model: type[BaseModel]) -> str:
    """What is wrong with an address, and what would be right."""
    if error["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields) or "none"
        return f"A parameter is given that this address does not know. It takes: {known}."
    reason = error.get("ctx", {}).get("error") or error["msg"].replace("Input", "it")
    return f"The parameter “{error['loc'][0]}” cannot be used: {reason}."
