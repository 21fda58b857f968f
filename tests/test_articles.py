"""The articles of ``fixtures/articles``: what is found in each, and nothing else."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from egovcheck.core.findings import Finding
from egovcheck.validation import Settings, run
from tests.cli.running import egovcheck

ARTICLES = Path(__file__).resolve().parent.parent / "fixtures" / "articles"
TODAY = date(2026, 11, 1)
KINDS = {".txt", ".md", ".html", ".docx"}

CLEAN = [
    "chu-roi-2022.txt",
    "de-an-06-2023.txt",
    "hai-phong-cai-cach-2024.txt",
    "hoi-nghi-toan-quoc-2020.txt",
    "khao-sat-2016.txt",
    "lao-cai-2018.txt",
    "mat-dau-2021.txt",
    "national-portal-2020.txt",
    "quang-ninh-papi-2022.md",
    "thong-cao-2018.docx",
    "tra-vinh-dti-2023.html",
    "un-survey-2024.txt",
]

# What is wrong in each text: the rule, its severity, and the figures concerned as they are printed.
FAULTS = {
    "asean-2022.txt": [("EG302", "error", {"sixth"})],
    "ho-so-2022.md": [("EG305", "error", {"251.340", "215.430"})],
    "khong-co-ky-2019.txt": [("EG201", "error", {"đứng thứ 88/193"})],
    "lien-tiep-2022.txt": [("EG603", "warning", {"xếp thứ 86/193"})],
    "mot-cua-quang-tri-2020.txt": [("EG306", "error", {"95,8%", "94.990", "96.412"})],
    "nguong-2024.txt": [("EG606", "error", {"trên 0,70"})],
    "tang-ba-bac-2020.docx": [("EG309", "error", {"tăng 3 bậc", "vị trí 88", "lên vị trí 86"})],
    "top-dti-2022.txt": [("EG605", "error", {"0,8002", "0,7024", "0,7163", "0,6975", "0,6924"})],
    "tut-hang-2018.txt": [("EG602", "error", {"hạng 89", "xuống hạng 88"})],
}
TOGETHER = [
    ("EG204", "error", {"xếp thứ 88/193"}),
    ("EG501", "error", {"xếp thứ 88/193", "thứ 86/193", "ở vị trí 86"}),
    ("EG501", "error", {"1.039", "1.093"}),
    ("EG501", "error", {"32.145", "321450"}),
]

# Figures of the texts that are right: quote, indicator, area, period, value, and the group that a rank is counted in or
# what a change is counted from.
READ = {
    "chu-roi-2022.txt": [
        ("xếp hạng 86 /193 quốc gia", "UN_EGDI_RANK", "VNM", "2022", "86"),
        ("0,6102", "UN_EGDI_SCORE", "UN-WORLD", "2022", "0.6102"),
        ("đứng thứ 6/11", "UN_EGDI_RANK", "VNM", "2022", "6", "UN-SEA"),
        ("0,6484", "UN_OSI_SCORE", "VNM", "2022", "0.6484"),
        ("hạng 76", "UN_OSI_RANK", "VNM", "2022", "76"),
        ("0,6973", "UN_TII_SCORE", "VNM", "2022", "0.6973"),
        ("hạng 74", "UN_TII_RANK", "VNM", "2022", "74"),
        ("0,6903", "UN_HCI_SCORE", "VNM", "2022", "0.6903"),
        ("hạng 115", "UN_HCI_RANK", "VNM", "2022", "115"),
    ],
    "de-an-06-2023.txt": [
        ("hơn 84,7 triệu thẻ căn cước công dân gắn chip", "VN_CHIP_ID_CARDS", "VNM", "2023-12-25", "84700000"),
        ("trên 53,67 triệu tài khoản định danh điện tử", "VN_EID_ACCOUNTS", "VNM", "2023-12-25", "53670000"),
        ("hơn 18,5 triệu hồ sơ trực tuyến", "VN_PORTAL_DOSSIERS_ONLINE", "VNM", "2023", "18500000"),
        ("gấp 1,7 lần", "VN_PORTAL_DOSSIERS_ONLINE", "VNM", "2023", "1.7", "2022"),
        ("hơn 4.500 dịch vụ công trực tuyến", "VN_PORTAL_SERVICES", "VNM", "2023-12-29", "4500"),
        ("98 bộ, ngành, địa phương", "VN_NDXP_CONNECTED_AGENCIES", "VNM", "2023-12-29", "98"),
        ("khoảng 625 triệu", "VN_NDXP_TRANSACTIONS", "VNM", "2023", "625000000"),
        ("1,8 triệu giao dịch", "VN_NDXP_TRANSACTIONS_DAILY", "VNM", "2023", "1800000"),
        ("hơn 104 triệu thông tin công dân", "VN_POPULATION_DB_RECORDS", "VNM", "2023-12-29", "104000000"),
    ],
    "lao-cai-2018.txt": [
        ("287.640 hồ sơ", "VN_PROVINCE_DOSSIERS_RECEIVED", "VN-02", "2018", "287640"),
        ("285.112 hồ sơ", "VN_PROVINCE_DOSSIERS_RESOLVED", "VN-02", "2018", "285112"),
        ("99,2%", "VN_DOSSIERS_ON_TIME_SHARE", "VN-02", "2018", "99.2"),
        ("412 dịch vụ công trực tuyến mức độ 3", "VN_SERVICES_LEVEL3", "VN-02", "2019-01-16", "412"),
        ("78 dịch vụ công trực tuyến mức độ 4", "VN_SERVICES_LEVEL4", "VN-02", "2019-01-16", "78"),
        ("10.740 hồ sơ", "VN_ONLINE_DOSSIERS", "VN-02", "2017", "10740"),
        ("xếp thứ 24/63 tỉnh, thành phố", "VN_PAR_RANK", "VN-02", "2017", "24"),
        ("ít nhất 30% dịch vụ công trực tuyến mức độ 4", "VN_SERVICES_LEVEL4_SHARE", "VN-02", "2020", "30"),
    ],
    "national-portal-2020.txt": [
        ("about 58,000 registered accounts", "VN_PORTAL_ACCOUNTS", "VNM", "2020-02-25", "58000"),
        ("more than 13 million visits", "VN_PORTAL_VISITS", "VNM", "2020-02-25", "13000000"),
        ("rose from 72 percent", "VN_EDOCS_EXCHANGED_SHARE", "VNM", "2018", "72"),
        ("86.5 percent", "VN_EDOCS_EXCHANGED_SHARE", "VNM", "2019", "86.5"),
        ("ranked 88th out of 193", "UN_EGDI_RANK", "VNM", "2018", "88"),
        ("sixth of 11", "UN_EGDI_RANK", "VNM", "2018", "6", "UN-SEA"),
    ],
    "hai-phong-cai-cach-2024.txt": [
        ("92,18%", "VN_PAR_SCORE", "VN-13", "2023", "92.18"),
        ("91,81%", "VN_PAR_SCORE", "VN-HP", "2023", "91.81"),
        ("xếp thứ 2/63", "VN_PAR_RANK", "VN-HP", "2023", "2"),
        ("tăng 1,72 điểm phần trăm", "VN_PAR_SCORE", "VN-HP", "2023", "1.72", "2022"),
        ("90,09%", "VN_PAR_SCORE", "VN-HP", "2022", "90.09"),
        ("88,09%", "VN_SIPAS_SCORE", "VN-HP", "2023", "88.09"),
        ("đứng thứ 5/63 tỉnh, thành phố", "VN_SIPAS_RANK", "VN-HP", "2023", "5"),
        ("tăng 5 bậc", "VN_SIPAS_RANK", "VN-HP", "2023", "5", "2022"),
        ("80%", "VN_ONLINE_DOSSIERS_SHARE", "VN-HP", "2025", "80"),
    ],
    "hoi-nghi-toan-quoc-2020.txt": [
        ("đứng thứ 86/193 quốc gia", "UN_EGDI_RANK", "VNM", "2020", "86"),
        ("ở vị trí 24/47", "UN_EGDI_RANK", "VNM", "2020", "24", "UN-ASIA"),
        ("xếp thứ 6", "UN_EGDI_RANK", "VNM", "2020", "6", "UN-SEA"),
        ("0,6667", "UN_EGDI_SCORE", "VNM", "2020", "0.6667"),
        ("0,5988", "UN_EGDI_SCORE", "UN-WORLD", "2020", "0.5988"),
        ("0,6529", "UN_OSI_SCORE", "VNM", "2020", "0.6529"),
        ("0,6694", "UN_TII_SCORE", "VNM", "2020", "0.6694"),
        ("0,6779", "UN_HCI_SCORE", "VNM", "2020", "0.6779"),
        ("trên 60 triệu lượt truy cập", "VN_PORTAL_VISITS", "VNM", "2020-08-26", "60000000"),
        ("hơn 235.000 tài khoản", "VN_PORTAL_ACCOUNTS", "VNM", "2020-08-26", "235000"),
        ("trên 24.000 cuộc gọi", "VN_PORTAL_CALLS", "VNM", "2020-08-26", "24000"),
        ("7.800 phản ánh, kiến nghị", "VN_PORTAL_FEEDBACK", "VNM", "2020-08-26", "7800"),
        ("khoảng 5 tỷ đồng", "VN_PORTAL_PAYMENT_VALUE", "VNM", "2020-08", "5000000000"),
    ],
    "khao-sat-2016.txt": [
        ("xếp hạng 89/193 quốc gia", "UN_EGDI_RANK", "VNM", "2016", "89"),
        ("tăng 10 bậc", "UN_EGDI_RANK", "VNM", "2016", "10", "2014"),
        ("vị trí 99", "UN_EGDI_RANK", "VNM", "2014", "99"),
        ("đứng thứ 6", "UN_EGDI_RANK", "VNM", "2016", "6", "UN-SEA"),
        ("0,5143", "UN_EGDI_SCORE", "VNM", "2016", "0.5143"),
        ("0,4173", "UN_OSI_SCORE", "VNM", "2014", "0.4173"),
        ("tăng lên 0,5725", "UN_OSI_SCORE", "VNM", "2016", "0.5725"),
        ("lên hạng 74", "UN_OSI_RANK", "VNM", "2016", "74"),
        ("0,3715", "UN_TII_SCORE", "VNM", "2016", "0.3715"),
        ("hạng 90", "UN_TII_RANK", "VNM", "2016", "90"),
        ("0,5989", "UN_HCI_SCORE", "VNM", "2016", "0.5989"),
        ("hạng 127", "UN_HCI_RANK", "VNM", "2016", "127"),
    ],
    "mat-dau-2021.txt": [
        ("412.350 ho so", "VN_PROVINCE_DOSSIERS_RECEIVED", "VN-23", "2020", "412350"),
        ("401.118 ho so", "VN_PROVINCE_DOSSIERS_RESOLVED", "VN-23", "2020", "401118"),
        ("98,6%", "VN_DOSSIERS_ON_TIME_SHARE", "VN-23", "2020", "98.6"),
        ("tang tu 16,1%", "VN_ONLINE_DOSSIERS_SHARE", "VN-23", "2019", "16.1"),
        ("len 30%", "VN_ONLINE_DOSSIERS_SHARE", "VN-23", "2020", "30"),
    ],
    "quang-ninh-papi-2022.md": [
        ("47,87 điểm", "VN_PAPI_SCORE", "VN-13", "2022", "47.87"),
        ("đứng thứ nhất", "VN_PAPI_RANK", "VN-13", "2022", "1"),
        ("6,37 điểm", "VN_PAPI_TRANSPARENCY_SCORE", "VN-13", "2022", "6.37"),
        ("7,65 điểm", "VN_PAPI_PROCEDURES_SCORE", "VN-13", "2022", "7.65"),
        ("3,70 điểm", "VN_PAPI_EGOVERNANCE_SCORE", "VN-13", "2022", "3.70"),
    ],
    "thong-cao-2018.docx": [
        ("xếp thứ 88/193 quốc gia", "UN_EGDI_RANK", "VNM", "2018", "88"),
        ("tăng 1 bậc", "UN_EGDI_RANK", "VNM", "2018", "1", "2016"),
        ("đứng thứ 6/11", "UN_EGDI_RANK", "VNM", "2018", "6", "UN-SEA"),
        ("lên 0,5931", "UN_EGDI_SCORE", "VNM", "2018", "0.5931"),
        ("0,7361", "UN_OSI_SCORE", "VNM", "2018", "0.7361"),
        ("xếp hạng 59", "UN_OSI_RANK", "VNM", "2018", "59"),
        ("tăng 15 bậc", "UN_OSI_RANK", "VNM", "2018", "15", "2016"),
    ],
    "tra-vinh-dti-2023.html": [
        ("đứng thứ 25/63 tỉnh, thành phố", "VN_DTI_RANK", "VN-51", "2022", "25"),
        ("0,6077", "VN_DTI_SCORE", "VN-51", "2022", "0.6077"),
        ("0,6683 điểm", "VN_DTI_GOVERNMENT_SCORE", "VN-51", "2022", "0.6683"),
        ("xếp thứ 29", "VN_DTI_GOVERNMENT_RANK", "VN-51", "2022", "29"),
        ("0,6647 điểm", "VN_DTI_ECONOMY_SCORE", "VN-51", "2022", "0.6647"),
        ("xếp thứ 27", "VN_DTI_ECONOMY_RANK", "VN-51", "2022", "27"),
        ("0,5991 điểm", "VN_DTI_SOCIETY_SCORE", "VN-51", "2022", "0.5991"),
        ("xếp thứ 26", "VN_DTI_SOCIETY_RANK", "VN-51", "2022", "26"),
        ("0,8002", "VN_DTI_SCORE", "VN-DN", "2022", "0.8002"),
        ("0,7163", "VN_DTI_SCORE", "VN-SG", "2022", "0.7163"),
        ("0,7024", "VN_DTI_SCORE", "VN-13", "2022", "0.7024"),
        ("0,6975", "VN_DTI_SCORE", "VN-26", "2022", "0.6975"),
        ("0,6924", "VN_DTI_SCORE", "VN-CT", "2022", "0.6924"),
    ],
    "un-survey-2024.txt": [
        ("ranked 71st out of 193", "UN_EGDI_RANK", "VNM", "2024", "71"),
        ("up 15 places", "UN_EGDI_RANK", "VNM", "2024", "15", "2022"),
        ("0.7709", "UN_EGDI_SCORE", "VNM", "2024", "0.7709"),
        ("average of 0.6382", "UN_EGDI_SCORE", "UN-WORLD", "2024", "0.6382"),
        ("0.6990", "UN_EGDI_SCORE", "UN-ASIA", "2024", "0.6990"),
        ("0.6928", "UN_EGDI_SCORE", "UN-SEA", "2024", "0.6928"),
        ("fifth of 11", "UN_EGDI_RANK", "VNM", "2024", "5", "UN-SEA"),
        ("0.7081", "UN_OSI_SCORE", "VNM", "2024", "0.7081"),
        ("0.8780", "UN_TII_SCORE", "VNM", "2024", "0.8780"),
        ("0.7267", "UN_HCI_SCORE", "VNM", "2024", "0.7267"),
        ("ranked 72nd", "UN_EPI_RANK", "VNM", "2024", "72"),
        ("0.6027", "UN_EPI_SCORE", "VNM", "2024", "0.6027"),
        ("86th", "UN_EGDI_RANK", "VNM", "2022", "86"),
        ("0.6787", "UN_EGDI_SCORE", "VNM", "2022", "0.6787"),
    ],
}


@cache
def found(folder: str) -> list[Finding]:
    """Judge all of a folder in one run; texts of other folders are no witnesses."""
    return list(run([str(ARTICLES / folder)], Settings(today=TODAY)).findings)


@cache
def extracted() -> dict[str, list[tuple[str, ...]]]:
    """Return what ``egovcheck extract`` writes of the texts that are right, by their names."""
    done = egovcheck("extract", *(ARTICLES / "clean" / name for name in CLEAN), "--isolated")
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in csv.DictReader(io.StringIO(done.stdout)):
        told = [unicodedata.normalize("NFC", row[name]) for name in ("quote", "indicator", "area", "period", "value")]
        more = [row["breakdown"] or row["base_period"]] if row["breakdown"] or row["base_period"] else []
        rows.setdefault(Path(row["path"]).name, []).append((*told, *more))
    return rows


def told(findings: Iterable[Finding]) -> list[tuple[str, str, list[str]]]:
    """Return errors and warnings with the figures that they name, those of the catalogue left out."""
    return _sorted(
        (one.code, one.severity, {record.printed or "" for record in one.records if record.path})
        for one in findings
        if one.severity != "info"
    )


def _sorted(said: Iterable[tuple[str, str, set[str]]]) -> list[tuple[str, str, list[str]]]:
    return sorted((code, severity, sorted(printed)) for code, severity, printed in said)


def of_text(findings: list[Finding], name: str) -> list[Finding]:
    return [one for one in findings if any(record.path and record.path.endswith(name) for record in one.records)]


def test_the_tables_name_every_text():
    there = {folder: {path.name for path in (ARTICLES / folder).iterdir() if path.suffix in KINDS}
             for folder in ("clean", "faults")}  # fmt: skip
    assert there == {"clean": set(CLEAN), "faults": FAULTS.keys()}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_said_against_a_text_that_is_right(name):
    assert told(of_text(found("clean"), name)) == []


def test_of_texts_that_are_right_nothing_but_unmatched_figures_and_a_missed_target_is_told():
    informed = {(one.code, one.subject["source"], one.subject.get("breakdown")) for one in found("clean")}
    assert {one for one in informed if one[0] != "EG607"} == {("EG604", "national-portal-2020", None)}


@pytest.mark.parametrize(("name", "planted"), FAULTS.items())
def test_the_planted_mistake_is_found_and_nothing_else(name, planted):
    assert told(of_text(found("faults"), name)) == _sorted(planted)


def test_no_finding_on_faults_is_of_no_text():
    assert len(told(found("faults"))) == len(FAULTS)


@pytest.mark.parametrize(("name", "wanted"), READ.items())
def test_figures_are_read_as_a_reader_would(name, wanted):
    quotes = {row[0] for row in wanted}
    assert [row for row in extracted()[name] if row[0] in quotes] == wanted


def test_nothing_beside_an_article_is_read():
    quotes = " ".join(row[0] for row in extracted()["tra-vinh-dti-2023.html"])
    assert not any(figure in quotes for figure in ("20%", "115", "68/193", "25 triệu", "665"))


def test_texts_and_tables_check_each_other():
    assert told(found("together")) == _sorted(TOGETHER)


def test_the_readme_shows_the_real_output():
    readme = (ARTICLES.parent.parent / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Texts\n", 1)[1].split("\n## ", 1)[0]
    extracting, reviewing = (line for line in section.splitlines() if line.startswith("$ "))
    folder, _, name = extracting.removeprefix("$ cd ").partition(" && egovcheck extract ")
    csv_shown, shown = (section.split(f"```{kind}\n", 1)[1].split("\n```", 1)[0] for kind in ("csv", "text"))
    assert csv_shown == egovcheck("extract", name, cwd=ARTICLES.parent.parent / folder).stdout.rstrip("\n")
    done = egovcheck(*reviewing.split()[2:], "-o", "rich", environment={"COLUMNS": "110"})
    assert shown == done.stdout.rstrip("\n")
