"""Cases that a program draws from what the API, lists and the search say that they take.

By default more than two thousand; `--hypothesis-profile=many` draws more than twenty thousand.
"""

import time
from typing import Any

import pytest
import schemathesis
from hypothesis import Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from exchange.api.description import description as api_description
from tests.bad_input.described import description
from tests.bad_input.site import Site
from tests.bad_input.wire import Wire

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PLAIN = {"Host": "localhost", "Accept-Encoding": "identity"}
EACH = 12
"""Cases for each example that other tests draw."""
FEWEST = 10
"""Examples of other tests; at each of six addresses and three, right cases and wrong ones."""

MOST_SECONDS = 2


def asked_by_cases(described: dict[str, Any], **always: str) -> int:
    """Send what can be drawn from a description, right and wrong, and look at each answer.

    Args:
        described: addresses, parameters and answers.
        always: what each case asks for besides.

    Returns:
        How many cases there were.
    """
    schema = schemathesis.openapi.from_dict(described)
    schema.app = Wire()
    number = 0
    for operation in (found.ok() for found in schema.get_all_operations()):
        for mode in GenerationMode:

            @settings(max_examples=EACH * settings.default.max_examples, phases=[Phase.generate])
            @given(operation.as_strategy(generation_mode=mode))
            def answered_as_described(case: Any) -> None:
                nonlocal number
                number += 1
                began = time.process_time()
                answer = case.call(headers=PLAIN, params=always)
                assert time.process_time() - began < MOST_SECONDS, case.as_curl_command()
                case.validate_response(answer, checks=CHECKS)

            answered_as_described()
    return number


@pytest.mark.usefixtures("in_transaction")
def test_the_api_answers_every_case_as_it_is_described(site: Site) -> None:
    assert asked_by_cases(api_description()) >= 6 * 2 * EACH * FEWEST


@pytest.mark.usefixtures("in_transaction")
def test_lists_and_search_answer_every_case_as_json(site: Site) -> None:
    assert asked_by_cases(description(site.section.url), format="json") >= 3 * 2 * EACH * FEWEST
