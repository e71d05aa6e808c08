//! What a list says of a case: one line, folded record by record without the case itself.

use super::account::Account;
use super::effect::{Action, NoticePhase};
use super::event::{CaseEvent, Opened};
use super::machine_line::MachineLine;
use super::risk;
use super::{Channel, Disposition, Lifecycle, Reason, Stage, Tier};
use crate::ids::{CaseId, DirectoryId, PersonId};
use crate::time::Timestamp;

/// One line of a list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub case: CaseId,
    /// Where its account is.
    pub directory: DirectoryId,
    /// The account's sign-in name, as last read.
    pub login: String,
    /// The account's name, as last read.
    pub name: String,
    /// Why the subject came.
    pub reason: Reason,
    /// How they came.
    pub channel: Channel,
    /// How much is at stake: never less than before.
    pub tier: Tier,
    /// The agent: who opened it, or who took it over.
    pub agent: PersonId,
    /// The furthest stage in which something was recorded. Whether a stage is done is not told here: that changes with
    /// the time and the policy.
    pub reached: Stage,
    /// Co-signatures are asked for, and were not refused since.
    pub sought: bool,
    /// Where it stands.
    pub lifecycle: Lifecycle,
    /// What a reviewer found.
    pub review: Option<Disposition>,
    /// The model that attested the credential that was made last: its AAGUID.
    pub model: Option<String>,
    /// What is told of a machine identity; `None` for a person.
    pub machine: Option<MachineLine>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl CaseLine {
    /// The line of a case that was just opened.
    pub fn begin(case: CaseId, opened: &Opened) -> Self {
        let Account { directory, login, name, .. } = &opened.account;
        let own = risk::own_tier(&opened.account, None);
        Self {
            case,
            directory: directory.clone(),
            login: login.clone(),
            name: name.clone(),
            reason: opened.reason,
            channel: opened.channel,
            tier: risk::raised(opened.tier.max(own), &opened.signals),
            agent: opened.agent,
            reached: Stage::Intake,
            sought: false,
            lifecycle: Lifecycle::Open,
            review: None,
            model: None,
            machine: MachineLine::begin(&opened.account),
            opened_at: opened.at,
        }
    }

    /// Folds a whole stream; `None` when it does not begin with its opening.
    pub fn fold<'a>(case: CaseId, events: impl IntoIterator<Item = &'a CaseEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(CaseEvent::CaseOpened(opened)) = events.next() else { return None };
        let mut line = Self::begin(case, opened);
        for event in events {
            line.apply(event);
        }
        Some(line)
    }

    /// Whether [`CaseLine::apply`] may change a line: the others need not be read to know what it says.
    pub fn is_moved_by(event: &CaseEvent) -> bool {
        let beside = matches!(
            event,
            CaseEvent::AccountReread { .. }
                | CaseEvent::RiskSeen { .. }
                | CaseEvent::CaseTakenOver { .. }
                | CaseEvent::EffectObserved { .. }
                | CaseEvent::Repudiated { .. }
                | CaseEvent::IncidentDisposed { .. }
        );
        beside || stage_of(event).is_some()
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &CaseEvent) {
        if let Some(stage) = stage_of(event)
            && place(stage) > place(self.reached)
        {
            self.reached = stage;
        }
        if let Some(machine) = &mut self.machine {
            machine.apply(event);
        }
        match event {
            CaseEvent::AccountReread { account, .. } => {
                self.login.clone_from(&account.login);
                self.name.clone_from(&account.name);
                self.tier = self.tier.max(risk::own_tier(account, None));
                if self.machine.is_none() {
                    self.machine = MachineLine::begin(account);
                }
            }
            CaseEvent::RiskSeen { signals, .. } => self.tier = risk::raised(self.tier, signals),
            CaseEvent::CaseTakenOver { by, .. } => (self.agent, self.sought, self.model) = (*by, false, None),
            CaseEvent::ApprovalSought { .. } => self.sought = true,
            CaseEvent::ApprovalRefused { .. } => self.sought = false,
            CaseEvent::CredentialMade { made, .. } => self.model = Some(made.aaguid.clone()),
            CaseEvent::CaseCompleted { at, .. } => self.lifecycle = Lifecycle::Completed(*at),
            CaseEvent::CaseRefused { at, .. } => self.lifecycle = Lifecycle::Refused(*at),
            CaseEvent::CaseCancelled { at, .. } => self.lifecycle = Lifecycle::Cancelled(*at),
            CaseEvent::CaseReviewed { disposition, .. } => self.review = Some(*disposition),
            CaseEvent::Repudiated { report } => self.lifecycle = Lifecycle::Incident(report.at),
            CaseEvent::IncidentDisposed { then, .. } => self.lifecycle = then.lifecycle(),
            _ => {}
        }
    }

    /// When the case ended, or was repudiated; `None` while it runs.
    pub fn ended_at(&self) -> Option<Timestamp> {
        match self.lifecycle {
            Lifecycle::Open => None,
            Lifecycle::Completed(at) | Lifecycle::Refused(at) | Lifecycle::Cancelled(at) | Lifecycle::Incident(at) => {
                Some(at)
            }
        }
    }
}

