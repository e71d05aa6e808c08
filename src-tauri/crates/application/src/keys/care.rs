//! Which key is meant, its settings, and the credentials on it.

use crate::{Console, Fault};
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{KeyFault, KeyId, KeySetting, StoredCredential, StoredCredentials};
use postern_ports::secrets::Pin;

impl Console {
    /// Waits for a touch on any connected key: that is the one meant.
    pub async fn identify_key(&self) -> Result<KeyId, Fault> {
        self.actor()?;
        let connected = self.parts().keys.connected().await;
        let tell: Vec<_> = connected.iter().map(|k| self.progress(&k.id)).collect();
        let all = std::sync::Arc::new(move |step| tell.iter().for_each(|tell| tell(step)));
        let found = self.parts().keys.identify(all).await;
        connected.iter().for_each(|k| self.key_done(&k.id));
        Ok(found?)
    }

    /// Changes a setting of a key.
    pub async fn configure_key(&self, key: &KeyId, setting: KeySetting, pin: Pin) -> Result<(), Fault> {
        self.actor()?;
        if let KeySetting::MinPinLength { length, .. } = &setting
            && !(4..=63).contains(length)
        {
            return Err(Fault::field("length"));
        }
        Ok(self.parts().keys.configure(key, setting, pin.into()).await?)
    }

    /// The credentials on a key.
    pub async fn stored_credentials(&self, key: &KeyId, pin: Pin) -> Result<StoredCredentials, Fault> {
        self.actor()?;
        Ok(self.parts().keys.credentials(key, pin.into()).await?)
    }

    /// Renames the user of a credential on a key.
    pub async fn rename_stored(
        &self,
        key: &KeyId,
        id: &KeyCredentialId,
        (name, display_name): (String, String),
        pin: Pin,
    ) -> Result<StoredCredentials, Fault> {
        self.actor()?;
        let fits = |text: &str| (1..=64).contains(&text.trim().len()) && postern_domain::text::shown(text) == text;
        if !fits(&name) || !fits(&display_name) {
            return Err(Fault::field("name"));
        }
        let found = self.stored(key, id, &pin).await?;
        let renamed = StoredCredential { user_name: name, user_display_name: display_name, ..found };
        self.parts().keys.rename_credential(key, &renamed, pin.clone().into()).await?;
        self.stored_credentials(key, pin).await
    }

    /// One credential on a key.
    pub(super) async fn stored(&self, key: &KeyId, id: &KeyCredentialId, pin: &Pin) -> Result<StoredCredential, Fault> {
        let all = self.parts().keys.credentials(key, pin.clone().into()).await?.all;
        all.into_iter().find(|one| one.id == *id).ok_or(Fault::Key(KeyFault::NoCredential))
    }
}
