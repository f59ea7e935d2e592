"""Before and after: only what changes, and one sentence."""

from tests.support.positions import TODAY, answer, behind, course, on, steady
from triennio.pictures.domain import compare


def effects(before, after):
    return [(e.code, e.period, e.before, e.after) for e in compare(answer(before), answer(after)).effects]


def test_the_same_position_changes_nothing():
    found = compare(answer(steady()), answer(steady()))
    assert (found.trienni, found.effects, found.needed_changes) == ([], [], False)


def test_a_move_seen_from_both_sides():
    before = behind()
    after = on(before, TODAY, moves=[{"credit": "d", "to": "2020-2022", "on": "2026-06-01"}])
    assert effects(before, after) == [
        ("less", "2020-2022", "69,5", "19,5"),
        ("more", "2023-2025", "50", "85"),
    ]
    found = compare(answer(before), answer(after), {"d": "Corso"})
    to, where = found.trienni
    assert [(c.name, c.before, c.after) for c in to.credits] == [("Corso", "", "50")]
    assert [(c.before, c.after, c.rule) for c in where.credits] == [("50", "0", "REC-2")]
    assert [(s.rule, s.before, s.after) for s in where.steps] == [("RED-23", "", "−15")]
    assert (found.before_needed, found.after_needed) == ("324,5", "274,5")


def test_better_and_worse_depend_on_the_number():
    after = on(behind(), TODAY, moves=[{"credit": "d", "to": "2020-2022", "on": "2026-06-01"}])
    where = compare(answer(behind()), answer(after)).trienni[1]
    told = {figure.name: (figure.change, figure.better) for figure in where.figures}
    assert told == {
        "obligation": ("−15", True),
        "recognised": ("−50", False),
        "missing": ("+35", False),
        "surplus": ("0", None),
    }


def test_a_course_closes_and_then_is_surplus():
    case = behind()
    case["credits"] = [course(f"n{i}", f"2026-0{i}-01", "50.0") for i in range(1, 3)]
    closed = on(case, TODAY, credits=[*case["credits"], course("new", "2026-11-01", "50.0")])
    assert effects(case, closed)[-1] == ("closes", "2026-2028", "50", "0")
    assert effects(closed, case)[-1] == ("opens", "2026-2028", "0", "50")
    over = on(closed, TODAY, credits=[*closed["credits"], course("over", "2026-11-02", "10.0")])
    assert effects(closed, over)[-1] == ("surplus_up", "2026-2028", "0", "10")
    last = compare(answer(case), answer(closed)).trienni[-1]
    assert (last.before_certifiable, last.after_certifiable, last.ended) == (False, True, False)


def test_an_absence_names_no_kind():
    after = on(behind(), TODAY)
    after["exemptions"] = [{"id": "e", "kind": "maternity", "from": "2026-01-01", "to": "2026-12-31"}]
    found = compare(answer(behind()), answer(after))
    assert "maternity" not in str(found)
    assert "maternit" not in str(found).lower()
    assert found.effects[0].code == "less"
