//! Drawing a recovery code and sending it. The code lives in memory only; what is kept is a commitment.

use super::run::code_reference;
use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::account::Contact;
use postern_domain::recovery::evidence::EvidenceKind;
use postern_domain::recovery::{Action, CaseEvent, Command, EffectState, Observation, decide};
use postern_domain::staff::Actor;
use postern_ports::notifier::CodeNotice;
use postern_ports::secrets::RecoveryCode;

impl Console {
    /// Draws the code that `effect` sends, keeps the commitment, and delivers: in this order, so that a code that went
    /// out can always be confirmed.
    pub(super) async fn send_code(&self, id: CaseId, effect: &EffectState, actor: &Actor) -> Result<(), Fault> {
        let Action::SendCode { method, contact, channel, address } = &effect.action else { return Ok(()) };
        // Claiming wrote a record since the case was read.
        let case = self.case(id).await?;
        let moment = self.moment(&case, actor).await?;
        let code = self.draw_code(moment.policy.code_digits)?;
        let commitment = self.commitment(id, contact.as_str(), &code)?;
        let events = decide(&case, Command::CodeDrawn { effect: effect.id, commitment }, &moment.facts())?;
        let expires = match events.first() {
            CaseEvent::CodeIssued { expires, .. } => *expires,
            _ => moment.now,
        };
        self.append_case(id, case.seq, events.into_vec()).await?;
        let to = Contact { id: contact.clone(), channel: *channel, address: address.clone(), unchanged_since: None };
        let notice = CodeNotice {
            case: id.short(),
            login: case.account.login.clone(),
            expires,
            to_contact: *method == EvidenceKind::RecoveryContact,
            language: case.language.clone().unwrap_or_default(),
        };
        let reference = code_reference(&case, effect);
        let observation = match self.parts().notifier.deliver_code(&to, notice, &code, &reference).await {
            Ok(receipt) => Observation::Delivered { receipt },
            Err(fault) => Observation::NotAsIntended { found: fault.recorded() },
        };
        self.observe(id, effect, observation, actor).await
    }

    /// `digits` decimal digits, each drawn evenly.
    fn draw_code(&self, digits: u32) -> Result<RecoveryCode, Fault> {
        let mut text = String::new();
        while text.len() < digits as usize {
            let random = self.parts().entropy.bytes32()?;
            // 250 and more would favour small digits.
            let even = random.iter().filter(|b| **b < 250).map(|b| char::from(b'0' + b % 10));
            text.extend(even.take(digits as usize - text.len()));
        }
        Ok(RecoveryCode::typed(&text))
    }
}
