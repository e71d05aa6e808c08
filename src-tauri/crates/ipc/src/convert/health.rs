//! What a look at this console can find, with what helps: the one table of its sentences, for the window and the
//! command line.

use crate::dto::{FindingState, FindingView, Message};
use postern_domain::text::shown;

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident: $state:ident, $found:literal, $next:expr;)+) => {
        /// Something that a look at this console can find.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Found {
            $($(#[$doc])* $name,)+
        }

        impl Found {
            /// Everything that can be found.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            const fn row(self) -> (FindingState, &'static str, Option<&'static str>) {
                match self {
                    $(Self::$name => (FindingState::$state, $found, $next),)+
                }
            }
        }
    };
}

table! {
    /// A key can be used.
    KeyWorks: Ok, "finding-key-works", None;
    /// A key is there and may not be used: a rule helps.
    KeyClosed: Bad, "finding-key-closed", Some("finding-key-closed-next");
    /// No key, and nothing that would hide one.
    NoKey: Warn, "finding-no-key", Some("finding-no-key-next");
    /// The practice profile has keys of its own.
    KeysArePractice: Ok, "finding-keys-practice", None;
    /// The bus cannot be looked at.
    BusClosed: Bad, "finding-bus-closed", Some("finding-bus-closed-next");
    /// Windows keeps keys to administrators.
    WindowsHidesKeys: Bad, "finding-windows", Some("finding-windows-next");
    /// A sandbox hides keys.
    InFlatpak: Bad, "finding-flatpak", Some("finding-flatpak-next");
    /// A sandbox hides keys.
    InSnap: Bad, "finding-snap", Some("finding-snap-next");
    /// A container hides keys.
    InContainer: Bad, "finding-container", Some("finding-container-next");
    /// The kernel has no raw HID devices.
    NoHidraw: Bad, "finding-no-hidraw", Some("finding-no-hidraw-next");
    /// The history was verified since the console runs.
    HistoryVerified: Ok, "finding-history-verified", None;
    /// It is being verified.
    HistoryNotYet: Unknown, "finding-history-not-yet", Some("finding-history-not-yet-next");
    /// It is damaged.
    HistoryDamaged: Bad, "finding-history-damaged", Some("finding-history-damaged-next");
    /// No file of a case is kept.
    NoFiles: Ok, "finding-files-none", None;
    /// Files are kept until their time is over.
    FilesWait: Ok, "finding-files-wait", None;
    /// Files belong to cases that run.
    FilesOfOpenCases: Ok, "finding-files-open", None;
    /// Files are kept beyond their time.
    FilesHeld: Warn, "finding-files-held", Some("finding-files-held-next");
    /// The time of files is over, and they are still there.
    FilesOver: Warn, "finding-files-over", Some("finding-files-over-next");
    /// No policy says how long files are kept.
    FilesWithoutTime: Warn, "finding-files-no-time", Some("finding-files-no-time-next");
    /// It could not be seen.
    FilesUntold: Unknown, "finding-files-untold", Some("finding-files-untold-next");
    /// The practice profile has a mailbox.
    NoticesArePractice: Ok, "finding-notices-practice", None;
    /// The mail server answers, and lets this desk in.
    MailServes: Ok, "finding-mail-serves", None;
    /// No mail server is set up.
    MailMissing: Bad, "finding-mail-missing", Some("finding-mail-missing-next");
    /// The secret of a channel is not kept.
    NoticeSecretMissing: Bad, "finding-notice-secret", Some("finding-notice-secret-next");
    /// A channel's settings cannot be used.
    NoticesUnusable: Bad, "finding-notices-bad", Some("finding-notices-bad-next");
    /// The mail server does not answer.
    MailSilent: Bad, "finding-mail-silent", Some("finding-mail-silent-next");
    /// The mail server does not let this desk in.
    MailRefuses: Bad, "finding-mail-refuses", Some("finding-mail-refuses-next");
    /// Telephones are reached by a webhook, which is not tried: it would text somebody.
    WebhookReady: Ok, "finding-webhook-ready", None;
    /// No telephone is reached.
    WebhookMissing: Warn, "finding-webhook-missing", Some("finding-webhook-missing-next");
    /// A directory serves.
    DirectoryServes: Ok, "finding-directory-serves", None;
    /// It is not connected: people do everything there.
    DirectoryByPeople: Ok, "finding-directory-people", None;
    /// It does not answer.
    DirectoryDown: Bad, "finding-directory-down", Some("finding-directory-reach-next");
    /// It does not answer in time.
    DirectorySlow: Bad, "finding-directory-slow", Some("finding-directory-reach-next");
    /// It refuses this desk's access.
    DirectoryRefuses: Bad, "finding-directory-refuses", Some("finding-directory-refuses-next");
    /// Somebody has to sign in there.
    DirectoryWaits: Warn, "finding-directory-waits", Some("finding-directory-waits-next");
    /// It answers, and does not serve.
    DirectoryFails: Bad, "finding-directory-fails", Some("finding-directory-fails-next");
    /// It has no secret, and is not connected.
    DirectoryWithoutSecret: Bad, "finding-directory-secret", Some("finding-directory-secret-next");
    /// The access has the rights that it needs, and no more.
    RightsFit: Ok, "finding-rights-fit", None;
    /// It lacks some.
    RightsLacking: Bad, "finding-rights-lacking", Some("finding-rights-lacking-next");
    /// It has too many.
    RightsTooMany: Warn, "finding-rights-many", Some("finding-rights-many-next");
    /// The directory does not tell.
    RightsUntold: Unknown, "finding-rights-untold", Some("finding-rights-untold-next");
    /// The directory did not tell this time.
    RightsFault: Warn, "finding-rights-fault", Some("finding-directory-fails-next");
    /// Everything is handed on.
    FeedCurrent: Ok, "finding-feed-current", None;
    /// Something waits, and nothing is wrong.
    FeedBehind: Unknown, "finding-feed-behind", Some("finding-feed-behind-next");
    /// Something stands in the way.
    FeedStands: Bad, "finding-feed-stands", Some("finding-feed-stands-next");
    /// Tickets were given up.
    TicketsParked: Warn, "finding-tickets-parked", Some("finding-tickets-parked-next");
}

