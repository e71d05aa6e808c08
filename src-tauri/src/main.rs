//! The shell: composition, Tauri commands of a few lines, one window. No rule lives here.

mod attention;
mod commands;
mod compose;
mod doctor;
mod logging;
mod options;
mod pin_window;
mod pins;
mod shell;
mod signals;
mod window;

use clap::Parser as _;
use options::{Instead, Look, Options};
use tauri::Manager as _;

fn main() -> std::process::ExitCode {
    logging::hush_panics();
    let options = Options::parse();
    if let Some(Instead::Doctor { fix, what }) = options.instead {
        return match what {
            None | Some(Look::Keys) => doctor::run(fix),
            Some(Look::Directory) => doctor::directories::run(&options),
            Some(Look::Notices) => doctor::notices::run(&options),
        };
    }
    if let Err(why) = options.check_environment() {
        eprintln!("{why}");
        return std::process::ExitCode::from(2);
    }
    let built = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            app.manage(shell::Shell::new(&options, app.handle().clone()));
            window::open(app.handle(), options.gallery)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|handle, event| {
                if matches!(event, tauri::RunEvent::Exit) {
                    tauri::async_runtime::block_on(handle.state::<shell::Shell>().stop());
                }
            });
            std::process::ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The console did not start: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
