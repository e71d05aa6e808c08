//! Files of a case: kept beside the history under keys of their own, and erased by destroying the key.

use crate::{Console, Fault};
use postern_domain::ids::{AttachmentId, CaseId};
use postern_domain::recovery::retention::FileClass;
use postern_domain::recovery::{Attached, Command, Gate, MOST_BYTES};
use postern_ports::event_store::{Attaching, Content};
use uuid::Uuid;

impl Console {
    /// Attaches a file. What a refusal leaves behind is taken away again.
    pub async fn attach(
        &self,
        id: CaseId,
        seen: u64,
        name: String,
        class: FileClass,
        content: Vec<u8>,
    ) -> Result<(), Fault> {
        self.actor()?;
        self.case_as_seen(id, seen).await?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        if size > MOST_BYTES {
            return Err(Fault::field("attachment"));
        }
        let entropy = self.parts().entropy.as_ref();
        let (key, salt) = (entropy.bytes32()?, entropy.bytes32()?);
        let attachment = AttachmentId(Uuid::from_bytes(entropy.uuid7(self.now())?));
        let file = Attaching { id: attachment, case: id, key, salt, content };
        let attached = Attached { id: attachment, name, size, commitment: file.commitment(), class };
        // The content first: a record never tells of what is not there. Until the record, it is nothing.
        self.parts().store.attach(file).await?;
        let done = self.act(id, seen, Command::Attach { attached }).await;
        if done.is_err() {
            self.parts().store.forget(attachment).await?;
        }
        done
    }

    /// The content of a file, with its name.
    pub async fn attached(&self, id: CaseId, attachment: AttachmentId) -> Result<(String, Vec<u8>), Fault> {
        self.actor()?;
        let case = self.case(id).await?;
        let found = case.attachments.iter().find(|a| a.attached.id == attachment);
        let attached = &found.ok_or(Fault::Unknown("attachment"))?.attached;
        match self.parts().store.attachment(attachment, attached.commitment).await? {
            Content::There(content) => Ok((attached.name.clone(), content)),
            Content::Erased | Content::Missing => Err(Fault::Unknown("attachment")),
            Content::Other => Err(Fault::gate(Gate::ItemExists)),
        }
    }

    /// Destroys the key of a file. It is marked first and recorded then, so that a crash between leaves nothing half done.
    pub async fn erase(&self, id: CaseId, seen: u64, attachment: AttachmentId, reason: String) -> Result<(), Fault> {
        self.actor()?;
        self.parts().store.doom(attachment).await?;
        self.act(id, seen, Command::EraseAttachment { attachment, reason }).await?;
        Ok(self.parts().store.forget(attachment).await?)
    }

    /// Completes erasures that were recorded before the console ended.
    pub(crate) async fn end_erasures(&self) -> Result<(), Fault> {
        for (attachment, id) in self.parts().store.doomed().await? {
            let case = self.case(id).await?;
            if case.attachments.iter().any(|a| a.attached.id == attachment && a.erased.is_some()) {
                self.parts().store.forget(attachment).await?;
            }
        }
        Ok(())
    }
}
