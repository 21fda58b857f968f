"""What a text says beyond single figures: directions, superlatives, order, thresholds; one module a kind."""

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.finding import bounds, claims

__all__ = ["Claim", "Stated", "bounds", "claims"]
