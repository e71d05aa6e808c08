//! Which key is meant, its settings, and the credentials on it.

use super::erase::name_of;
use crate::{Console, Fault};
use postern_domain::ids::KeyCredentialId;
use postern_domain::staff::{Tending, begin_tending};
use postern_ports::authenticator::{KeyDescription, KeyFault, KeyId, KeySetting, StoredCredential, StoredCredentials};
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

    /// Changes a setting of a key, and reads it back.
    pub async fn configure_key(&self, key: &KeyId, setting: KeySetting, pin: Pin) -> Result<(), Fault> {
        let (actor, roster, found) = (self.actor()?, self.roster().await?, self.described(key).await?);
        let what = match &setting {
            KeySetting::MinPinLength { length, .. } => Tending::MinPinLength { length: *length },
            KeySetting::ForcePinChange => Tending::ForcePinChange,
            KeySetting::ToggleAlwaysVerify => Tending::AlwaysVerify { on: found.features.always_verify != Some(true) },
            KeySetting::EnterpriseAttestation => Tending::EnterpriseAttestation,
        };
        let begun = begin_tending(&roster, &actor, name_of(&found), what.clone(), self.now())?;
        self.told(begun, async {
            self.parts().keys.configure(key, setting, pin.into()).await?;
            let connected = self.parts().keys.connected().await;
            let now = connected.into_iter().find(|k| k.id == *key).ok_or(KeyFault::Removed)?;
            if shows(&now, &what) { Ok(()) } else { Err(KeyFault::NotKept) }
        })
        .await
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
        let (actor, roster, described) = (self.actor()?, self.roster().await?, self.described(key).await?);
        let what = |rp_id: &str| Tending::Rename {
            rp_id: rp_id.to_owned(),
            credential: id.clone(),
            user_name: name.clone(),
            display_name: display_name.clone(),
        };
        // Before the key is asked for anything, with what is not known yet left out.
        begin_tending(&roster, &actor, name_of(&described), what(""), self.now())?;
        let found = self.stored(key, id, &pin).await?;
        let begun = begin_tending(&roster, &actor, name_of(&described), what(&found.rp_id), self.now())?;
        let renamed = StoredCredential { user_name: name.clone(), user_display_name: display_name.clone(), ..found };
        self.told(begun, async {
            self.parts().keys.rename_credential(key, &renamed, pin.clone().into()).await?;
            let now = self.parts().keys.credentials(key, pin.into()).await?;
            if now.all.contains(&renamed) { Ok(now) } else { Err(KeyFault::NotKept) }
        })
        .await
    }

    /// One credential on a key.
    pub(super) async fn stored(&self, key: &KeyId, id: &KeyCredentialId, pin: &Pin) -> Result<StoredCredential, Fault> {
        let all = self.parts().keys.credentials(key, pin.clone().into()).await?.all;
        all.into_iter().find(|one| one.id == *id).ok_or(Fault::Key(KeyFault::NoCredential))
    }
}

/// Whether the key tells that it is as it was set.
fn shows(key: &KeyDescription, what: &Tending) -> bool {
    match what {
        Tending::MinPinLength { length } => key.min_pin_length == *length,
        Tending::ForcePinChange => key.force_pin_change,
        Tending::AlwaysVerify { on } => key.features.always_verify == Some(*on),
        Tending::EnterpriseAttestation => key.features.enterprise_attestation == Some(true),
        // The credentials are read back instead.
        Tending::Rename { .. } => true,
    }
}
