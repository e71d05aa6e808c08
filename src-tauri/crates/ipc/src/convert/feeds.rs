//! What follows the history outside, and how far it is.

use super::Found;
use crate::dto::{
    FeedCode, FeedSecretCode, FeedTroubleCode, FeedTroubleView, FeedView, FindingView, ParkedCode, ParkedView,
};
use postern_domain::text::shown;
use postern_ports::feed::{Parked, ParkedWhy, Standing, TroubleKind};

/// One follower, where the history has `size` records.
pub fn feed_view(code: FeedCode, to: &str, secret: FeedSecretCode, standing: &Standing, size: u64) -> FeedView {
    FeedView {
        code,
        to: shown(to),
        secret,
        position: standing.position,
        behind: size.saturating_sub(standing.position),
        last: standing.last.map(|at| at.0),
        trouble: standing.trouble.as_ref().map(|stands| FeedTroubleView {
            code: trouble_code(stands.trouble.kind),
            detail: shown(&stands.trouble.detail),
            since: stands.since.0,
            tries: stands.tries,
        }),
    }
}

/// What was given up, the newest first.
pub fn parked_views(parked: &[Parked]) -> Vec<ParkedView> {
    let one = |parked: &Parked| ParkedView {
        case: parked.case.short(),
        ticket: shown(&parked.ticket),
        why: match parked.why {
            ParkedWhy::NoTicket => ParkedCode::NoTicket,
            ParkedWhy::NotThere => ParkedCode::NotThere,
            ParkedWhy::Refused => ParkedCode::Refused,
        },
        at: parked.at.0,
    };
    parked.iter().rev().map(one).collect()
}

/// What a look at this console finds of a follower.
pub fn feed_findings(feed: &FeedView, parked: usize) -> Vec<FindingView> {
    let name = feed_name(feed.code);
    let behind = feed.behind.to_string();
    let mut found = Vec::new();
    match &feed.trouble {
        Some(trouble) => {
            let why = format!("{} ({})", trouble_name(trouble.code), trouble.detail);
            let args = [("name", name), ("records", behind.as_str()), ("why", why.as_str())];
            found.push(Found::FeedStands.about(name, &args));
        }
        None if feed.behind > 0 => found.push(Found::FeedBehind.about(name, &[("name", name), ("records", &behind)])),
        None => found.push(Found::FeedCurrent.about(name, &[("name", name)])),
    }
    if parked > 0 {
        let count = parked.to_string();
        found.push(Found::TicketsParked.about(name, &[("count", count.as_str())]));
    }
    found
}

/// The name of a follower in files and sentences.
pub const fn feed_name(code: FeedCode) -> &'static str {
    match code {
        FeedCode::File => "file",
        FeedCode::Syslog => "syslog",
        FeedCode::Collector => "collector",
        FeedCode::Tickets => "tickets",
    }
}

const fn trouble_code(kind: TroubleKind) -> FeedTroubleCode {
    match kind {
        TroubleKind::Unreachable => FeedTroubleCode::Unreachable,
        TroubleKind::TimedOut => FeedTroubleCode::TimedOut,
        TroubleKind::Tls => FeedTroubleCode::Tls,
        TroubleKind::Access => FeedTroubleCode::Access,
        TroubleKind::Busy => FeedTroubleCode::Busy,
        TroubleKind::Refused => FeedTroubleCode::Refused,
        TroubleKind::NoSecret => FeedTroubleCode::NoSecret,
        TroubleKind::Keyring => FeedTroubleCode::Keyring,
        TroubleKind::Disk => FeedTroubleCode::Disk,
        TroubleKind::History => FeedTroubleCode::History,
    }
}

const fn trouble_name(code: FeedTroubleCode) -> &'static str {
    match code {
        FeedTroubleCode::Unreachable => TroubleKind::Unreachable.code(),
        FeedTroubleCode::TimedOut => TroubleKind::TimedOut.code(),
        FeedTroubleCode::Tls => TroubleKind::Tls.code(),
        FeedTroubleCode::Access => TroubleKind::Access.code(),
        FeedTroubleCode::Busy => TroubleKind::Busy.code(),
        FeedTroubleCode::Refused => TroubleKind::Refused.code(),
        FeedTroubleCode::NoSecret => TroubleKind::NoSecret.code(),
        FeedTroubleCode::Keyring => TroubleKind::Keyring.code(),
        FeedTroubleCode::Disk => TroubleKind::Disk.code(),
        FeedTroubleCode::History => TroubleKind::History.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::FindingState;
    use postern_domain::time::Timestamp;
    use postern_ports::feed::{Standstill, Trouble};

    fn view(standing: &Standing) -> FeedView {
        feed_view(FeedCode::Collector, "https://siem.example.test", FeedSecretCode::Kept, standing, 10)
    }

    #[test]
    fn a_feed_is_current_behind_or_stands_and_says_why() {
        let states = |standing: &Standing, parked| -> Vec<FindingState> {
            feed_findings(&view(standing), parked).iter().map(|found| found.state).collect()
        };
        let mut standing = Standing { position: 10, ..Standing::default() };
        assert_eq!(states(&standing, 0), [FindingState::Ok]);
        assert_eq!(states(&standing, 2), [FindingState::Ok, FindingState::Warn]);
        standing.position = 4;
        assert_eq!((view(&standing).behind, states(&standing, 0)), (6, vec![FindingState::Unknown]));
        let trouble = Trouble::of(TroubleKind::Access, "401\u{202e}");
        standing.trouble = Some(Standstill { trouble, since: Timestamp(5), tries: 3 });
        assert_eq!(states(&standing, 0), [FindingState::Bad]);
        let found = feed_findings(&view(&standing), 0);
        assert_eq!(found[0].found.args.get("why").map(String::as_str), Some("access (401⟨U+202E⟩)"));
    }

    #[test]
    fn every_kind_of_trouble_keeps_its_code() {
        for kind in TroubleKind::ALL {
            assert_eq!(trouble_name(trouble_code(kind)), kind.code());
        }
    }
}
