//! What people do with the app, each scenario in a browser, a county and a relay of its own.

use taizhang_browser_tests::Stage;

#[test]
fn a_desk_is_set_up_by_its_link_and_shows_the_ledger() {
    Stage::new().play("enrol");
}

#[test]
fn without_relay_and_network_the_ledger_opens_is_searched_edited_and_printed() {
    Stage::new().play("offline");
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
fn every_screen_on_a_desk_is_usable_by_everybody_and_keeps_still() {
    Stage::new().play_as("screens", "desk");
}

#[test]
fn every_screen_on_a_phone_is_usable_by_everybody_and_keeps_still() {
    Stage::new().play_as("screens", "phone");
}
