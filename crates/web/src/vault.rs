//! The browser's own lock of a desk, unwrapped once when it is needed: see `vault.js`.

use rusqlite::opfs::OpfsError;
use taizhang_client::SecretKey;
use taizhang_desk::Failure;
use wasm_bindgen::prelude::*;

use crate::failure::own;

#[wasm_bindgen(module = "/src/vault.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = vaultKey)]
    async fn vault_key(desk: &str) -> Result<JsValue, JsValue>;
}

/// The key under which this browser keeps the desk's keys.
pub(crate) async fn key(desk: &str) -> Result<SecretKey, Failure> {
    let bytes = vault_key(desk).await.map_err(|error| not_given(&crate::opfs::words_of(&error)))?;
    let bytes: [u8; 32] =
        js_sys::Uint8Array::new(&bytes).to_vec().try_into().map_err(|_| own("keystore", "the key is cut short"))?;
    Ok(SecretKey::new(bytes))
}

/// Why there is no key; a new one needs room.
fn not_given(words: &str) -> Failure {
    match OpfsError::named(words) {
        OpfsError::Full => own("disk_full", ""),
        _ => own("keystore", words),
    }
}
