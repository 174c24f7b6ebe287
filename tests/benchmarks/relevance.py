"""How good the answers to judged queries are: nDCG@10 and zero-result rate."""

import argparse

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report

GOALS = {"sqlite": 0.80, "postgresql": 0.80, "elasticsearch": 0.90}
"""The nDCG@10 that each engine is to reach on what was held out from tuning."""

WORST = 10


def measure(options: argparse.Namespace) -> Report:
    """Ask the installation's search engine every judged query."""
    with temporary_database(options.engine) as engine:
        from tests.relevance.corpus import corpus_indexed, read_corpus
        from tests.relevance.judgements import HELD_OUT, PARTS, TUNING, read_judgements
        from tests.relevance.scores import score

        with corpus_indexed():
            scores = score(read_judgements())
        report = Report(
            "Relevance",
            {
                "search engine": engine,
                "corpus": f"{len(read_corpus())} texts",
                "queries": ", ".join(
                    f"{sum(one.judgement.part == part for one in scores)} {part}" for part in PARTS
                ),
            },
        )
        for part in PARTS:
            chosen = [one for one in scores if one.judgement.part == part]
            goal = GOALS.get(engine) if part == HELD_OUT else None
            add_summary(report, part, chosen, goal)
            for name in ("language", "kind"):
                for value in dict.fromkeys(getattr(one.judgement, name) for one in chosen):
                    group = [one for one in chosen if getattr(one.judgement, name) == value]
                    add_summary(report, f"{part}, {value}", group)
        if options.worst:
            # Those held out are never listed: who had seen them could no longer tune without them.
            add_worst(report, [one for one in scores if one.judgement.part == TUNING])
    return report


def add_summary(report: Report, name: str, scores: list, goal: float | None = None) -> None:
    """Add the figures of some scores."""
    from tests.relevance.scores import summarise

    found = summarise(scores)
    if found.ndcg is not None and found.zero_results is not None:
        report.add(f"{name}: nDCG@10", found.ndcg, goal=goal, at_least=True, digits=3)
        report.add(f"{name}: found nothing", found.zero_results * 100, "%")
    if found.silent is not None:
        report.add(f"{name}: rightly found nothing", found.silent * 100, "%")


def add_worst(report: Report, scores: list) -> None:
    """List the queries whose answers are furthest from the best."""
    answerable = [one for one in scores if one.judgement.has_answer]
    for one in sorted(answerable, key=lambda one: one.ndcg)[:WORST]:
        asked = one.judgement
        missed = [name for name, grade in asked.grades.items() if grade == 3]
        report.notes.append(
            f"{one.ndcg:.3f}  {asked.language}, {asked.kind}: {asked.query}\n"
            f"       found {one.total}: {', '.join(one.found[:5]) or 'nothing'}\n"
            f"       wanted: {', '.join(missed or asked.grades)}"
        )
