"""What the program itself says in English only, or not at all: fields and causes in Vietnamese, configuration keys.

``tests/test_docs.py`` holds these tables against the record, the hypotheses and the configuration.
"""

from __future__ import annotations

from tests.handbook.words import Both

FIELDS_VI: dict[str, str] = {
    "indicator": "Mã trong danh mục, hoặc tên đã biết bằng tiếng Việt hay tiếng Anh",
    "area": "ISO 3166-1 alpha-3, ISO 3166-2 cho tỉnh thành, mã bộ ngành hoặc nhóm, hoặc tên đã biết",
    "period": "2020, 2020-Q3, 2020-08, 2020-08-26, 2020-03/2020-08; với khảo sát là kỳ khảo sát",
    "value": "Con số; ghi đúng như in cũng được: 86/193, 1.039, 86,5%, trên 60 triệu",
    "printed": "Con số kèm từ hạn định, đúng như nguồn in",
    "denominator": "Con số này trên tổng bao nhiêu: 193",
    "unit": "Mặc định: đơn vị của chỉ tiêu",
    "qualifier": "Lấy từ chữ in nếu chữ in có nêu",
    "measure": "change có dấu (số bậc tăng, điểm phần trăm), growth là phần trăm có dấu",
    "base_period": "Kỳ gốc của mức thay đổi, mức tăng hoặc số lần",
    "status": "Mục tiêu không bao giờ mâu thuẫn với số thực hiện",
    "breakdown": "Mức độ dịch vụ hoặc nhóm so sánh; _T là tổng",
    "source": "Ai nêu con số; mặc định: tên tệp không kể đuôi",
    "publisher": "Ai công bố nguồn",
    "published": "Khi nào: ngày, hoặc tháng hay năm nếu không biết rõ hơn",
    "url": "Tìm nguồn ở đâu",
    "authority": "Cơ quan mà chính nguồn dẫn lại",
    "quote": "Con số và danh từ đi kèm trong nguồn, thật ngắn",
    "note": "Điều người rà soát nên biết",
    "path": "Văn bản chứa trích dẫn",
    "start": "Ký tự đầu của trích dẫn, đếm từ 0",
    "end": "Ký tự ngay sau trích dẫn",
    "decimals": "Số chữ số sau dấu thập phân, như in",
    "low": "Giá trị thật nhỏ nhất mà con số in cho phép; trống là không có giới hạn",
    "high": "Giá trị thật lớn nhất mà con số in cho phép; trống là không có giới hạn",
    "high_open": "Chính giá trị high có bị loại trừ hay không",
    "plausible": "Đầu bên kia mà người đọc nghĩ tới khi con số để ngỏ một phía; không bao giờ tạo ra lỗi",
    "step": "Giá trị của một đơn vị ở chữ số có nghĩa cuối cùng",
    "period_start": "Ngày đầu của kỳ",
    "period_end": "Ngày cuối của kỳ",
    "published_start": "Ngày sớm nhất nguồn có thể đã xuất hiện",
    "published_end": "Ngày muộn nhất nguồn có thể đã xuất hiện",
}
"""The descriptions of the fields of ``IndicatorRecord``."""

CAUSES_VI: dict[str, str] = {
    "neighbouring-row": "Con số là của dòng trên hoặc dòng dưới: hai dòng bị đổi chỗ, hoặc cả cột bị lệch.",
    "one-digit": "Lỡ tay: một chữ số bị gõ thành chữ số khác.",
    "other-area": "Con số là của địa bàn khác.",
    "other-indicator": "Con số là của chỉ tiêu khác, cùng địa bàn và kỳ: hai cột bị đổi chỗ.",
    "percent-for-fraction": "Ghi phần trăm ở chỗ cần tỷ lệ thập phân, hoặc ngược lại: 66,67 thay cho 0,6667.",
    "percent-for-points": "Lẫn điểm phần trăm với phần trăm: từ 12% lên 15% là 3 điểm và 25 phần trăm.",
    "power-of-ten": "Con số đúng nhưng sai bậc: thừa một số 0 hoặc đặt nhầm dấu thập phân.",
    "reversed-direction": "Tăng bị nói thành giảm hoặc ngược lại; với thứ hạng thường vì số nhỏ hơn mới là tốt hơn.",
    "rounded": "Con số này là con số kia sau khi làm tròn ở chữ số cuối: chỉ khác về độ chính xác.",
    "separator-misread": "Dấu phân cách hàng nghìn bị đọc thành dấu thập phân, hoặc ngược lại: 1,039 thay cho 1039.",
    "superseded-edition": "Con số là của một kỳ trước mà nguồn cũng nêu đúng năm của nó: quên cập nhật.",
    "swapped-digits": "Lỡ tay: hai chữ số cạnh nhau bị đổi chỗ.",
    "wrong-edition": "Con số đúng nhưng của kỳ khảo sát khác: lỗi hay gặp nhất với số liệu khảo sát.",
    "wrong-group": "Thứ hạng tính trong một nhóm nước khác: mười một nước Đông Nam Á bị gọi là ASEAN.",
    "wrong-sign": "Mức thay đổi hoặc mức tăng bị sai dấu.",
}
"""What happened, by kind of hypothesis."""

