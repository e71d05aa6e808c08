//! PINs: set by whoever the key is for, or drawn, or changed. None is ever tried again by the program.

use crate::{Console, Fault};
use postern_ports::authenticator::{KeyDescription, KeyFault, KeyId};
use postern_ports::secrets::Pin;

/// Digits of a drawn PIN: whoever gets the key changes it at once.
const DIGITS: usize = 8;

impl Console {
    /// What a connected key says about itself now.
    pub async fn described(&self, key: &KeyId) -> Result<KeyDescription, Fault> {
        let connected = self.parts().keys.connected().await;
        connected.into_iter().find(|k| k.id == *key).ok_or(Fault::Key(KeyFault::Removed))
    }

    /// The shortest PIN that `key` and the policy take, in characters.
    pub async fn least_pin(&self, key: &KeyId) -> Result<u32, Fault> {
        let policy = self.roster().await?.policy().map_or(0, |p| p.min_pin_length);
        Ok(self.described(key).await?.min_pin_length.max(policy))
    }

    /// Sets the first PIN of a key, as long as the policy asks.
    pub async fn set_key_pin(&self, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        self.actor()?;
        self.long_enough(&pin).await?;
        self.parts().keys.set_pin(key, pin).await?;
        self.drawn_pins().remove(key);
        Ok(())
    }

    /// The PIN that is drawn for a key whose case says so: drawn and set now, or the one of an attempt just before. It is
    /// known here until the key asks for another, and nowhere else.
    pub(crate) async fn drawn_pin(&self, key: &KeyId) -> Result<Pin, Fault> {
        let found = self.described(key).await?;
        if found.pin_set {
            return self.drawn_pins().get(key).cloned().ok_or(Fault::Key(KeyFault::PinUnknown));
        }
        if !found.features.sets_min_pin_length {
            // Without it nothing makes the next owner change what others have seen.
            return Err(Fault::Key(KeyFault::Unsupported("force_pin_change".to_owned())));
        }
        let least = self.least_pin(key).await? as usize;
        let pin = self.drawn(least.max(DIGITS))?;
        self.parts().keys.set_pin(key, pin.clone()).await?;
        self.drawn_pins().insert(key.clone(), pin.clone());
        Ok(pin)
    }

    /// Changes the PIN; the old one is tried once. Nobody needs to be signed in: a key may ask for it before a sign-in.
    pub async fn change_key_pin(&self, key: &KeyId, old: Pin, new: Pin) -> Result<(), Fault> {
        self.long_enough(&new).await?;
        self.parts().keys.change_pin(key, old, new).await?;
        self.drawn_pins().remove(key);
        Ok(())
    }

    async fn long_enough(&self, pin: &Pin) -> Result<(), Fault> {
        let roster = self.roster().await?;
        let policy = roster.policy().ok_or(Fault::Unknown("policy"))?;
        // Exposed to count its characters; nothing of it is kept.
        if pin.expose().chars().count() < policy.min_pin_length as usize {
            return Err(Fault::Key(KeyFault::PinPolicy));
        }
        Ok(())
    }

    /// Digits drawn evenly, and not a run or one digit repeated: those are refused like anybody's.
    fn drawn(&self, digits: usize) -> Result<Pin, Fault> {
        let mut text = String::with_capacity(digits);
        while text.len() < digits {
            // Bytes of 250 and more would favour the lower digits.
            let bytes = self.parts().entropy.bytes32()?;
            let drawn = bytes.iter().filter(|b| **b < 250).map(|b| char::from(b'0' + b % 10));
            text.extend(drawn.take(digits - text.len()));
        }
        let steps: Vec<i32> = text.as_bytes().windows(2).map(|w| i32::from(w[1]) - i32::from(w[0])).collect();
        let easy = [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step));
        if easy { self.drawn(digits) } else { Ok(Pin::new(text)) }
    }
}