impl Found {
    /// What was found about `whom`; both sentences take `args`, whose texts may come from outside.
    pub fn about(self, whom: &str, args: &[(&str, &str)]) -> FindingView {
        let (state, found, next) = self.row();
        let message = |id: &str| args.iter().fold(Message::of(id), |said, (name, value)| said.with(name, shown(value)));
        let id = if whom.is_empty() { found.to_owned() } else { format!("{found}/{}", shown(whom)) };
        FindingView { id, state, found: message(found), next: next.map(message) }
    }

    /// Ids of its sentences.
    pub fn sentences(self) -> impl Iterator<Item = &'static str> {
        let (_, found, next) = self.row();
        std::iter::once(found).chain(next)
    }
}

/// Something that the console tells at its sign-in too, the `n`th of them: the sentence says what helps.
pub fn noted(n: usize, note: Message) -> FindingView {
    FindingView { id: format!("{}/{n}", note.id), state: FindingState::Warn, found: note, next: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_whom_it_is_about_and_makes_outside_text_harmless() {
        let finding = Found::KeyClosed.about("/dev/hidraw3", &[("product", "Key\u{202e}yeK")]);
        assert_eq!((finding.id.as_str(), finding.state), ("finding-key-closed//dev/hidraw3", FindingState::Bad));
        let args = |said: &Message| said.args.get("product").cloned().unwrap_or_default();
        assert_eq!(args(&finding.found), "Key⟨U+202E⟩yeK");
        assert_eq!(finding.next.as_ref().map(args).as_deref(), Some("Key⟨U+202E⟩yeK"));
    }

    #[test]
    fn what_is_in_order_asks_for_nothing_and_everything_else_says_what_helps() {
        for found in Found::ALL {
            let finding = found.about("", &[]);
            assert_eq!(finding.next.is_none(), finding.state == FindingState::Ok, "{found:?}");
        }
    }
}
