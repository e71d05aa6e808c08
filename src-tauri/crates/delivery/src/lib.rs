//! Telling people: the words (Fluent, shared with the window) and the channels that carry them.
//!
//! Invariants: a notice is delivered at most once under a reference; its text carries repudiation
//! instructions (SP 800-63B-4 §4.6). Deliberately absent: who must be told (domain), and reading what a mail server sends back.

mod channels;
mod journal;
mod mailbox;
mod sealer;
mod smtp;
mod speech;
mod templates;
mod webhook;
mod words;

pub use channels::Channels;
pub use journal::{Delivery, Journal, Known, Standing};
pub use mailbox::{Mailbox, Message};
pub use sealer::AgeSealer;
pub use smtp::{BadSmtp, Smtp, SmtpSettings, Tls};
pub use speech::Speech;
pub use templates::{Said, letter};
pub use webhook::{BadWebhook, SIGNATURE, Webhook, WebhookSettings};
pub use words::{Language, Words, every_table};
