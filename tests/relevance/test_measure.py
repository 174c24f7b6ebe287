"""The arithmetic of relevance, beside examples worked out by hand."""

from math import log2

import pytest

from tests.relevance.measure import discounted_gain, ndcg, zero_result_rate


def test_gain_doubles_with_each_grade_and_shrinks_down_the_list() -> None:
    assert discounted_gain([]) == 0
    assert discounted_gain([3]) == 7
    assert discounted_gain([0, 3]) == pytest.approx(7 / log2(3))
    # 7 / 1 + 3 / 1.58496 + 1 / 2
    assert discounted_gain([3, 2, 1]) == pytest.approx(9.39279, abs=1e-5)


def test_the_best_order_is_worth_one_and_a_useless_list_nothing() -> None:
    grades = {"a": 3, "b": 2, "c": 1, "d": 0}
    assert ndcg(["a", "b", "c", "d"], grades) == 1
    assert ndcg(["d", "elsewhere"], grades) == 0
    assert ndcg([], grades) == 0


def test_a_worse_order_is_worth_its_share_of_the_best() -> None:
    # (1 / 1 + 3 / 1.58496 + 7 / 2) / 9.39279 = 6.39279 / 9.39279
    assert ndcg(["c", "b", "a"], {"a": 3, "b": 2, "c": 1}) == pytest.approx(0.68061, abs=1e-5)


def test_documents_that_nobody_judged_push_the_others_down() -> None:
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(1 / log2(3))


def test_a_relevant_document_that_is_missing_counts_against_the_list() -> None:
    # 7 / (7 + 7 / 1.58496)
    assert ndcg(["a"], {"a": 3, "b": 3}) == pytest.approx(0.61315, abs=1e-5)


def test_only_the_first_ten_count_in_the_list_and_in_the_best_order() -> None:
    grades = {str(number): 1 for number in range(12)}
    assert ndcg([str(number) for number in range(10)], grades) == 1
    assert ndcg([*"abcdefghij", "0"], grades) == 0
    assert ndcg(["a", "0"], grades, depth=1) == 0


def test_a_document_found_twice_counts_once() -> None:
    assert ndcg(["b", "b", "a"], {"a": 3, "b": 1}) == ndcg(["b", "a"], {"a": 3, "b": 1})


def test_what_nothing_answers_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="Nothing answers"):
        ndcg(["a"], {"a": 0})
    with pytest.raises(ValueError, match="no query"):
        zero_result_rate([])


def test_the_zero_result_rate_is_the_share_of_empty_answers() -> None:
    assert zero_result_rate([0, 3, 0, 1]) == 0.5
    assert zero_result_rate([2]) == 0
