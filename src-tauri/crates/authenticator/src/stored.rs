//! authenticatorCredentialManagement (CTAP 2.1 §6.8): what is on a key.

use crate::ctap::{Fields, bytes, descriptors, int, map, named_bytes, named_text, nonsense, text};
use crate::info::Info;
use crate::link::Session;
use crate::token::{Authority, Permission, PinToken};
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{KeyFault, StoredCredential, StoredCredentials};
use serde_cbor_2::Value;

const METADATA: u8 = 1;
const FIRST_PARTY: u8 = 2;
const NEXT_PARTY: u8 = 3;
const FIRST_CREDENTIAL: u8 = 4;
const NEXT_CREDENTIAL: u8 = 5;
const DELETE: u8 = 6;
const RENAME: u8 = 7;
/// A key that says that it holds more is not believed.
const MOST: u32 = 4096;

/// The management of one key, under one token.
pub struct Management<'a> {
    key: &'a mut Session,
    command: u8,
    permit: PinToken,
}

impl<'a> Management<'a> {
    /// Begins.
    pub async fn begin(key: &'a mut Session, info: &Info, authority: &Authority<'_>) -> Result<Self, KeyFault> {
        let command =
            info.credential_management.ok_or_else(|| KeyFault::Unsupported("credential management".to_owned()))?;
        // Without a relying party: the list is of all of them (§6.8.3).
        let permit = PinToken::get(key, info, authority, Permission::ManageCredentials, None).await?;
        Ok(Self { key, command, permit })
    }

    /// Everything on the key.
    pub async fn all(&mut self) -> Result<StoredCredentials, KeyFault> {
        let mut metadata = self.call(METADATA, None).await?;
        let mut found = StoredCredentials { room: metadata.unsigned(2), all: Vec::new() };
        if metadata.unsigned(1) == Some(0) {
            return Ok(found);
        }
        for (rp_id, rp_hash) in self.parties().await? {
            self.of_party(&rp_id, &rp_hash, &mut found.all).await?;
        }
        Ok(found)
    }

    async fn parties(&mut self) -> Result<Vec<(String, Vec<u8>)>, KeyFault> {
        let mut first = match self.call(FIRST_PARTY, None).await {
            Err(KeyFault::NoCredential) => return Ok(Vec::new()),
            other => other?,
        };
        let total = count(first.unsigned(5))?;
        let mut all = vec![party(&mut first)?];
        for _ in 1..total {
            all.push(party(&mut self.next(NEXT_PARTY).await?)?);
        }
        Ok(all)
    }

    async fn of_party(&mut self, rp_id: &str, rp_hash: &[u8], all: &mut Vec<StoredCredential>) -> Result<(), KeyFault> {
        let asked = map([(int(1), bytes(rp_hash))]);
        let mut first = match self.call(FIRST_CREDENTIAL, Some(asked)).await {
            Err(KeyFault::NoCredential) => return Ok(()),
            other => other?,
        };
        let total = count(first.unsigned(9))?;
        all.push(credential(rp_id, &mut first)?);
        for _ in 1..total {
            all.push(credential(rp_id, &mut self.next(NEXT_CREDENTIAL).await?)?);
        }
        Ok(())
    }

    /// Deletes a credential.
    pub async fn delete(&mut self, id: &KeyCredentialId) -> Result<(), KeyFault> {
        self.call(DELETE, Some(map([(int(2), descriptor(id))]))).await.map(|_| ())
    }

    /// Renames the user of a credential.
    pub async fn rename(&mut self, credential: &StoredCredential) -> Result<(), KeyFault> {
        let user = map([
            (text("id"), bytes(&credential.user_id)),
            (text("name"), text(&credential.user_name)),
            (text("displayName"), text(&credential.user_display_name)),
        ]);
        let asked = map([(int(2), descriptor(&credential.id)), (int(3), user)]);
        self.call(RENAME, Some(asked)).await.map(|_| ())
    }

    async fn call(&mut self, subcommand: u8, parameters: Option<Value>) -> Result<Fields, KeyFault> {
        let mut message = vec![subcommand];
        let mut fields = vec![(1, int(subcommand.into()))];
        if let Some(parameters) = parameters {
            message.extend(serde_cbor_2::to_vec(&parameters).map_err(|e| KeyFault::Device(e.to_string()))?);
            fields.push((2, parameters));
        }
        fields.push((3, int(self.permit.protocol().into())));
        fields.push((4, bytes(&self.permit.authenticate(&message))));
        self.key.send(self.command, fields).await
    }

    /// The next of a list: nothing but the subcommand (§6.8.3, §6.8.4).
    async fn next(&mut self, subcommand: u8) -> Result<Fields, KeyFault> {
        self.key.send(self.command, vec![(1, int(subcommand.into()))]).await
    }
}

fn count(told: Option<u32>) -> Result<u32, KeyFault> {
    told.filter(|n| (1..=MOST).contains(n)).ok_or_else(|| nonsense("a count"))
}

fn party(fields: &mut Fields) -> Result<(String, Vec<u8>), KeyFault> {
    let party = fields.map(3)?;
    Ok((named_text(&party, "id"), fields.bytes(4)?))
}

fn credential(rp_id: &str, fields: &mut Fields) -> Result<StoredCredential, KeyFault> {
    let (user, id) = (fields.map(6)?, fields.map(7)?);
    Ok(StoredCredential {
        rp_id: rp_id.to_owned(),
        id: KeyCredentialId(named_bytes(&id, "id").ok_or_else(|| nonsense("credential"))?),
        user_id: named_bytes(&user, "id").unwrap_or_default(),
        user_name: named_text(&user, "name"),
        user_display_name: named_text(&user, "displayName"),
        protection: fields.unsigned(0x0a),
    })
}

fn descriptor(id: &KeyCredentialId) -> Value {
    match descriptors(std::slice::from_ref(id)) {
        Value::Array(mut one) => one.pop().unwrap_or(Value::Null),
        other => other,
    }
}
