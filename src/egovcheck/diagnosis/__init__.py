"""Causes, not only conflicts: each finding against hypotheses, one small file each, found by walking ``hypotheses``."""

from egovcheck.diagnosis.diagnosing import diagnose, explained

__all__ = ["diagnose", "explained"]
