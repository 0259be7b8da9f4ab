"""Authors and organisations, from what records say of their papers."""

from kg.link.people.authors import authors
from kg.link.people.organizations import organization_key, organizations
from kg.link.people.outcome import People

__all__ = ["People", "authors", "organization_key", "organizations"]
