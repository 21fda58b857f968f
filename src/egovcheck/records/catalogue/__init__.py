"""Knowledge as data: indicators, areas, editions and the relations between them, checked on load."""

from egovcheck.records.catalogue.entries import Edition, Indicator
from egovcheck.records.catalogue.loading import Catalogue, load_catalogue

__all__ = ["Catalogue", "Edition", "Indicator", "load_catalogue"]
