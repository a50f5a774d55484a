"""docs/metrics.md says what the catalogue says, and the catalogue says everything."""

from django.utils.translation import override

from penstock.metrics.catalogue import METRICS
from scripts.metrics_page import PAGE, page

KEYS = """open_deals pipeline_value weighted_pipeline_value deals_won deals_lost revenue_won win_rate average_open_deal
average_won_deal cycle_length cycle_length_median pipeline_velocity stage_deals stage_value stage_entered stage_moved_on
pipeline_changes stage_conversion_cohort final_stage_close_rate losses losses_value stage_backward_moves revenue_share
average_won_deal_new average_won_deal_repeat repeat_share purchase_frequency growth mrr data_quality workload
losses_verified_share activities_done calls_made meetings_booked meetings_held touches_per_deal stage_time_to_next
plan_attainment plan_gap pace_needed
average_discount calls_answered_share time_selling_share refusals_after_proposal needs_found_share adoption
mrr_expected calls_received calls_taken_share calls_a_day prospects_engaged time_desk_share calls_with_script_share
stage_conversion stage_lost stage_drop_rate stage_days stage_days_median"""


def test_the_page_of_metrics_is_up_to_date() -> None:
    with override("en"):
        assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_the_catalogue_holds_every_metric_under_its_key() -> None:
    assert set(METRICS) == set(KEYS.split())


def test_no_definition_leaves_a_word_out() -> None:
    told = ("name", "sentence", "grain", "clock", "formula", "leaves_out", "example")
    assert not [(key, word) for key, metric in METRICS.items() for word in told if not str(getattr(metric, word))]
