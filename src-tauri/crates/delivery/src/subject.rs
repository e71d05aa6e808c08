//! What the history holds about one person, for that person: a page to read or print, and the same for programs.

use crate::words::{Language, Words};
use postern_domain::subject::{CaseHeld, CredentialHeld, ExceptionHeld, FileHeld, Keeps, SubjectReport, ToldHeld};
use serde::Serialize;

/// Prints well, and fetches nothing.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#161a22}\
    table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;\
    border-block-end:1px solid #838b9a}dt{font-weight:600}dd{margin:0 0 .5rem}blockquote{margin:0;white-space:pre-wrap}\
    h2{break-after:avoid}";

/// The report as a page in `language`.
pub fn subject_html(report: &SubjectReport, language: Language) -> String {
    let mut page = Page { words: Words::of(language), out: String::new() };
    let name = report.names.last().map_or(report.account.as_str(), String::as_str);
    let title = page.say("subject-title", &[("name", name)]);
    page.raw(&format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        language.code()
    ));
    page.paragraph("subject-lead", &[("time", &clock(&report.made_at))]);
    page.person(report);
    for case in &report.cases {
        page.case(case);
    }
    page.paragraph("subject-end", &[]);
    page.raw("</main>\n</body>\n</html>\n");
    page.out
}

/// The report for programs: `docs/formats/subject-v1.md`.
pub fn subject_json(report: &SubjectReport) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

struct Page {
    words: Words,
    out: String,
}

