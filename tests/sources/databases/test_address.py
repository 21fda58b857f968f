"""Addresses: what they name, what people see of them, and what is no address."""

from __future__ import annotations

import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.databases.address import Declared, is_address, name_in, read_address, shown


@pytest.mark.parametrize(
    ("text", "location", "table", "label", "stem"),
    [
        ("sqlite:a/f.db#figures", "a/f.db", ("figures",), "sqlite:///a/f.db#figures", "figures"),
        ("sqlite:///a/f.db#figures", "a/f.db", ("figures",), "sqlite:///a/f.db#figures", "figures"),
        ("sqlite:my%20f.db#my%20table", "my f.db", ("my table",), "sqlite:///my f.db#my table", "my table"),
        ("sqlite:a/../f.db#b.c", "a/../f.db", ("b.c",), "sqlite:///f.db#b.c", "b.c"),
        ("postgresql://h/db#figures", "postgresql://h/db", ("figures",), "postgresql://h/db#figures", "figures"),
        (
            "postgres://h:5433/db#s.figures",
            "postgresql://h:5433/db",
            ("s", "figures"),
            "postgres://h:5433/db#s.figures",
            "figures",
        ),
        ('postgresql:///db#s."a.b"', "postgresql:///db", ("s", "a.b"), 'postgresql:///db#s."a.b"', "a.b"),
        ('postgresql:///db#"a""b"', "postgresql:///db", ('a"b',), 'postgresql:///db#"a""b"', 'a"b'),
    ],
)
def test_an_address_names_a_place_and_a_table(
    text: str, location: str, table: tuple[str, ...], label: str, stem: str
) -> None:
    address = read_address(text)
    assert (address.location, address.table, address.label, address.stem) == (location, table, label, stem)


def test_an_absolute_path_has_four_slashes() -> None:
    assert read_address("sqlite:////srv/f.db#figures").location == "/srv/f.db"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("postgresql://bob:s3cret@h:5432/db?sslmode=require&password=s3cret#s.t", "postgresql://h:5432/db#s.t"),
        ("postgresql://bob:s3@cret@h/db#t", "postgresql://h/db#t"),
        ("postgresql://bob:s3#cret@h/db#t", "postgresql://h/db#t"),
        ("postgresql://bob:s3/cr?et@h/db#t", "postgresql://h/db#t"),
    ],
)
def test_nobody_sees_a_user_a_password_or_a_parameter(text: str, label: str) -> None:
    address = read_address(text)
    assert (address.label, address.table[-1]) == (label, "t") or address.label.startswith(label)
    assert "cret" not in f"{address.label} {address.name} {address!r}"


def test_a_database_of_another_kind_is_refused_without_its_password() -> None:
    with pytest.raises(InputError) as error:
        read_address("mysql://bob:s3cret@h/db?password=s3cret")
    assert error.value.message == "'mysql://h/db' is of no database that can be read"
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sqlite:", "names no file"),
        ("sqlite://host/f.db#t", "names a host, and SQLite has none"),
        ("postgresql:db#t", "is no address of a server"),
        ("postgresql://h/db#a.b.c", "is no name of a table"),
        ("postgresql://h/db#a.", "is no name of a table"),
        ('postgresql://h/db#a"; DROP TABLE b', "is no name of a table"),
    ],
)
def test_what_is_no_address_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_address(text)
    assert said in error.value.message


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("sqlite:f.db", True),
        ("POSTGRESQL://h/db", True),
        ("database:figures", True),
        ("mysql://h/db", True),
        ("data/f.db", False),
        ("C:\\data\\f.csv", False),
        ("-", False),
    ],
)
def test_an_address_is_told_from_the_name_of_a_file(text: str, *, known: bool) -> None:
    assert is_address(text) is known


def test_a_declared_query_goes_by_its_name() -> None:
    declared = Declared("figures", "postgresql://bob:s3cret@h/db", None, "SELECT 1", 5)
    address = read_address("database:figures", [declared])
    assert (address.label, address.stem, address.query, address.timeout) == (
        "database:figures",
        "figures",
        "SELECT 1",
        5,
    )
    assert "s3cret" not in f"{declared!r} {address!r}"


def test_a_name_that_is_not_declared_and_a_variable_that_is_not_set_are_told() -> None:
    with pytest.raises(InputError) as error:
        read_address("database:figure", [Declared("figures", None, "t", None, 5, "FIGURES_DB")])
    assert (error.value.message, error.value.hint) == ("the configuration has no database 'figure'", "known: figures")
    with pytest.raises(InputError) as error:
        read_address("database:figures", [Declared("figures", None, "t", None, 5, "FIGURES_DB")])
    assert error.value.hint == "set the environment variable FIGURES_DB"


def test_layouts_know_a_table_by_its_name() -> None:
    assert [name_in("sqlite:///a/f.db#figures"), name_in("database:old")] == ["figures", "old"]


def test_control_characters_of_an_address_are_shown_escaped() -> None:
    assert "\x1b" not in shown("mysql://h/\x1b[31m")
