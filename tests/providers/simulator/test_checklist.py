"""What a faithful simulator has to do, item by item, and the tests that prove it.

The items are those of section 18 of the facts about the API, and of the additions at their later end. A proof is the name of a test,
of the simulator's unless it says of which folder's file.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TESTS = HERE.parents[1]

REFUSING = {
    "400s with details and issues": "test_rules::test_the_body_of_a_refusal_tells_each_issue_twice",
    "unrecognized_keys": "test_rules::test_a_request_the_model_does_not_take_is_refused",
    "enum values with the list that is expected": "test_rules::test_a_list_of_values_is_told_as_clients_parse_it",
    "messages of each model": "test_rules::test_a_request_the_model_does_not_take_is_refused",
    "strictness can be switched": (
        "test_strictness::test_strict_is_what_the_service_is_seen_to_be",
        "test_strictness::test_schema_minds_each_field_for_itself",
        "test_strictness::test_off_minds_nothing_and_passes_over_what_it_cannot_read",
    ),
    "413 by the count of bytes": "test_app::test_a_body_over_the_limit_is_not_taken",
    "413 in HTML": "test_faults::test_what_is_too_large_for_the_edge_never_comes_in",
    "media out of bounds": "test_measuring::test_a_medium_out_of_bounds_is_refused_for_nothing",
    "what is no JSON, or says that it is none": "test_app::test_what_is_no_json_object_is_refused",
    "unknown models, with a near one": "test_app::test_an_unknown_model_is_not_found_and_a_near_one_is_named",
    "whatever is asked has an answer": (
        "test_rules::test_no_request_is_too_odd_for_an_answer",
        "test_strictness::test_whatever_is_ordered_is_made_or_refused_in_words",
        "test_strictness::test_whatever_a_price_is_asked_for_is_priced_or_refused_in_words",
    ),
}

MONEY = {
    "quotes are lenient": "test_rules::test_a_quote_passes_over_what_an_order_may_not_say",
    "quotes need no key": "test_app::test_a_quote_needs_no_key_but_for_an_upscale",
    "403 for a quote of an upscale without one": "test_app::test_a_quote_needs_no_key_but_for_an_upscale",
    "a price for each tier": (
        "test_pricing::test_a_published_price",
        "test_studio::test_an_upscale_costs_what_its_output_measures",
    ),
    "charged when an order is accepted": "test_studio::test_an_order_is_charged_once_at_its_quote",
    "given back where a verdict says so": "test_faults::test_a_verdict_is_recorded_once_and_survives",
    "both in the usage history and in wallets' ledgers": (
        "test_billing::test_a_statement_after_purchases_and_refunds_is_the_ledger",
        "test_books::test_whatever_is_called_the_books_agree",
    ),
    "the usage history as CSV": "test_export::test_a_table_has_the_rows_of_the_history",
    "no idempotency key": "test_app::test_an_order_with_the_key_of_another_is_another_order",
}

MISFORTUNE = {
    "a connection that breaks after the charge": "test_faults::test_a_connection_breaks_and_the_next_one_does_not",
    "500, 502 and 504 after the charge": "test_faults::test_an_error_comes_before_or_after_the_charge",
    "a slow answer after the charge": (
        "test_faults::test_a_late_answer_is_whole",
        "test_faults::test_who_does_not_wait_has_bought_all_the_same",
    ),
    "broken JSON after the charge": (
        "test_faults::test_an_unreadable_answer_is_a_success_without_a_ticket",
        "test_faults::test_half_of_a_truncated_answer_arrives",
    ),
}

DELIVERING = {
    "orders with a link and without": (
        "test_app::test_the_answers_have_the_published_shapes",
        "test_jobs::test_only_linked_jobs_have_a_secret",
    ),
    "a link opens so often, then 429, then 410": "test_app::test_a_link_is_no_place_to_stream_from",
    "a link is good for a day": "test_app::test_a_link_is_good_for_a_day",
    "DELETE revokes it, an unknown one is 404": (
        "test_app::test_a_linked_clip_is_fetched_without_a_key_until_the_link_is_revoked"
    ),
    "PROCESSING with its times": "test_app::test_a_poll_tells_the_usual_and_the_passed_time",
    "the clip as the answer": "test_app::test_a_clip_comes_as_a_file_and_again_when_asked_again",
    "COMPLETED": "test_app::test_the_answers_have_the_published_shapes",
    "FAILED": "test_faults::test_a_verdict_is_recorded_once_and_survives",
    "500 for ever": "test_faults::test_a_verdict_is_recorded_once_and_survives",
    "503, then the clip": "test_faults::test_no_capacity_is_no_verdict",
    "a late 422": "test_faults::test_a_verdict_is_recorded_once_and_survives",
    "a tiny placeholder": "test_faults::test_a_placeholder_is_a_tiny_film",
    "a clip that is handed out once": "test_faults::test_a_clip_that_is_handed_out_once",
    "a clip that breaks off": "test_faults::test_a_cut_video_arrives_whole_and_ends_half_way",
    "a wrong content type": "test_faults::test_the_right_bytes_under_a_wrong_type",
    "complete takes the media away": "test_studio::test_where_complete_works_it_takes_the_finished_media_away",
    "complete says 400 after that, and for what it does not know": (
        "clients/test_venice_py::test_it_cleans_up_where_the_service_lets_it",
        "test_app::test_complete_refuses_every_job_as_the_service_does_of_late",
    ),
    "the delete flag of a poll": "test_app::test_media_can_be_deleted_with_the_poll_that_delivers_it",
}

LIMITS = {
    "40 orders and 120 polls a minute": "test_app::test_orders_and_polls_have_limits_of_their_own",
    "resets in milliseconds": "test_app::test_every_answer_says_which_it_is_and_what_is_left",
    "a wallet's own limits": (
        "test_billing::test_a_wallet_may_ask_for_its_books_so_many_times_a_minute",
        "test_topups::test_ten_top_ups_a_minute_from_one_place",
        "test_topups::test_five_requests_of_a_wallet_may_be_under_way",
    ),
    "50 failures in half a minute, for each key and model": "test_app::test_who_fails_too_often_has_to_wait",
    "for wallets, each host": "test_wallets::test_the_failures_of_wallets_are_counted_by_where_they_call_from",
    "limits of a key, and the log of them": (
        "test_keys::test_each_listed_model_may_be_ordered_so_often",
        "test_keys::test_what_was_too_much_is_in_the_log",
    ),
    "overload with Retry-After": "test_faults::test_a_storm_asks_to_wait_or_does_not",
}

HEADERS = {
    "CF-RAY, version and time": "test_edge::test_every_answer_is_marked",
    "balance": "test_app::test_every_answer_says_which_it_is_and_what_is_left",
    "deprecation": "test_app::test_a_retired_model_is_gone",
    "the model that is echoed": "test_faults::test_an_order_that_is_taken_by_another_model_is_that_models_job",
    "packed answers": "test_edge::test_the_long_list_of_models_comes_packed_to_who_unpacks",
    "HEAD, 404 and 405": (
        "test_edge::test_a_head_tells_what_a_get_would",
        "test_edge::test_a_path_that_is_not_there_is_not_found",
        "test_edge::test_a_method_that_a_path_does_not_have_is_not_allowed",
    ),
    "410 where there was something": (
        "test_retired::test_transcription_is_gone_and_has_a_limit_of_its_own",
        "test_retired::test_the_old_usage_names_its_successor",
    ),
}

WALLETS = {
    "signatures of EVM and Solana": "test_wallets::test_what_is_not_signed_by_the_address_is_not_let_in",
    "their end, and clocks that differ": "test_wallets::test_a_sign_in_is_good_for_its_time",
    "both names of the header": "test_wallets::test_a_wallet_is_let_in_under_either_name_of_the_header",
    "variants of domain and statement": "test_wallets::test_the_variants_in_use_are_accepted",
    "a nonce is good once": "test_wallets::test_a_nonce_is_good_once",
    "402 to a key without money": "test_studio::test_what_the_account_cannot_pay_is_not_sold",
    "402 to who shows nothing": "test_app::test_without_a_key_one_is_told_how_to_pay",
    "402 to an empty wallet": "test_billing::test_a_wallet_that_is_empty_is_answered_as_published",
    "a plain 402 to a wallet above the floor": (
        "test_topups::test_a_wallet_that_has_less_than_the_price_gets_the_plain_answer"
    ),
    "top-up with an envelope of version 2": (
        "test_topups::test_a_payment_is_credited_to_its_wallet_under_each_name_of_the_header"
    ),
    "the flat shape is 400": "test_topups::test_what_is_wrong_with_a_payment_is_said_and_nothing_is_credited",
    "payments nowhere else": "test_topups::test_a_payment_is_taken_nowhere_else",
}

CONTENT = {
    "409 for faces, until consent is given for the very bytes": (
        "test_moderation::test_media_with_faces_need_consent_once",
        "test_moderation::test_a_consent_outlives_the_process",
        "test_moderation::test_a_consent_is_the_three_words_and_nothing_else",
    ),
    "422 to an order, with another prompt": "test_moderation::test_a_prompt_may_ask_to_be_refused",
    "422 to a poll, with another model": (
        "test_moderation::test_a_prompt_may_ask_to_be_refused_late_and_what_is_recommended_takes_it"
    ),
    "money that is kept": "test_moderation::test_runway_keeps_the_money_and_public_grok_a_fee",
    "models that refuse every face": (
        "test_moderation::test_with_faces_everywhere_the_basic_models_refuse_them_late"
    ),
}

UPSCALING = {
    "both dialects of the older upscaler": (
        "test_upscaling::test_the_official_dialect_takes_a_video_and_a_factor_and_lets_the_rest_stand",
        "test_upscaling::test_the_dialect_that_was_seen_demands_words_and_seconds",
    ),
    "the suite's settings under both names": "test_upscaling::test_the_settings_have_either_name_in_the_list",
    "what the suite refuses": "test_upscaling::test_what_the_suite_refuses",
    "H.265 and ProRes": (
        "test_upscaling::test_the_result_is_what_was_ordered",
        "test_upscaling::test_a_prores_result_says_that_it_is_no_mp4",
    ),
    "quotes that mind the factor, or do not": "test_upscaling::test_a_quote_may_ignore_the_factor",
    "40 such quotes a minute": "test_upscaling::test_upscales_are_quoted_forty_times_a_minute",
    "output without sound": "test_studio::test_an_upscale_really_scales_and_has_no_sound",
}

LATER = {
    "failures are told for ever": "test_faults::test_a_verdict_is_recorded_once_and_survives",
    "502, then the clip": "test_faults::test_a_clip_that_is_delivered_at_the_third_try",
    "an id is forgotten after a day": "test_app::test_an_id_means_nothing_after_a_day_or_with_another_model",
    "400 at dispatch, with the money back": (
        "test_studio::test_too_much_footage_is_found_out_after_the_charge",
        "test_studio::test_a_damaged_picture_is_found_out_late_and_refunded",
        "test_measuring::test_what_only_the_models_maker_finds_is_paid_and_given_back",
    ),
    "the block names its end": "test_faults::test_the_block_holds_for_its_seconds_and_says_until_when",
    '"Auto" is 400': "test_rules::test_a_request_the_model_does_not_take_is_refused",
    "complete can be switched": "clients/test_venice_py::test_it_cleans_up_where_the_service_lets_it",
}

LISTS = (REFUSING, MONEY, MISFORTUNE, DELIVERING, LIMITS, HEADERS, WALLETS, CONTENT, UPSCALING, LATER)

LEFT_OUT = {
    "links that open to one network only": "optional; on one machine everything has one address",
    "re-routing after a model's end by itself": "which model follows is told only by the live list",
}
"""What the simulator does not do, and why."""


@cache
def found_in(name):
    """The tests of a file, by its name below `tests`, or beside this one."""
    [path] = TESTS.glob(f"{name}.py") if "/" in name else HERE.rglob(f"{name}.py")
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def proofs():
    for items in LISTS:
        for item, proof in items.items():
            for each in (proof,) if isinstance(proof, str) else proof:
                yield pytest.param(each, id=f"{item}: {each}")


@pytest.mark.parametrize("proof", list(proofs()))
def test_an_item_has_its_proof(proof):
    file, _, name = proof.partition("::")
    assert name in found_in(file)
