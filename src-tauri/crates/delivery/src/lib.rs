//! Telling people: the words (Fluent, shared with the window), notices, lists and reports as files, the practice mailbox.
//! Telling machines: events for security, comments in tickets.
//! Telling people: the words (Fluent, shared with the window) and the channels that carry them.
//!
//! Invariants: a notice is delivered at most once under a reference; its text carries repudiation
//! instructions (SP 800-63B-4 §4.6). Deliberately absent: who must be told (domain), and reading what a mail server sends back.

mod channels;
pub mod feed;
mod journal;
mod lists;
mod mailbox;
pub mod report;
mod sealer;
mod smtp;
mod speech;
mod subject;
mod templates;
pub mod tickets;
mod webhook;
mod words;

pub use channels::Channels;
pub use journal::{Delivery, Journal, Known, Standing};
pub use lists::{NotWritten, list_file};
pub use mailbox::{Mailbox, Message};
pub use sealer::AgeSealer;
pub use smtp::{BadSmtp, Smtp, SmtpSettings, Tls};
pub use speech::Speech;
pub use subject::{subject_html, subject_json};
pub use templates::{Said, letter};
pub use webhook::{BadWebhook, SIGNATURE, Webhook, WebhookSettings};
pub use words::{Language, Words, every_table};
