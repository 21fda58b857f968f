from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from egovcheck.report.terminal.flow import Atom, length, painted, underline, words, wrap

ATOMS = st.lists(
    st.builds(
        Atom,
        text=st.text(alphabet="abỆ電 ", min_size=1, max_size=12),
        gap=st.integers(0, 3),
        pointed=st.booleans(),
    ),
    max_size=12,
)


@given(ATOMS, st.integers(1, 40))
def test_wrapping_loses_and_reorders_nothing(atoms: list[Atom], width: int) -> None:
    assert [atom for line in wrap(atoms, width) for atom in line] == atoms


@given(ATOMS, st.integers(1, 40))
def test_a_line_is_too_long_only_where_it_cannot_be_broken(atoms: list[Atom], width: int) -> None:
    for line in wrap(atoms, width):
        assert length(line) <= width or all(atom.gap == 0 for atom in line[1:])


@given(ATOMS)
def test_without_a_width_there_is_one_line(atoms: list[Atom]) -> None:
    assert wrap(atoms, None) == ([atoms] if atoms else [])


def test_glued_pieces_stay_together() -> None:
    lines = wrap([Atom("aaaa"), Atom("bb"), Atom(",", gap=0)], 7)
    assert [painted(line).plain for line in lines] == ["aaaa", "bb,"]


def test_what_is_kept_together_is_one_atom() -> None:
    assert [atom.text for atom in words("about 60 triệu people", keep=("60 triệu",))] == ["about", "60 triệu", "people"]


def test_carets_stand_below_pointed_cells_in_display_cells() -> None:
    line = [Atom("電子"), Atom("e\u0302\u0323", gap=2, pointed=True), Atom("88", gap=1, pointed=True), Atom("x")]
    assert underline(line) == "      ^^^^"


def test_two_pointed_cells_far_apart_have_their_own_carets() -> None:
    assert underline([Atom("1", pointed=True), Atom("x"), Atom("2", pointed=True)]) == "^   ^"


def test_painting_reads_no_markup() -> None:
    assert painted([Atom("[red]a[/b]", "bold")]) == Text.assemble(("[red]a[/b]", "bold"))