/// The codes of the gates that refused what was tried; none for any other event.
pub fn refused_by(event: &CaseEvent) -> &[String] {
    match event {
        CaseEvent::AttemptRefused { codes, .. } => codes,
        _ => &[],
    }
}

/// The stage in which an event is recorded; `None` for what may be recorded in any.
fn stage_of(event: &CaseEvent) -> Option<Stage> {
    match event {
        CaseEvent::Contained { .. } => Some(Stage::Contain),
        CaseEvent::ConsentRecorded { .. }
        | CaseEvent::CueDrawn { .. }
        | CaseEvent::CueAnswered { .. }
        | CaseEvent::CodeIssued { .. }
        | CaseEvent::CodeChecked { .. }
        | CaseEvent::EvidenceRecorded { .. }
        | CaseEvent::EvidenceWithdrawn { .. }
        | CaseEvent::SponsorSeen { .. }
        | CaseEvent::ConsumersListed { .. } => Some(Stage::Proofing),
        CaseEvent::ApprovalSought { .. } | CaseEvent::ApprovalSigned(_) | CaseEvent::ApprovalRefused { .. } => {
            Some(Stage::Approval)
        }
        CaseEvent::EffectIntended { action, .. } => stage_of_action(action),
        CaseEvent::OldCredentialTried { .. } => Some(Stage::Revocation),
        CaseEvent::KeyAccepted { .. }
        | CaseEvent::CredentialMade { .. }
        | CaseEvent::SubjectInvited { .. }
        | CaseEvent::CredentialEnrolled { .. }
        | CaseEvent::MachineKeyDrawn { .. } => Some(Stage::Provisioning),
        CaseEvent::ReleaseSigned(_) => Some(Stage::Release),
        CaseEvent::HandedOver { .. } | CaseEvent::SignedInLive { .. } => Some(Stage::Handover),
        CaseEvent::CaseCompleted { .. } | CaseEvent::CaseRefused { .. } | CaseEvent::CaseCancelled { .. } => {
            Some(Stage::Close)
        }
        CaseEvent::CaseReviewed { .. } => Some(Stage::Review),
        _ => None,
    }
}

/// The stage to which an outside effect belongs. Sessions end in more than one.
fn stage_of_action(action: &Action) -> Option<Stage> {
    match action {
        Action::SuspendCredential { .. } => Some(Stage::Contain),
        Action::SendCode { .. } => Some(Stage::Proofing),
        Action::BlockSignIn | Action::RevokeCredential { .. } => Some(Stage::Revocation),
        Action::SubmitCredential => Some(Stage::Provisioning),
        Action::UnblockSignIn => Some(Stage::Handover),
        Action::SendNotice { phase: NoticePhase::Close, .. } => Some(Stage::Notification),
        Action::SendNotice { phase: NoticePhase::Intake, .. } | Action::EndSessions => None,
    }
}

/// Where a stage stands on the path: a privileged account is released before it is handed over.
fn place(stage: Stage) -> u8 {
    match stage {
        Stage::Intake => 0,
        Stage::Contain => 1,
        Stage::Proofing => 2,
        Stage::Approval => 3,
        Stage::Revocation => 4,
        Stage::Provisioning => 5,
        Stage::Release => 6,
        Stage::Handover => 7,
        Stage::Notification => 8,
        Stage::Close => 9,
        Stage::Review => 10,
    }
}
