"""Event logs: a row per change of a case, as process mining tools write them (XES names among them)."""

from penstock.imports.recognise.systems.system import Shape, System

LOG = Shape(
    "history",
    """
    deal_id: case:concept:name; case; Case ID; case_id; CaseID; Trace ID; caseid
    deal_name: Case Name
    stage: concept:name; Activity; activity_name; Event; Task; Activity Name; EventName
    entered_at: time:timestamp; t; timestamp; Complete Timestamp; time; end_time; Start Timestamp; start_time; datetime
    lifecycle: lifecycle:transition; lifecycle; transition; eventtype
    owner: org:resource; Resource; user; agent
    value: amount_req; case:AMOUNT_REQ; amount; case:amount; case:RequestedAmount; cost
    """,
    beside="i; case:variant; case:variant-index; case:creator; Variant; Variant index; case:REG_DATE; org:group; org:role; EventID; index",
    marks="case:concept:name; concept:name; lifecycle:transition; time:timestamp; org:resource; case; activity; lifecycle; resource; Case ID; Complete Timestamp",
)
SYSTEM = System("event_log", "an event log", (LOG,))
