//! What may stand in a case's document. A received change is held to these rules operation by operation, and a snapshot
//! row by row: both ways must let the same through, or replicas would never meet.

use taizhang_model::{Act, DeviceId};
use taizhang_wire::{ActorId, Code};

use super::{DocError, act_id};

/// Characters of a key of `fields` or `claims`.
const KEY_CHARS_MAX: usize = 80;
/// Bytes of a plain value.
const VALUE_BYTES_MAX: usize = 8 * 1024;

/// A plain field of the case or of a claim keeps its bounds.
pub(crate) fn check_field(key: &str, value: &str) -> Result<(), DocError> {
    // Bytes are counted before characters: most keys are short.
    let is_long = key.len() > KEY_CHARS_MAX && key.chars().count() > KEY_CHARS_MAX;
    if key.is_empty() || is_long || value.len() > VALUE_BYTES_MAX {
        Err(DocError::new(Code::ForeignShape, "a plain field out of its bounds"))
    } else {
        Ok(())
    }
}

/// Text is written letter by letter.
pub(crate) fn check_letter(text: &str) -> Result<(), DocError> {
    let mut letters = text.chars();
    if letters.next().is_some() && letters.next().is_none() {
        Ok(())
    } else {
        Err(DocError::new(Code::ForeignShape, "text is written letter by letter"))
    }
}

/// An act stands under the key that its operation gives, and names the device that wrote it.
pub(crate) fn check_act(key: &str, json: &str, actor: ActorId, counter: u64) -> Result<Act, DocError> {
    let id = act_id(actor, counter);
    if key != id.to_string() {
        return Err(DocError::new(Code::ForeignShape, "an act under another's key"));
    }
    let act = Act::from_json(id, json).map_err(|error| DocError::new(Code::ForeignShape, error))?;
    let device: DeviceId = actor.device();
    if act.device == device {
        Ok(act)
    } else {
        Err(DocError::new(Code::ForeignShape, "an act in another device's name"))
    }
}
