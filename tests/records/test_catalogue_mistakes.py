"""An organisation's own tables: each kind of mistake is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.records import documents
from egovcheck.records.catalogue import load_catalogue

PROVENANCE = (
    "id,title,repository,path,commit,licence,retrieved,note\nours,Ours,web:example.org,,,none stated,2026-11-22,\n"
)
INDICATOR = """\
OUR_COUNT:
  name: {en: Our count of things, vi: Số đếm của ta}
  short: {en: things, vi: số đếm}
  kind: count
  unit: count
  seen: [ours]
"""

AREA = "code,kind,parent,valid_from,valid_to,name_en,name_vi,aliases,seen\n"
EDITION = "survey,edition,released,members,previous,ordinal,seen\n"
MEMBER = "group,area,valid_from,valid_to,seen\n"
LEVEL = "indicator,score,ordinal,label_en,label_vi,aliases,low,high,from,seen\n"
BREAKDOWN = "indicator,breakdown,exhaustive,seen\n"
SIPAS, ICT = "VN_SIPAS_SCORE", "VN_ICT_INDEX_SCORE"
COMPOSITE = "indicator,component,weight,form,seen\n"


def write(folder: Path, **tables: str) -> Path:
    (folder / "provenance.csv").write_text(PROVENANCE, encoding="utf-8")
    for name, text in tables.items():
        suffix = "yaml" if name.startswith("indicators") else "csv"
        (folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    return folder


def test_own_tables_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path, indicators_ours=INDICATOR))
    assert catalogue.indicator_code("số đếm của ta") == "OUR_COUNT"
    assert catalogue.indicator_code("EGDI") == "UN_EGDI_SCORE"
    assert catalogue.sha256 != load_catalogue().sha256


def test_own_tables_are_read_as_they_are_now_and_the_shipped_ones_once(tmp_path: Path) -> None:
    assert load_catalogue(write(tmp_path, indicators=INDICATOR)).indicators["OUR_COUNT"].short.en == "things"
    changed = INDICATOR.replace("en: things", "en: our things")
    assert load_catalogue(write(tmp_path, indicators=changed)).indicators["OUR_COUNT"].short.en == "our things"
    assert load_catalogue() is load_catalogue()


def test_a_catalogue_folder_may_stand_below(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    write(tmp_path / "catalogue", indicators=INDICATOR)
    assert "OUR_COUNT" in load_catalogue(tmp_path).indicators


def test_a_register_of_sources_among_the_tables_is_none_of_them(tmp_path: Path) -> None:
    folder = write(tmp_path, indicators=INDICATOR, sources="source,publisher\na,b\n")
    assert "OUR_COUNT" in load_catalogue(folder).indicators


MISTAKES = {
    "unknown column": ("areas", AREA.replace("aliases", "aliasses") + "XAA,country,,,,A,A,,ours\n", 2, "aliases"),
    "one column too many": ("flows", "stock,flow,seen,why\nA,B,ours,x\n", 2, "why: Extra inputs are not permitted"),
    "bad code": ("areas", AREA + "x-a,country,,,,A,A,,ours\n", 2, "code: String should match pattern"),
    "bad kind": ("areas", AREA + "XAA,planet,,,,A,A,,ours\n", 2, "kind: Input should be 'country'"),
    "no name": ("areas", AREA + "XAA,country,,,,,A,,ours\n", 2, "name_en: String should have at least 1 character"),
    "bad date": ("areas", AREA + "XAA,country,,2020-13-01,,A,A,,ours\n", 2, "valid_from: Value error"),
    "bad release": ("editions", EDITION + "UN_EGOV,2030,soon,193,,,ours\n", 2, "'soon' is not a period"),
    "bad edition": ("editions", EDITION + "UN_EGOV,20,,193,,,ours\n", 2, "edition: String should match pattern"),
    "not a number": ("editions", EDITION + "UN_EGOV,2030,,many,,,ours\n", 2, "members: Input should be a valid int"),
    "not a decimal": (
        "levels", LEVEL + "UN_EGDI_LEVEL,UN_EGDI_SCORE,9,a,b,,low,1,,ours\n", 2, "low: Input should be a valid decimal",
    ),
    "duplicate code": ("areas", AREA + "VNM,country,,,,Vietnam again,Lại Việt Nam,,ours\n", 2, "'VNM' is defined"),
    "duplicate edition": ("editions", EDITION + "UN_EGOV,2020,,193,2018,,ours\n", 2, "'UN_EGOV, 2020' stands twice"),
    "duplicate member": (
        "members", MEMBER + "ASEAN,PNG,2030,,ours\nASEAN,PNG,2030,,ours\n", 3, "'ASEAN, PNG, 2030' stands twice",
    ),
    "duplicate name": (
        "areas", AREA + "XAA,country,,,,A,Viêt nam,,ours\n", 2, "the name 'Viêt nam' of XAA is already a name",
    ),
    "unknown member": ("members", MEMBER + "ASEAN,XXX,,,ours\n", 2, "area 'XXX' is not in the catalogue"),
    "unknown group": ("members", MEMBER + "ASAEN,VNM,2020,,ours\n", 2, "group 'ASAEN' is not in the catalogue"),
    "unknown parent": ("areas", AREA + "XAA,country,ZZZ,,,A,A,,ours\n", 2, "area 'ZZZ' is not in the catalogue"),
    "unknown indicator": ("flows", "stock,flow,seen\nVN_PORTAL_VISITS,VN_PORTAL_VISIT_NEW,ours\n", 2, "VISIT_NEW' is"),
    "unknown previous edition": (
        "editions", EDITION + "UN_EGOV,2030,,193,2029,,ours\n", 2, "the edition 2029 of UN_EGOV is not",
    ),
    "unknown survey": ("indicators", INDICATOR + "  survey: UN_EGVO\n", 1, "survey 'UN_EGVO' is not in"),
    "unknown score": ("indicators", "\n" + INDICATOR + "  score: OUR_SCORE\n", 2, "indicator 'OUR_SCORE' is not"),
    "unknown provenance": ("areas", AREA + "XAA,country,,,,A,A,,theirs\n", 2, "'theirs' is not in provenance.csv"),
    "no provenance": ("areas", AREA + "XAA,country,,,,A,A,,\n", 2, "seen: Value should have at least 1 item"),
    "bad YAML": ("indicators", INDICATOR + "OUR_OTHER: [1\n", 8, "this is not valid YAML"),
    "alias": ("indicators", INDICATOR + "OUR_OTHER: *x\n", 7, "aliases are not allowed"),
    "repeated key": ("indicators", INDICATOR + "OUR_COUNT: {}\n", 7, "key 'OUR_COUNT' is repeated"),
    "no mapping": ("indicators", INDICATOR + "OUR_OTHER: 1\n", 7, "'OUR_OTHER' must be a mapping"),
    "unknown key": ("indicators", INDICATOR + "  colour: red\n", 1, "colour: Extra inputs are not permitted"),
    "bad unit": ("indicators", INDICATOR.replace("unit: count", "unit: furlong"), 1, "unit: Input should be 'rank'"),
    "flow that never ends": (
        "indicators", INDICATOR + "  flow: true\n  cumulative: true\n", 1, "no flow of a period",
    ),
    "count of counts": ("indicators", INDICATOR + "  counted: true\n", 1, "only a percent can be 'counted'"),
    "ranks that add up": (
        "indicators", INDICATOR.replace("kind: count", "kind: rank") + "  flow: true\n", 1, "kind rank do not add up",
    ),
    "bounds upside down": (
        "indicators", INDICATOR + "  minimum: 5\n  maximum: 1\n", 1, "the minimum is above the maximum",
    ),
    "sum of an unknown group": (
        "indicators", INDICATOR + "  sum_of: {country: VN-PROVINCE}\n", 1, "group 'VN-PROVINCE' is not",
    ),
    "sum of an unknown kind": ("indicators", INDICATOR + "  sum_of: {town: VN-PROVINCES}\n", 1, "sum_of.town"),
    "breakdown of nothing": ("breakdowns", BREAKDOWN + "OUR_COUNT,MEN,sex,ours\n", 2, "'OUR_COUNT' is not in the"),
    "breakdown of no set": ("breakdowns", BREAKDOWN + "VN_PORTAL_ACCOUNTS,MEN,,ours\n", 2, "exhaustive: String should"),
    "breakdown twice": (
        "breakdowns", BREAKDOWN + 2 * "VN_PORTAL_ACCOUNTS,MEN,sex,ours\n", 3, "stands twice",
    ),
    "weight with too many decimals": (
        "composites", COMPOSITE + "VN_SIPAS_SCORE,UN_HCI_SCORE,0.12345,mean,ours\n", 2, "no more than 4 decimal places",
    ),
    "index of itself": (
        "composites", COMPOSITE + "VN_SIPAS_SCORE,VN_SIPAS_SCORE,1,mean,ours\n", 2, "no component of itself",
    ),
    "index of an index of itself": (
        "composites", COMPOSITE + f"{SIPAS},{ICT},1,mean,ours\n{ICT},{SIPAS},1,mean,ours\n", 2, "made of it",
    ),
    "level upside down": (
        "levels", LEVEL + "UN_EGDI_LEVEL,UN_EGDI_SCORE,9,a,b,,1,0.5,2030,ours\n", 2, "must be below the high end",
    ),
    "levels that overlap": (
        "levels", LEVEL + "UN_EGDI_LEVEL,UN_EGDI_SCORE,9,a,b,,0.7,0.9,2012,ours\n", 2, "begins within the level 'high'",
    ),
    "row too short": ("flows", "stock,flow,seen\nA,B\n", 2, "the row has 2 fields, the header 3"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, mistake: str) -> None:
    table, text, line, said = MISTAKES[mistake]
    with pytest.raises(PackError) as error:
        load_catalogue(write(tmp_path, **{table: text}))
    assert said in str(error.value)
    assert Path(str(error.value.place)).parent == tmp_path
    assert str(error.value.place).rpartition("/")[2].partition(".")[0] == table
    assert str(error.value.place).endswith(f":{line}")


@pytest.mark.parametrize(
    ("mistake", "hint"),
    [
        ("unknown group", "did you mean ASEAN?"),
        ("unknown indicator", "did you mean VN_PORTAL_VISITS_NEW?"),
        ("unknown survey", "did you mean UN_EGOV?"),
        ("unknown provenance", "add where the fact was seen"),
        ("unknown previous edition", "add it, or leave 'previous' empty"),
        ("duplicate name", "remove it from one of the two"),
        ("bad kind", 'it says "planet"'),
        ("unknown column", "did you mean aliases?"),
        ("sum of an unknown group", "did you mean VN-PROVINCES?"),
        ("levels that overlap", "'high' is from 0.5 to 0.75"),
    ],
)
def test_a_mistake_is_told_with_its_mend(tmp_path: Path, mistake: str, hint: str) -> None:
    table, text, _, _ = MISTAKES[mistake]
    with pytest.raises(PackError) as error:
        load_catalogue(write(tmp_path, **{table: text}))
    assert error.value.hint == hint


def test_what_stands_twice_is_told_with_the_first_place(tmp_path: Path) -> None:
    with pytest.raises(PackError) as error:
        load_catalogue(write(tmp_path, areas=AREA + "XAA,country,,,,A,A,,ours\nXAA,country,,,,B,B,,ours\n"))
    assert error.value.hint == f"first at {tmp_path}/areas.csv:2"


def test_a_file_that_is_no_table_is_told_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code\nVNM\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"'countries\.csv' is no table of the catalogue \(known tables: areas, "):
        load_catalogue(tmp_path)


def test_a_table_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_catalogue()
    monkeypatch.setattr(documents, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(PackError, match=r"areas\.csv: the file is larger than 1 MiB"):
        load_catalogue(write(tmp_path, areas=AREA + "x" * 1024 * 1024))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="does not exist"):
        load_catalogue(tmp_path / "nowhere")
