//! Timed steps: a line when one starts, a line with its time when it ends, and a table of where the time went.

use std::time::{Duration, Instant};

use crate::stop::Stop;

/// The steps of one command.
pub struct Steps {
    begun: Instant,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    took: Duration,
    failure: Option<String>,
}

impl Steps {
    /// None yet; the clock starts.
    pub fn new() -> Self {
        Self { begun: Instant::now(), rows: Vec::new() }
    }

    /// Runs a step that later ones need: its failure is the caller's to hand on.
    pub fn need<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
        println!("==> {name}");
        let start = Instant::now();
        let result = work();
        self.note(name, start.elapsed(), result.as_ref().err());
        result
    }

    /// Runs a step that others do not depend on: its failure is recorded, and the next step follows.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<(), Stop>) {
        // Recorded by `need`, and counted by `failures`.
        let _ = self.need(name, work);
    }

    /// Records a step that ran beside the others.
    pub fn note(&mut self, name: &str, took: Duration, failure: Option<&Stop>) {
        let failure = failure.map(|stop| stop.reason().to_owned());
        match &failure {
            None => println!("    {name}: {}", seconds(took)),
            Some(reason) => println!("    {name}: FAILED after {}: {reason}", seconds(took)),
        }
        self.rows.push(Row { name: name.to_owned(), took, failure });
    }

    /// How many steps failed so far.
    pub fn failures(&self) -> usize {
        self.rows.iter().filter(|row| row.failure.is_some()).count()
    }

    /// Prints where the time went, and why a step failed.
    pub fn print_table(&self) {
        println!("\nWhere the time went");
        for row in &self.rows {
            let mark = if row.failure.is_some() { "  FAILED" } else { "" };
            println!("  {:>9}  {}{mark}", seconds(row.took), row.name);
        }
        println!("  {:>9}  in all", seconds(self.begun.elapsed()));
        for row in &self.rows {
            if let Some(reason) = &row.failure {
                println!("  {}: {reason}", row.name);
            }
        }
    }
}

fn seconds(took: Duration) -> String {
    let tenths = took.as_millis() / 100;
    let (minutes, tenths) = (tenths / 600, tenths % 600);
    if minutes == 0 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{minutes} m {:02} s", tenths / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_millis(125_900)), "2 m 05 s");
    }

    #[test]
    fn a_failed_check_is_counted_and_the_next_step_still_runs() {
        let mut steps = Steps::new();
        steps.check("bad", || Err(Stop::Failed("no".into())));
        steps.check("good", || Ok(()));
        assert_eq!((steps.rows.len(), steps.failures()), (2, 1));
    }
}
