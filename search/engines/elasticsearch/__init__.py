"""Elasticsearch: one cluster, many sites' worth of documents."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
