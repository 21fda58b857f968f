"""The one definition of a record.

``IndicatorRecord`` is the only place where fields, types, bounds and descriptions are written. The pandera schema, the
columns of the records table and the published JSON Schema are derived from it (``records.derived``).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

Unit = Literal[
    "rank", "index", "percent", "count", "VND", "USD", "day", "hour", "minute", "week", "month", "year", "date", "level"
]
Qualifier = Literal["exact", "at_least", "at_most", "almost", "about"]
Measure = Literal["level", "change", "growth", "multiple", "mean"]
RecordStatus = Literal["actual", "provisional", "estimate", "target"]
CHOICES: dict[str, tuple[str, ...]] = {
    "unit": get_args(Unit),
    "qualifier": get_args(Qualifier),
    "measure": get_args(Measure),
    "status": get_args(RecordStatus),
}
"""What the enumerated fields may hold."""

Figure = Annotated[Decimal, Field(gt=-(10**18), lt=10**18), WithJsonSchema({"type": ["string", "number"]})]
LONGEST_CODE = 200
"""Characters of a code or of the id of a source."""

Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE)]
Line = Annotated[str, Field(max_length=1000)]
Text = Annotated[str, Field(max_length=10_000)]


def _derived(description: str) -> Any:
    return Field(default=None, description=description, json_schema_extra={"derived": True})


class IndicatorRecord(BaseModel):
    """One figure as one source states it.

    Made from printed text (``IndicatorRecord(indicator="UN_EGDI_RANK", area="VNM", value="86/193")``) it reads names,
    the figure, its qualifier and the periods, and works out the interval. Where the decimal mark matters it is given
    by the validation context: ``IndicatorRecord.model_validate(row, context={"locale": "vi"})``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: Code | None = Field(default=None, description="Code of the catalogue, or a known name in vi or en")
    area: Code | None = Field(
        default=None, description="ISO 3166-1 alpha-3, ISO 3166-2 for provinces, a ministry or group, or a known name"
    )
    period: Line | None = Field(
        default=None, description="2020, 2020-Q3, 2020-08, 2020-08-26, 2020-03/2020-08; for surveys the edition"
    )
    value: Figure = Field(description="The figure; as printed is accepted: 86/193, 1.039, 86,5%, trên 60 triệu")
    printed: Line | None = Field(default=None, description="The figure with its qualifier as the source has it")
    denominator: Annotated[Figure, Field(gt=0)] | None = Field(
        default=None, description="What the figure is out of: 193"
    )
    unit: Unit | None = Field(default=None, description="Default: the indicator's")
    qualifier: Qualifier = Field(default="exact", description="Taken from the printed text where it says so")
    measure: Measure = Field(
        default="level", description="change is signed (places gained, percentage points), growth a signed percent"
    )
    base_period: Line | None = Field(default=None, description="What a change, growth or multiple is measured from")
    status: RecordStatus = Field(default="actual", description="A target never conflicts with an actual")
    breakdown: Code = Field(default="_T", description="A service level or comparison group; _T is the total")
    source: Code = Field(default="-", description="Who states it; default: the stem of the file's name")
    publisher: Line | None = Field(default=None, description="Who published the source")
    published: Line | None = Field(default=None, description="When: a day, or a month or year where no more is known")
    url: Annotated[str, Field(max_length=4000)] | None = Field(default=None, description="Where the source is found")
    authority: Line | None = Field(default=None, description="The body that the source itself quotes")
    quote: Text | None = Field(default=None, description="The figure and its noun in the source, short")
    note: Text | None = Field(default=None, description="Anything a reviewer should know")
    path: Annotated[str, Field(max_length=4000)] | None = Field(
        default=None, description="The document the quote is in"
    )
    start: Annotated[int, Field(ge=0)] | None = Field(default=None, description="First character of the quote, from 0")
    end: Annotated[int, Field(ge=0)] | None = Field(default=None, description="The character after the quote")

    decimals: int | None = _derived("Digits after the decimal mark, as printed")
    low: Figure | None = _derived("Lowest true value that the printed figure allows; empty is unbounded")
    high: Figure | None = _derived("Highest true value that the printed figure allows; empty is unbounded")
    high_open: bool | None = _derived("Whether high itself is excluded")
    plausible: Figure | None = _derived(
        "Far end that a reader would expect of an open-sided figure; never makes an error"
    )
    step: Figure | None = _derived("Value of one unit in the last digit that counts")
    period_start: date | None = _derived("First day of the period")
    period_end: date | None = _derived("Last day of the period")
    published_start: date | None = _derived("First day on which the source can have appeared")
    published_end: date | None = _derived("Last day on which the source can have appeared")

    @model_validator(mode="before")
    @classmethod
    def _read_as_printed(cls, data: Any, info: ValidationInfo) -> Any:
        context = info.context or {}
        if not isinstance(data, dict) or context.get("interpreted"):
            return data
        from egovcheck.records.interpret import interpret_one  # noqa: PLC0415 - it needs this module

        values, faults = interpret_one(data, locale=context.get("locale"), catalogue=context.get("catalogue"))
        if faults:
            said = "; ".join(f"{fault.field}: {fault.reason}" for fault in faults)
            raise PydanticCustomError(faults[0].code.lower(), "{said}", {"said": said})
        return values


DERIVED = tuple(
    name for name, field in IndicatorRecord.model_fields.items() if (field.json_schema_extra or {}) == {"derived": True}
)
"""The fields that are worked out, never submitted."""

SUBMITTED = tuple(name for name in IndicatorRecord.model_fields if name not in DERIVED)
"""The fields that a submission may hold; their names are its column names."""

REQUIRED = ("indicator", "area", "value")
"""The columns that a submission must have."""
