"""How every address of the API answers: JSON for whoever may read, a problem (RFC 9457) else."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel, Field

from exchange.api.queries import NotUnderstood

READING = ("GET", "HEAD")


class Problem(BaseModel):
    """Why there is no answer."""

    type: str = Field(description="Always about:blank: there is no more to read.")
    title: str
    status: int
    detail: str = Field(description="What is wrong, in a sentence.")


def answered(view: Callable[..., Any]) -> Callable[..., JsonResponse]:
    """Make an address of the API of a function that gives data.

    The answer depends on the address and on the person alone, never on her browser's language.
    """

    @csrf_exempt  # nothing can be changed here: a form gets the same 405 as any other
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            if request.method not in READING:
                response = problem(405, "This address can be read, by GET or HEAD, and no more.")
                response["Allow"] = ", ".join(READING)
            else:
                response = JsonResponse(
                    view(request, *args, **kwargs), json_dumps_params={"ensure_ascii": False}
                )
                response["Content-Language"] = "mul"
        except NotUnderstood as error:
            response = problem(400, str(error))
        except Http404:
            response = problem(404, "There is nothing at this address that you may see.")
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return answer


def problem(status: int, detail: str) -> JsonResponse:
    """A refusal that says in a sentence what is wrong."""
    title = HTTPStatus(status).phrase
    told = Problem(type="about:blank", title=title, status=status, detail=detail)
    response = JsonResponse(
        told.model_dump(),
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Content-Language"] = "en"
    return response
