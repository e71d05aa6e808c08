//! The case report: what a case shows, as one file that proves itself.
//!
//! Everything that is shown is text in a [`Model`], and nothing else is: the files are drawn from it, to the byte, so that
//! whoever reads one can have it drawn again and compare. The proof stands in the file, with the console's signature.
//! Deliberately absent: whether a proof holds (store), and which records there are.

mod content;
mod done;
mod html;
mod judged;
mod layout;
mod model;
mod paper;
mod pdf;
mod proof;
mod scene;

pub use content::model_of;
pub use model::{Column, Model, ProofWords, Section, Table};
pub use proof::{FORMAT, Medium, NotAReport, NotWritten, Report};
pub use scene::{Line, Told};
