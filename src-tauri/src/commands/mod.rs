//! Tauri commands: parse what the window says, call one use case, convert what it answers.

mod approval;
mod backups;
mod case;
mod console;
mod desk;
mod directories;
mod drafts;
mod elsewhere;
mod feeds;
mod finding;
mod health;
mod history;
mod incident;
mod keys;
mod lists;
mod looking_back;
mod machines;
mod notices;
mod parse;
mod path;
mod policy;
#[cfg(feature = "practice")]
mod practice;
mod privacy;
mod questions;
mod quorum;

use tauri::Wry;
use tauri::ipc::Invoke;

/// The handlers of every command of the table.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        console::console_status,
        console::start_again,
        keys::keys,
        keys::set_key_pin,
        keys::change_key_pin,
        keys::identify_key,
        keys::model_picture,
        keys::configure_key,
        keys::reset_key,
        keys::stored_credentials,
        keys::rename_stored,
        keys::delete_stored,
        console::cancel_key,
        console::speak,
        console::cancel_work,
        console::setup_enrol,
        console::sign_in,
        console::unlock,
        console::lock,
        console::sign_out,
        console::touch_session,
        console::desktop_notices,
        console::set_desktop_notices,
        history::work_list,
        finding::find,
        drafts::drafts,
        drafts::keep_draft,
        history::history,
        history::history_choices,
        history::verify_history,
        history::checkpoint,
        history::sign_checkpoint,
        history::compare_checkpoint,
        history::witness_checkpoint,
        history::export_case,
        history::save_report,
        looking_back::draw_sample,
        looking_back::patterns,
        looking_back::compare_cases,
        lists::save_list,
        case::attach_file,
        case::erase_attachment,
        history::save_attachment,
        privacy::hold_files,
        privacy::release_files,
        privacy::subject_report,
        case::look_up,
        case::open_case,
        case::case_view,
        case::contain,
        case::record_consent,
        case::draw_cue,
        case::answer_cue,
        case::record_evidence,
        case::withdraw_evidence,
        case::seek_approval,
        case::revoke,
        case::read_back,
        case::accept_key,
        case::provision,
        case::hand_over,
        case::unblock,
        case::live_sign_in,
        case::say_live_sign_in,
        case::notify,
        case::complete,
        case::cannot_verify,
        case::cancel_case,
        case::add_note,
        questions::ask_question,
        questions::answer_question,
        incident::cases_of_reference,
        incident::repudiate,
        incident::freeze_again,
        incident::clear_account,
        incident::dispose_incident,
        path::issue_code,
        path::check_code,
        path::check_saved_code,
        path::replace_saved_codes,
        path::prove_possession,
        path::keep_credential,
        path::ask_exception,
        path::drop_exception,
        path::prove_sponsor,
        path::list_consumers,
        machines::move_consumer,
        machines::machines,
        path::try_old_credential,
        path::say_old_credential,
        path::record_letter,
        notices::letter_text,
        notices::say_language,
        notices::send_again,
        notices::settle_notice,
        path::take_over,
        path::clear_hold,
        elsewhere::search_accounts,
        elsewhere::attest,
        elsewhere::choose_target,
        elsewhere::invite,
        elsewhere::see_enrolled,
        elsewhere::name_recipient,
        elsewhere::rotate_machine_key,
        elsewhere::try_new_machine_key,
        elsewhere::try_old_secret,
        elsewhere::prove_possession_in_browser,
        elsewhere::prove_sponsor_in_browser,
        elsewhere::live_sign_in_in_browser,
        elsewhere::judge_stray,
        directories::directory_setup,
        directories::test_directory,
        directories::save_directory,
        directories::remove_directory,
        directories::set_directory_secret,
        directories::sign_in_directory,
        directories::protect_directory,
        directories::release_write,
        notices::notices_setup,
        notices::save_notices,
        notices::set_notices_secret,
        notices::try_notices,
        desk::desk,
        desk::change_desk,
        desk::replace_staff_key,
        quorum::quorum,
        quorum::begin_quorum,
        quorum::sign_quorum,
        quorum::refuse_quorum,
        quorum::finish_quorum,
        health::health,
        policy::policy,
        policy::compare_policy,
        feeds::feeds,
        feeds::set_feed_secret,
        backups::backups,
        backups::make_backup,
        approval::statement,
        approval::co_sign,
        approval::statement_here,
        approval::co_sign_here,
        approval::refuse_approval,
        approval::release,
        approval::review,
        #[cfg(feature = "practice")]
        practice::practice_keys,
        #[cfg(feature = "practice")]
        practice::practice_insert,
        #[cfg(feature = "practice")]
        practice::practice_touch,
        #[cfg(feature = "practice")]
        practice::practice_mail,
        #[cfg(feature = "practice")]
        practice::practice_try_lost_key,
        #[cfg(feature = "practice")]
        practice::practice_sneak_credential,
        #[cfg(feature = "practice")]
        practice::practice_directory_down,
        #[cfg(feature = "practice")]
        practice::practice_fail,
    ]
}
