//! Which channel reaches which kind of address: mail those of mail, a webhook telephones, neither the post.

use async_trait::async_trait;
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_ports::Notifier;
use postern_ports::notifier::{CodeNotice, Notice, NotifierFault};
use postern_ports::secrets::RecoveryCode;
use std::sync::{Arc, PoisonError, RwLock};

/// What reaches one kind of address.
type Channel = Option<Arc<dyn Notifier>>;

/// The channels of a profile. Others may take their place while the console runs.
pub struct Channels {
    now: RwLock<Reached>,
}

struct Reached {
    mail: Channel,
    phone: Channel,
}

impl Channels {
    /// What reaches addresses of mail, and what reaches telephones; `None` where nothing does.
    pub fn new(mail: Option<Arc<dyn Notifier>>, phone: Option<Arc<dyn Notifier>>) -> Self {
        Self { now: RwLock::new(Reached { mail, phone }) }
    }

    /// Puts others in their place: what is on its way goes on with what it began with.
    pub fn replace(&self, mail: Option<Arc<dyn Notifier>>, phone: Option<Arc<dyn Notifier>>) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Reached { mail, phone };
    }

    fn to(&self, channel: ContactChannel) -> Result<Arc<dyn Notifier>, NotifierFault> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        let found = match channel {
            ContactChannel::Email => now.mail.clone(),
            ContactChannel::Phone => now.phone.clone(),
            ContactChannel::Post => None,
        };
        found.ok_or(NotifierFault::NoChannel)
    }

    fn all(&self) -> Vec<Arc<dyn Notifier>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        [&now.mail, &now.phone].into_iter().flatten().cloned().collect()
    }
}

#[async_trait]
impl Notifier for Channels {
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault> {
        self.to(to.channel)?.deliver(to, notice, reference).await
    }

    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        self.to(to.channel)?.deliver_code(to, notice, code, reference).await
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        // A reference does not tell its channel: whichever knows of it answers.
        for channel in self.all() {
            match channel.delivered(reference).await {
                Ok(None) => {}
                known => return known,
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mailbox;
    use postern_domain::ids::ContactId;
    use postern_domain::time::Timestamp;
    use postern_ports::notifier::{Gained, NoticeKind};

    fn contact(channel: ContactChannel) -> Contact {
        let (id, address) = (ContactId::new("c").unwrap(), "maya@example.test".to_owned());
        Contact { id, channel, address, unchanged_since: None }
    }

    fn notice() -> Notice {
        let (case, login, language) = ("C-123456".to_owned(), "maya".to_owned(), String::new());
        let kind = NoticeKind::Recovered { gained: Gained::Key, kept: false };
        Notice { kind, case, login, at: Timestamp(1_795_428_000_000), language, second: false }
    }

    #[tokio::test]
    async fn each_kind_of_address_has_its_channel_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| Arc::new(Mailbox::open(&folder.path().join(name)).unwrap());
        let (mail, phone) = (place("mail"), place("phone"));
        let both = Channels::new(Some(mail.clone()), Some(phone.clone()));
        both.deliver(&contact(ContactChannel::Email), notice(), "ref-1").await.unwrap();
        both.deliver(&contact(ContactChannel::Phone), notice(), "ref-2").await.unwrap();
        assert_eq!((mail.list().unwrap().len(), phone.list().unwrap().len()), (1, 1));
        for known in ["ref-1", "ref-2"] {
            assert_eq!(both.delivered(known).await, Ok(Some(known.to_owned())));
        }
        assert_eq!(both.delivered("ref-3").await, Ok(None));
        let post = both.deliver(&contact(ContactChannel::Post), notice(), "ref-3").await;
        assert_eq!(post, Err(NotifierFault::NoChannel));
        let mail_alone = Channels::new(Some(mail), None);
        let phone = mail_alone.deliver(&contact(ContactChannel::Phone), notice(), "ref-3").await;
        assert_eq!(phone, Err(NotifierFault::NoChannel));
        assert_eq!(mail_alone.delivered("ref-2").await, Ok(None));
        mail_alone.replace(None, Some(place("other")));
        let mail = mail_alone.deliver(&contact(ContactChannel::Email), notice(), "ref-4").await;
        assert_eq!(mail, Err(NotifierFault::NoChannel), "others took their place");
        mail_alone.deliver(&contact(ContactChannel::Phone), notice(), "ref-4").await.unwrap();
    }
}