KEYS_ABOUT: dict[str, Both] = {
    "extend": {
        "en": "another configuration, whose values hold where this one has none",
        "vi": "tệp cấu hình khác, có giá trị ở những chỗ tệp này không nêu",
    },
    "rules": {"en": "folders or files with rules of your own", "vi": "thư mục hoặc tệp chứa quy tắc riêng"},
    "catalogue": {
        "en": "a folder with tables of your own, added to the catalogue",
        "vi": "thư mục chứa bảng riêng, bổ sung vào danh mục",
    },
    "select": {"en": "only these rules: codes or prefixes", "vi": "chỉ chạy các quy tắc này: mã hoặc tiền tố"},
    "ignore": {"en": "not these rules", "vi": "bỏ các quy tắc này"},
    "fail-on": {
        "en": "the severity from which the exit code is 1: `error` (default), `warning`, `info`, `never`",
        "vi": "từ mức độ nào thì mã thoát là 1: `error` (mặc định), `warning`, `info`, `never`",
    },
    "lang": {
        "en": "language of messages: `en` (default) or `vi`",
        "vi": "ngôn ngữ thông báo: `en` (mặc định) hoặc `vi`",
    },
    "locale": {
        "en": "how figures are printed, `vi` (1.039,5) or `en` (1,039.5); otherwise settled for each file",
        "vi": "cách in số, `vi` (1.039,5) hoặc `en` (1,039.5); nếu không nêu thì xác định theo từng tệp",
    },
    "memory-limit": {"en": "what the database may take: `2GB`", "vi": "bộ nhớ tối đa cho cơ sở dữ liệu: `2GB`"},
    "threads": {"en": "threads of the database", "vi": "số luồng của cơ sở dữ liệu"},
    "sources": {
        "en": "`[[sources]]`: what is known of one: `source`, `publisher`, `published`, `url`, `authority`, `locale`",
        "vi": "`[[sources]]`: thông tin về nguồn: `source`, `publisher`, `published`, `url`, `authority`, `locale`",
    },
    "layouts": {
        "en": "`[[layouts]]`: how tables are laid out that do not have one figure a row",
        "vi": "`[[layouts]]`: cách bố trí của những bảng không phải mỗi dòng một con số",
    },
    "databases": {
        "en": "`[[databases]]`: tables and queries that the command line names `database:NAME`",
        "vi": "`[[databases]]`: các bảng và câu truy vấn mà dòng lệnh gọi bằng `database:TÊN`",
    },
    "expect": {
        "en": "`[[expect]]`: which areas there must be, or how many records (EG207, EG209)",
        "vi": "`[[expect]]`: phải có những địa bàn nào, hoặc bao nhiêu bản ghi (EG207, EG209)",
    },
    "previous": {
        "en": "the version of the same submission before this one, to see what was revised (EG507, EG508)",
        "vi": "phiên bản trước của chính bộ số liệu này, để xem đã sửa những gì (EG507, EG508)",
    },
    "baseline": {
        "en": "the findings that were there when the gate was switched on ([The gate](gate.md))",
        "vi": "các phát hiện đã có khi bắt đầu kiểm soát ([Cổng kiểm soát](gate.md))",
    },
    "waivers": {
        "en": "the findings that somebody accepted; default `egovcheck-waivers.toml` beside this file",
        "vi": "các phát hiện đã được chấp nhận; mặc định là `egovcheck-waivers.toml` cạnh tệp này",
    },
    "parameters": {
        "en": "`[parameters.CODE]`: other values for the parameters of a rule",
        "vi": "`[parameters.CODE]`: giá trị khác cho tham số của một quy tắc",
    },
}
"""The keys of ``egovcheck.toml``."""
