"""Two areas far from each other in a table have changed places, one figure of which many areas share."""

from __future__ import annotations

from egovcheck.records.catalogue import load_catalogue
from egovcheck.validation import Settings, run

CODES = ("UN_EGDI_RANK", "UN_EGDI_SCORE", "UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE")


def test_every_figure_is_told_to_be_the_other_areas(tmp_path):
    areas = ("DEU", "AUS", "SGP", "FRA")
    true = {(r.area, r.indicator): r.printed for r in load_catalogue().reference(set(areas)) if r.edition == "2018"}
    assert true["DEU", "UN_OSI_SCORE"] == "0.9306"  # and of three more countries
    stated_as = {"DEU": "FRA", "FRA": "DEU"}
    rows = [f"{code},{area},2018,{true[stated_as.get(area, area), code]}" for area in areas for code in CODES]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["indicator,area,period,value", *rows]), encoding="utf-8")
    found = [f for f in run([str(path)], Settings(locale="en")).findings if f.code == "EG502"]
    assert len(found) == 10
    assert {f.diagnosis[0].kind for f in found} == {"other-area"}
    assert all(f.diagnosis[0].suggestion.value == f.expected for f in found)