impl Page {
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A sentence, as it stands in a page.
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        escaped(&self.words.say(id, args))
    }

    /// The words of a recorded code.
    fn coded(&self, family: &str, code: impl Serialize) -> String {
        self.say(&format!("{family}-{}", word(code)), &[])
    }

    fn heading(&mut self, level: u8, id: &str, args: &[(&str, &str)]) {
        let said = self.say(id, args);
        self.raw(&format!("<h{level}>{said}</h{level}>\n"));
    }

    fn paragraph(&mut self, id: &str, args: &[(&str, &str)]) {
        let said = self.say(id, args);
        self.raw(&format!("<p>{said}</p>\n"));
    }

    /// Facts with their names; those that hold nothing are left out. Their values are markup.
    fn facts(&mut self, facts: &[(&str, String)]) {
        self.raw("<dl>\n");
        for (id, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
            let name = self.say(id, &[]);
            self.raw(&format!("<dt>{name}</dt><dd>{value}</dd>\n"));
        }
        self.raw("</dl>\n");
    }

    /// A table of markup; nothing where there are no rows.
    fn table(&mut self, title: &str, columns: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        self.heading(3, title, &[]);
        let head: String = columns.iter().map(|id| format!("<th scope=\"col\">{}</th>", self.say(id, &[]))).collect();
        self.raw(&format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"));
        for row in rows {
            let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
            self.raw(&format!("<tr>{cells}</tr>\n"));
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn by(&self, role: Option<postern_domain::staff::Role>) -> String {
        role.map(|role| self.coded("role", role)).unwrap_or_default()
    }

    fn person(&mut self, report: &SubjectReport) {
        let all = |texts: &[String]| escaped(&texts.join(", "));
        let contacts = report.recovery_contacts;
        let facts = [
            ("subject-names", all(&report.names)),
            ("subject-logins", all(&report.logins)),
            ("subject-account", escaped(&report.account)),
            ("subject-directory", escaped(&report.directory)),
            ("subject-history", escaped(&report.history)),
            ("subject-staff", self.by(report.staff_role)),
            ("subject-recovery-contacts", if contacts > 0 { contacts.to_string() } else { String::new() }),
        ];
        self.facts(&facts);
        let rows: Vec<_> = report
            .addresses
            .iter()
            .map(|one| vec![self.coded("contact", one.channel), escaped(&one.address)])
            .collect();
        self.table("subject-addresses", &["subject-col-way", "subject-col-address"], &rows);
        let rows: Vec<_> = report
            .changes
            .iter()
            .map(|one| vec![self.coded("subject-change", one.what), clock(&one.happened_at), clock(&one.seen_at)])
            .collect();
        self.table("subject-changes", &["subject-col-what", "subject-col-time", "subject-col-seen"], &rows);
    }

    fn case(&mut self, case: &CaseHeld) {
        self.heading(2, "subject-case", &[("case", &case.case), ("time", &clock(&case.opened_at))]);
        let signals: Vec<_> = case.signals.iter().map(|signal| self.coded("signal", signal)).collect();
        let handled: Vec<_> =
            case.handled_by.iter().map(|one| format!("{} ({})", self.coded("role", one.role), one.people)).collect();
        let wrong = if case.wrong_codes > 0 { case.wrong_codes.to_string() } else { String::new() };
        let exception = |one: &ExceptionHeld| {
            let kind = self.coded("exception", one.kind);
            format!("{kind}, {}: {} {}", clock(&one.at), escaped(&one.reason), escaped(&one.rationale))
        };
        let exceptions: Vec<_> = case.exceptions.iter().map(exception).collect();
        let facts = [
            ("subject-stands", self.coded("lifecycle", case.stands)),
            ("subject-ended", case.ended_at.as_deref().map(clock).unwrap_or_default()),
            ("subject-reason", self.coded("reason", case.reason)),
            ("subject-channel", self.coded("channel", case.channel)),
            ("subject-ticket", escaped(&case.ticket)),
            ("subject-tier", self.coded("tier", case.tier)),
            ("subject-signals", signals.join(", ")),
            ("subject-policy", escaped(&case.policy)),
            ("subject-keeps", case.keeps.as_ref().map(|keeps| self.keeps(keeps)).unwrap_or_default()),
            ("subject-handled", handled.join(", ")),
            ("subject-wrong-codes", wrong),
            ("subject-exception", exceptions.join("<br>")),
            ("subject-new", case.new_credentials_at.iter().map(|at| clock(at)).collect::<Vec<_>>().join(", ")),
            ("subject-review", case.review.map(|found| self.coded("disposition", found)).unwrap_or_default()),
        ];
        self.facts(&facts);
        self.evidence(case);
        let rows: Vec<_> = case.credentials.iter().map(|one| self.credential(one)).collect();
        self.table("subject-credentials", &["subject-col-what", "subject-col-label", "subject-col-gone"], &rows);
        let rows: Vec<_> = case.told.iter().map(|one| self.told(one)).collect();
        let columns = ["subject-col-what", "subject-col-address", "subject-col-time", "subject-col-delivered"];
        self.table("subject-told", &columns, &rows);
        let rows: Vec<_> =
            case.letters.iter().map(|letter| vec![escaped(&letter.reference), clock(&letter.at)]).collect();
        self.table("subject-letters", &["subject-col-reference", "subject-col-time"], &rows);
        self.remarks(case);
        let rows: Vec<_> = case.files.iter().map(|file| self.file(file)).collect();
        let columns = ["subject-col-file", "subject-col-class", "subject-col-attached", "subject-col-state"];
        self.table("subject-files", &columns, &rows);
    }

    fn keeps(&self, keeps: &Keeps) -> String {
        let span = |what: &str, days: i64| {
            let id = format!("subject-keeps-{what}{}", if days > 0 { "" } else { "-open" });
            self.say(&id, &[("days", &days.to_string())])
        };
        let all = [
            span("records", keeps.record_days),
            span("evidence", keeps.evidence_days),
            span("correspondence", keeps.correspondence_days),
        ];
        all.join("<br>")
    }

    fn evidence(&mut self, case: &CaseHeld) {
        let row = |one: &postern_domain::subject::EvidenceHeld| {
            let outcome =
                if one.withdrawn { self.say("outcome-withdrawn", &[]) } else { self.coded("outcome", one.outcome) };
            vec![
                self.coded("evidence", one.kind),
                self.coded("pathway", one.pathway),
                outcome,
                clock(&one.at),
                self.by(one.by),
            ]
        };
        let rows: Vec<_> = case.evidence.iter().map(row).collect();
        let columns =
            ["subject-col-what", "subject-col-how", "subject-col-shows", "subject-col-time", "subject-col-by"];
        self.table("subject-evidence", &columns, &rows);
    }

    fn credential(&self, one: &CredentialHeld) -> Vec<String> {
        let gone = one.gone_at.as_deref().map_or_else(|| self.say("subject-not-gone", &[]), clock);
        vec![self.coded("subject-credential", one.kind), escaped(&one.label), gone]
    }

    fn told(&self, one: &ToldHeld) -> Vec<String> {
        let address = one.address.as_deref().map_or_else(|| self.say("subject-another-person", &[]), escaped);
        let delivered = one.delivered_at.as_deref().map_or_else(|| self.say("subject-not-delivered", &[]), clock);
        let way = format!("{}: {address}", self.coded("contact", one.channel));
        vec![self.coded("subject-told", one.what), way, clock(&one.intended_at), delivered]
    }

    fn remarks(&mut self, case: &CaseHeld) {
        let row = |one: &postern_domain::subject::Remark| {
            let text = format!("<blockquote>{}</blockquote>", escaped(&one.text));
            vec![self.coded("subject-remark", one.kind), text, clock(&one.at), self.by(one.by)]
        };
        let rows: Vec<_> = case.remarks.iter().map(row).collect();
        let columns = ["subject-col-what", "subject-col-text", "subject-col-time", "subject-col-by"];
        self.table("subject-remarks", &columns, &rows);
    }

    fn file(&self, file: &FileHeld) -> Vec<String> {
        let class = self.coded("subject-class", file.class);
        let attached = format!("{} {}", clock(&file.attached_at), self.by(file.attached_by));
        vec![escaped(&file.name), class, attached, self.state(file)]
    }

    fn state(&self, file: &FileHeld) -> String {
        if let Some(at) = &file.erased_at {
            let time = clock(at);
            return match file.erased_by {
                Some("retention") => self.say("subject-erased-by-time", &[("time", &time)]),
                by => {
                    let by = self.words.say(&format!("role-{}", by.unwrap_or_default()), &[]);
                    self.say("subject-erased-by", &[("time", &time), ("by", &by)])
                }
            };
        }
        let due = file.due_at.as_deref().map(|at| self.say("subject-due", &[("time", &clock(at))]));
        let kept = file.kept.iter().map(|why| self.coded("subject-kept", why));
        due.into_iter().chain(kept).collect::<Vec<_>>().join("<br>")
    }
}

/// The stored name of a code.
fn word(code: impl Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// RFC 3339 in UTC as people read it: it holds nothing that a page would take for markup.
fn clock(at: &str) -> String {
    at.replace('T', " ").replace('Z', " UTC")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::recovery::account::{ContactChannel, CredentialKind};
    use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
    use postern_domain::recovery::exception::ExceptionKind;
    use postern_domain::recovery::retention::{FileClass, Kept};
    use postern_domain::recovery::risk::RiskSignal;
    use postern_domain::recovery::watch::ChangeKind;
    use postern_domain::recovery::{Channel, Disposition, Reason, Tier};
    use postern_domain::staff::Role;
    use postern_domain::subject::*;

    const AT: &str = "2026-11-23T10:00:00Z";

    fn at() -> String {
        AT.to_owned()
    }

    fn file(state: &'static str, erased_by: Option<&'static str>) -> FileHeld {
        FileHeld {
            name: "letter.pdf".to_owned(),
            class: FileClass::Evidence,
            size: 5,
            attached_at: at(),
            attached_by: Some(Role::Agent),
            state,
            due_at: erased_by.is_none().then(at),
            kept: if erased_by.is_none() { Kept::ALL.map(Kept::code).to_vec() } else { Vec::new() },
            erased_at: erased_by.map(|_| at()),
            erased_by,
        }
    }

    /// A report with something in every place.
    fn report(text: &str) -> SubjectReport {
        let kinds = ["note", "question", "answer", "approval_refused", "not_verified", "given_up", "review"];
        let more = ["file_erased", "files_held", "files_released", "done_at_directory"];
        let incident = ["repudiated", "account_cleared", "incident_disposed"];
        let remark = |kind| Remark { kind, by: Some(Role::Reviewer), at: at(), text: text.to_owned() };
        let told = |what, address: Option<&str>| ToldHeld {
            what,
            channel: ContactChannel::Phone,
            address: address.map(str::to_owned),
            intended_at: at(),
            delivered_at: address.map(|_| at()),
        };
        let credential = |kind| CredentialHeld { kind, label: text.to_owned(), gone_at: None };
        let case = CaseHeld {
            case: "C-123456".to_owned(),
            id: "id".to_owned(),
            opened_at: at(),
            ended_at: Some(at()),
            stands: "completed",
            reason: Reason::Lost,
            channel: Channel::Video,
            ticket: text.to_owned(),
            tier: Tier::Privileged,
            signals: vec![RiskSignal::ContactChanged],
            policy: text.to_owned(),
            keeps: Some(Keeps { record_days: 730, evidence_days: 30, correspondence_days: 0 }),
            handled_by: vec![HandledBy { role: Role::Agent, people: 2 }],
            evidence: vec![EvidenceHeld {
                kind: EvidenceKind::Passport,
                pathway: Pathway::VisualMatch,
                outcome: Outcome::Confirmed,
                withdrawn: false,
                at: at(),
                by: Some(Role::Agent),
            }],
            wrong_codes: 1,
            exceptions: vec![ExceptionHeld {
                kind: ExceptionKind::Emergency,
                reason: text.to_owned(),
                rationale: text.to_owned(),
                at: at(),
            }],
            credentials: [
                CredentialKind::SecurityKey,
                CredentialKind::Passkey,
                CredentialKind::OneTimeCode,
                CredentialKind::RecoveryCodes,
                CredentialKind::Password,
                CredentialKind::TemporaryPass,
                CredentialKind::ClientKey,
                CredentialKind::ClientSecret,
                CredentialKind::Other,
            ]
            .map(credential)
            .to_vec(),
            new_credentials_at: vec![at()],
            told: vec![
                told("notice_intake", Some(text)),
                told("notice_close", Some(text)),
                told("code", Some(text)),
                told("code_to_recovery_contact", None),
            ],
            letters: vec![LetterHeld { reference: text.to_owned(), at: at() }],
            remarks: kinds.into_iter().chain(more).chain(incident).map(remark).collect(),
            files: vec![file("kept", None), file("erased", Some("retention")), file("erased", Some("reviewer"))],
            review: Some(Disposition::Concerns),
        };
        SubjectReport {
            format: FORMAT,
            made_at: at(),
            history: "history".to_owned(),
            directory: text.to_owned(),
            account: text.to_owned(),
            logins: vec![text.to_owned()],
            names: vec![text.to_owned()],
            addresses: vec![AddressHeld { channel: ContactChannel::Email, address: text.to_owned() }],
            recovery_contacts: 1,
            staff_role: Some(Role::Supervisor),
            changes: [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Altered]
                .map(|what| ChangeHeld { what, happened_at: at(), seen_at: at() })
                .to_vec(),
            cases: vec![case],
        }
    }

    #[test]
    fn a_report_has_words_for_everything_in_every_language() {
        for language in Language::ALL {
            let page = subject_html(&report("plain"), language);
            assert!(!page.contains('['), "{language:?}: {page}");
            assert!(page.contains(&format!("<html lang=\"{}\">", language.code())) && page.contains("C-123456"));
        }
    }

    #[test]
    fn what_somebody_typed_is_no_markup() {
        let page = subject_html(&report("<script>alert(\"x\")</script>&'"), Language::English);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;"), "{page}");
    }

    #[test]
    fn a_page_fetches_nothing() {
        let page = subject_html(&report("plain"), Language::English);
        for outside in ["http:", "https:", "src=", "href=", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn a_program_reads_what_the_page_of_formats_names() {
        let value: serde_json::Value = serde_json::from_str(&subject_json(&report("plain"))).unwrap();
        assert_eq!(value["format"], FORMAT);
        let page = include_str!("../../../docs/formats/subject-v1.md");
        let mut fields: Vec<String> = Vec::new();
        names(&value, &mut fields);
        for field in fields {
            assert!(page.contains(&format!("`{field}`")), "{field} is not documented");
        }
    }

    fn names(value: &serde_json::Value, all: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    all.push(name.clone());
                    names(value, all);
                }
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| names(value, all)),
            _ => {}
        }
    }
}
