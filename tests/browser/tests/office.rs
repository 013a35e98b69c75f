//! What people do with the app, each scenario in a browser, a county and a relay of its own.

use taizhang_browser_tests::Stage;

#[test]
fn a_desk_is_set_up_by_its_link_and_shows_the_ledger() {
    Stage::new().play("enrol");
}

#[test]
fn a_new_device_knows_who_it_is_before_its_cases_come() {
    let stage = Stage::new();
    stage.with_ledger(300);
    stage.play_as("newcomer", "300");
}

#[test]
fn a_first_visit_loads_less_than_one_and_a_half_megabytes() {
    Stage::new().play("light");
}

#[test]
fn without_relay_and_network_the_ledger_opens_is_searched_edited_and_printed() {
    Stage::new().play("offline");
}

#[test]
fn a_network_lost_before_the_rest_of_the_program_came_is_waited_for() {
    Stage::new().play("rest");
}

#[test]
fn a_restricted_case_shows_nothing_and_can_be_opened_with_a_reason() {
    Stage::new().play("restricted");
}

#[test]
fn what_is_typed_in_a_drawer_is_kept_until_it_is_saved_or_cancelled() {
    Stage::new().play("drawers");
}

#[test]
fn a_contact_is_registered_with_its_details_and_its_slip_outlives_the_browser() {
    Stage::new().play_as("contact", "desk");
}

#[test]
fn a_contact_is_registered_with_its_details_on_a_phone() {
    Stage::new().play_as("contact", "phone");
}

#[test]
fn what_was_saved_is_there_after_kill_9() {
    Stage::new().play("killed");
}

#[test]
fn two_people_on_one_case_see_what_the_other_saves() {
    Stage::new().play("live");
}

#[test]
fn another_tab_goes_on_when_the_leading_one_is_gone() {
    Stage::new().play("tabs");
}

#[test]
fn two_devices_in_one_browser_keep_apart_and_lock_after_idleness() {
    Stage::new().play("desks");
}

#[test]
fn a_browser_that_cannot_hold_the_ledger_says_so() {
    Stage::new().play("trouble");
}

#[test]
fn a_new_version_waits_for_a_half_written_form() {
    Stage::new().play("update");
}

#[test]
fn two_offices_and_a_phone_from_the_first_contact_to_the_petitioners_question() {
    Stage::new().play("story");
}

#[test]
fn every_figure_opens_to_exactly_its_cases() {
    Stage::new().play("figures");
}

#[test]
fn an_act_is_found_by_pinyin_and_a_revision_knows_what_it_was_begun_upon() {
    Stage::new().play("forms");
}

#[test]
fn every_screen_on_a_desk_is_usable_by_everybody_and_keeps_still() {
    Stage::new().play_as("screens", "desk");
}

#[test]
fn every_screen_on_a_desk_keeps_still_from_its_first_moment() {
    Stage::new().play_as("still", "desk");
}

#[test]
fn every_screen_on_a_phone_keeps_still_from_its_first_moment() {
    Stage::new().play_as("still", "phone");
}

#[test]
fn every_screen_on_a_phone_is_usable_by_everybody_and_keeps_still() {
    Stage::new().play_as("screens", "phone");
}

#[test]
fn what_an_older_version_left_is_opened_and_what_a_newer_one_left_is_not_touched() {
    Stage::new().play("older");
}

#[test]
fn a_worker_that_ends_without_a_word_is_noticed_and_files_held_elsewhere_are_waited_for() {
    Stage::new().play("silent");
}

#[test]
fn a_desk_that_holds_the_only_copy_for_long_says_so() {
    Stage::new().play_as("onlycopy", "desk");
}

#[test]
fn a_phone_that_holds_the_only_copy_for_long_says_so() {
    Stage::new().play_as("onlycopy", "phone");
}

#[test]
fn a_device_that_was_shut_out_says_so_and_its_unsent_work_waits_for_a_word() {
    Stage::new().play("revoked");
}

#[test]
fn what_one_administrator_proposes_is_in_force_when_a_second_person_agrees() {
    Stage::new().play("approvals");
}

#[test]
fn the_administrator_puts_names_right_and_withdraws_a_code() {
    Stage::new().play("administrator");
}

#[test]
fn a_morning_at_a_desk_needs_no_mouse() {
    Stage::new().play("keyboard");
}

#[test]
fn a_private_window_keeps_a_ledger_for_as_long_as_it_is_open_and_says_so() {
    Stage::new().play("private");
}

#[test]
fn a_campaign_is_written_with_its_reports_and_routes_and_holds() {
    Stage::new().play_as("campaign", "desk");
}

#[test]
fn a_campaign_is_written_on_a_phone_too() {
    Stage::new().play_as("campaign", "phone");
}

#[test]
fn details_of_somebody_are_corrected_chosen_and_shared_on_a_desk() {
    Stage::new().play_as("details", "desk");
}

#[test]
fn details_of_somebody_are_corrected_chosen_and_shared_on_a_phone() {
    Stage::new().play_as("details", "phone");
}

#[test]
fn the_list_is_exported_as_a_workbook() {
    Stage::new().play_as("export", "desk");
}

#[test]
fn a_matter_typed_again_is_pointed_out_on_a_desk() {
    Stage::new().play_as("alike", "desk");
}

#[test]
fn a_matter_typed_again_is_pointed_out_on_a_phone() {
    Stage::new().play_as("alike", "phone");
}

#[test]
fn a_backup_makes_a_new_desk_and_a_file_sets_one_up_without_the_relay() {
    Stage::new().play_as("backup", "desk");
}

#[test]
fn what_two_offices_wrote_at_once_is_decided_in_the_app() {
    Stage::new().play("decisions");
}
