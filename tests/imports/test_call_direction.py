"""Files tell which way a call went: in a column of their own, or in what they call the call."""

import pytest

from penstock.activities.models import Activity
from tests.imports.flows import csv_file, imported

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "came_in", "went_out"),
    [
        ("Call type,Subject,Date", "Inbound", "Outbound"),
        ("Direction,Subject,Date", "IN", "out"),
        ("Call direction,Subject,Date", "Received", "Dialed"),
        ("Тип звонка,Тема,Дата", "Входящий", "Исходящий"),
        ("Направление звонка,Тема,Дата", "Принятый", "исходящий"),
        ("呼叫方向,主题,日期", "呼入", "呼出"),
        ("通话类型,主题,日期", "来电", "去电"),
        ("Type,Subject,Date", "Incoming call", "Call out"),
        ("Тип,Тема,Дата", "Входящий звонок", "Исходящий звонок"),
        ("CallType,Subject,ActivityDate,WhoId,TaskSubtype", "Inbound", "Outbound"),
    ],
)
def test_the_direction_is_read_by_its_header(owner, tmp_path, header, came_in, went_out):
    more = ",,call" if "WhoId" in header else ""
    rows = "\n".join(f"{word},{word} one,2024-01-0{day}{more}" for day, word in ((2, came_in), (3, went_out)))
    imported(owner, csv_file(tmp_path, "calls.csv", f"{header}\n{rows}"))
    told = {one.subject: (one.kind, one.direction) for one in Activity.objects.of(owner)}
    assert told == {f"{came_in} one": ("call", "incoming"), f"{went_out} one": ("call", "outgoing")}


def test_a_call_of_which_nobody_told_stays_unknown_and_a_missed_one_was_not_taken(owner, tmp_path):
    rows = "Internal,One,2024-01-02,\nMissed,Two,2024-01-03,\nMissed,Three,2024-01-04,Rang back"
    imported(owner, csv_file(tmp_path, "calls.csv", f"Call type,Subject,Date,Outcome\n{rows}"))
    calls = Activity.objects.of(owner).filter(kind="call")
    told = {one.subject: (one.direction, one.outcome) for one in calls}
    assert told == {"One": (None, ""), "Two": ("incoming", "Missed"), "Three": ("incoming", "Rang back")}
