"""What the SQL of rules is made of: the functions, types and kinds of node that are allowed, and hints for the others.

A function is on the list if a rule can want it and it gives the same answer every time, on DuckDB and on Spark. Not on
it: what reads files, settings or other SQL, the clock, chance, and what depends on the order of rows.
"""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTIONS = _names(
    # operators; << >> & | and the arrows of JSON are left out, nobody compares figures with them
    "+ - * // % || ~~ !~~ ~~* !~~* ^@ @ "
    # numbers
    "abs ceil ceiling floor round trunc sign mod even gcd lcm greatest least isnan if ifnull nullif coalesce "
    "bit_count "
    # text
    "length len strlen char_length character_length lower lcase upper ucase trim ltrim rtrim left right substr "
    "substring replace reverse translate starts_with ends_with prefix suffix contains instr position strpos "
    "split_part string_split str_split split string_to_array concat_ws chr ascii unicode lpad rpad repeat "
    "printf like_escape ilike_escape not_like_escape not_ilike_escape regexp_matches regexp_extract "
    "regexp_extract_all regexp_replace nfc_normalize "
    # dates
    "date_part datepart date_trunc datetrunc date_diff datediff date_add date_sub datesub strftime strptime "
    "try_strptime make_date year month day quarter week dayofmonth dayofyear isodow isoyear last_day to_days "
    "to_weeks to_months to_quarters to_years to_hours to_minutes to_seconds "
    # lists and structs
    "list_value list_sort list_reverse_sort list_reverse list_distinct list_unique list_contains list_has "
    "list_has_any list_has_all list_position list_indexof list_intersect list_concat list_cat list_append "
    "list_prepend list_filter list_transform list_apply list_reduce list_sum list_min list_max list_count "
    "list_bool_and list_bool_or list_zip list_extract list_element list_slice list_where list_string_agg "
    "array_length array_contains array_has array_sort array_distinct array_concat array_append array_position "
    "array_to_string array_transform array_filter flatten cardinality unnest range generate_series struct_pack "
    "struct_extract "
    # aggregates
    "count count_star count_if countif sum sum_no_overflow min max bool_and bool_or list array_agg string_agg "
    "listagg group_concat arg_min arg_max argmin argmax min_by max_by bit_and bit_or bit_xor "
    # windows
    "row_number rank dense_rank ntile lag lead first_value last_value nth_value "
)

DOUBLES = _names(
    "/ ^ ** pow power sqrt cbrt exp ln log log2 log10 fdiv fmod isinf isfinite radians degrees avg mean favg "
    "fsum kahan_sum sumkahan median mad quantile quantile_cont quantile_disc stddev stddev_pop stddev_samp "
    "var_pop var_samp variance sem skewness kurtosis kurtosis_pop corr covar_pop covar_samp regr_slope "
    "regr_intercept regr_r2 regr_count regr_avgx regr_avgy regr_sxx regr_sxy regr_syy entropy product geomean "
    "geometric_mean wavg weighted_avg list_avg list_median list_mad list_stddev_pop list_stddev_samp "
    "list_var_pop list_var_samp list_product percent_rank cume_dist "
)
"""Functions that give binary floating point: for rules of family 4 only."""

NOW = _names(
    "now today current_date current_time current_timestamp current_localtime current_localtimestamp localtime "
    "localtimestamp get_current_time get_current_timestamp transaction_timestamp age ago "
)
BARE = _names(
    "current_catalog current_date current_role current_schema current_time current_timestamp current_user localtime "
    "localtimestamp session_user user"
)
"""Names that DuckDB answers without brackets where no column has them."""

FLOATS = _names("double float real float4 float8")
INTEGERS = _names(
    "tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint int int1 int2 int4 "
    "int8 int16 int32 int64 int128 long short signed "
)
CASTS = _names(
    "varchar text string char bpchar boolean bool logical date timestamp datetime interval decimal numeric dec list "
)

NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
RELATIONS = frozenset({"BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "SUBQUERY", "TABLE_FUNCTION"})
MODIFIERS = _names("ORDER_MODIFIER LIMIT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING")
EXPRESSIONS = _names(
    "BETWEEN CASE CAST COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA OPERATOR PARAMETER STAR "
    "SUBQUERY TYPE WINDOW "
)
OPERATORS = _names(
    "OPERATOR_NOT OPERATOR_IS_NULL OPERATOR_IS_NOT_NULL OPERATOR_COALESCE OPERATOR_NULLIF COMPARE_IN "
    "COMPARE_NOT_IN ARRAY_EXTRACT ARRAY_CONSTRUCTOR STRUCT_EXTRACT GROUPING_FUNCTION "
)
DATE_PARTS = _names("year quarter month week day dow doy isodow isoyear hour minute second")

MULTIPLY = "multiply across instead: a * d < c * b says a / b < c / d and stays exact"
TODAY = "the day of the run stands in the table run, column today"
STABLE = "use min or max: which row comes first is not fixed"
NAMED = "name the columns, one row each"

HINTS: dict[str, str] = {
    **dict.fromkeys(DOUBLES, MULTIPLY),
    **dict.fromkeys(NOW, TODAY),
    **dict.fromkeys(("first", "last", "any_value", "arbitrary", "mode"), STABLE),
    **dict.fromkeys(
        ("random", "uuid", "gen_random_uuid", "uuidv4", "uuidv7"), "the same data must give the same verdict"
    ),
    **dict.fromkeys(
        ("list_aggregate", "list_aggr", "array_aggregate", "aggregate"), "use list_sum, list_min, list_max"
    ),
    **dict.fromkeys(
        ("approx_count_distinct", "approx_quantile", "reservoir_quantile"), "verdicts are exact: use count"
    ),
    **dict.fromkeys(("map", "row"), "use a list, or a struct {'name': …}"),
    "concat": "use ||, which other engines read alike",
    "format": "use printf",
    "regexp_full_match": "use regexp_matches with ^ and $",
    "strip_accents": "compare texts as they are",
    "levenshtein": "bytes and characters differ between engines",
    "date_diff": "months and years are counted differently by other engines",
    "datediff": "months and years are counted differently by other engines",
    "ARRAY_SLICE": "use substr or list_slice",
    "OPERATOR_TRY": "say with CASE or TRY_CAST when a value is missing",
    "POSITIONAL_REFERENCE": "name the column",
    "PIVOT": NAMED,
    "SHOW_REF": "a rule reads records, not what the database says of itself",
}
"""What to write instead, by the name of a function or of a kind of node."""
