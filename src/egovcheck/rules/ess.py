"""The validation types and levels of the European Statistical System, named in both languages.

Source: Eurostat, Main types of validation rules, version 1.03 of 2018-02-02. The English titles are Eurostat's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from egovcheck.core.findings import Lang

TYPES: Mapping[str, Mapping[Lang, str]] = MappingProxyType({
    "EVA": {"en": "Envelope is acceptable", "vi": "Thông tin kèm theo gói dữ liệu được chấp nhận"},
    "FLF": {"en": "File format", "vi": "Định dạng tệp"},
    "FDD": {"en": "Fields delimiter", "vi": "Dấu phân cách trường"},
    "DES": {"en": "Decimals separator", "vi": "Dấu thập phân"},
    "FDT": {"en": "Field type", "vi": "Kiểu của trường"},
    "FDL": {"en": "Field length", "vi": "Độ dài của trường"},
    "FDM": {"en": "Field is mandatory or empty", "vi": "Trường bắt buộc có hoặc phải để trống"},
    "COV": {"en": "Codes are valid", "vi": "Mã hợp lệ"},
    "RWD": {"en": "Records are without duplicate id-keys", "vi": "Bản ghi không trùng khóa"},
    "REP": {"en": "Records expected are provided", "vi": "Có đủ các bản ghi phải có"},
    "RTS": {"en": "Records are all present for time series", "vi": "Chuỗi thời gian không thiếu kỳ"},
    "RNR": {"en": "Records' number is in a range", "vi": "Số bản ghi nằm trong khoảng cho phép"},
    "COC": {"en": "Codes are consistent", "vi": "Các mã nhất quán với nhau"},
    "VIR": {"en": "Values are in range", "vi": "Giá trị nằm trong giới hạn"},
    "VCO": {"en": "Values are consistent", "vi": "Các giá trị nhất quán với nhau"},
    "VAD": {"en": "Values for aggregates are consistent with details", "vi": "Số tổng hợp khớp với số chi tiết"},
    "VNO": {"en": "Values are not outliers in time series", "vi": "Giá trị không bất thường trong chuỗi thời gian"},
    "VSA": {"en": "Values for seasonally adjusted data are plausible", "vi": "Số liệu điều chỉnh mùa vụ hợp lý"},
    "RRL": {"en": "Records revised are limited in number or %", "vi": "Số bản ghi bị sửa đổi không vượt mức cho phép"},
    "VRT": {"en": "Values are revised within a tolerance level", "vi": "Giá trị sửa đổi không vượt ngưỡng cho phép"},
    "VMP": {"en": "Values for mirror data are plausible", "vi": "Số liệu đối chiếu giữa hai phía hợp lý"},
})  # fmt: skip
"""Eurostat's 21 main types by code, in Eurostat's order."""

LEVELS: Mapping[str, Mapping[Lang, str]] = MappingProxyType({
    "0": {"en": "the form of the file", "vi": "hình thức của tệp"},
    "1": {"en": "within one data set", "vi": "trong một bộ số liệu"},
    "1a": {"en": "one field by itself", "vi": "từng trường riêng lẻ"},
    "1b": {"en": "the fields of one record", "vi": "các trường của một bản ghi"},
    "1c": {"en": "the records of one file", "vi": "các bản ghi của một tệp"},
    "2": {"en": "other files of the same source: versions, periods, sister tables",
          "vi": "các tệp khác của cùng nguồn: phiên bản, kỳ, bảng liên quan"},
    "3": {"en": "another source in the same field", "vi": "nguồn khác trong cùng lĩnh vực"},
    "4": {"en": "another field of the same provider", "vi": "lĩnh vực khác của cùng cơ quan cung cấp"},
    "5": {"en": "another provider, whose method nobody here controls",
          "vi": "cơ quan cung cấp khác, với phương pháp không do bên này kiểm soát"},
})  # fmt: skip
"""The validation levels: how far a check has to look."""
