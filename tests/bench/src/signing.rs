//! What signing costs: an attestation beside the change that it is for, a signed request beside one that is not.

use std::{collections::BTreeMap, hint::black_box};

use anyhow::Context as _;
use ed25519_dalek::SigningKey;
use taizhang_client::forge::Hand;
use taizhang_model::DeviceId;
use taizhang_wire::{Attestation, Cursor, Envelope, Item, PublicKey, RequestHead};

use crate::{
    cases::Case,
    county::{self, AtRest, County, Place},
    report::Report,
    sample::{self, Sample},
};

pub(crate) const ENVELOPES: &[&str] = &["sign_envelope_us", "verify_envelope_us"];
pub(crate) const REQUESTS: &[&str] =
    &["signed_request_us", "unsigned_request_us", "sign_request_us", "verify_request_us"];

/// Checks and signs again every change of these cases.
pub(crate) fn envelopes(report: &mut Report, place: &Place, cases: &[Case]) -> anyhow::Result<()> {
    let device = |hand: &Hand| PublicKey::of(&hand.secret).device();
    let keys: BTreeMap<DeviceId, _> = place.hands.iter().map(|hand| (device(hand), &hand.secret)).collect();
    let mut signed: Vec<(Envelope, &SigningKey, PublicKey)> = Vec::new();
    for item in cases.iter().take(200).flat_map(|case| &case.changes) {
        let Item::Envelope(envelope) = Item::decode(item)? else { anyhow::bail!("no change") };
        let secret = *keys.get(&envelope.attestation.actor.device()).context("a hand wrote it")?;
        signed.push((envelope, secret, PublicKey::of(secret)));
    }
    let began = sample::now();
    for (envelope, _, key) in &signed {
        envelope.attestation.verify(envelope.doc, key)?;
    }
    let verified = sample::ms(began.elapsed());
    let sign = |(envelope, secret, _): &(Envelope, &SigningKey, PublicKey)| {
        let Attestation { actor, seq, hash, .. } = envelope.attestation;
        Attestation::sign(secret, envelope.doc, actor, seq, hash)
    };
    let began = sample::now();
    let again: Vec<_> = signed.iter().map(sign).collect();
    let took = sample::ms(began.elapsed());
    anyhow::ensure!(again.iter().zip(&signed).all(|(again, (was, ..))| *again == was.attestation), "signed the same");
    for (key, ms) in [(ENVELOPES[0], took), (ENVELOPES[1], verified)] {
        if report.wants(&[key]) {
            report.put(key, ms * 1_000.0 / signed.len() as f64, &format!("{} changes", signed.len()));
        }
    }
    Ok(())
}

/// Asks a relay that has nothing new, in turn by requests that are signed and by such that are not.
pub(crate) async fn requests(report: &mut Report, county: &mut County, count: usize) -> anyhow::Result<()> {
    let mut device = county.device(0, AtRest::Encrypted).await?;
    county::sync(&mut device.ledger, &device.client).await?;
    let cursor = device.ledger.status()?.cursor.context("it has synced")?;
    let (mut signed, mut unsigned) = (Sample::default(), Sample::default());
    for _ in 0..count {
        let began = sample::now();
        let page = device.client.pull(Some(cursor), 1).await?;
        signed.add(began.elapsed());
        anyhow::ensure!(page.entries.is_empty(), "there is nothing new");
        let began = sample::now();
        device.client.health().await?;
        unsigned.add(began.elapsed());
    }
    let (sign_ms, verify_ms) = heads(&device.ledger.identity().secret, &cursor, count)?;
    for (key, ms, note) in [
        (REQUESTS[0], signed.median(), "an empty page of the feed, median"),
        (REQUESTS[1], unsigned.median(), "its health, median"),
        (REQUESTS[2], sign_ms, "of that, at the device"),
        (REQUESTS[3], verify_ms, "of that, at the relay"),
    ] {
        if report.wants(&[key]) {
            report.put(key, ms * 1_000.0, note);
        }
    }
    Ok(())
}

/// What it takes to sign a request and to check it, without the request; in milliseconds.
fn heads(secret: &SigningKey, cursor: &Cursor, count: usize) -> anyhow::Result<(f64, f64)> {
    let (county, key) = (PublicKey::of(secret), PublicKey::of(secret));
    let path = format!("/v1/feed?epoch={}&after={}&max=1", cursor.epoch, cursor.after);
    let began = sample::now();
    let signed = |_| black_box(RequestHead::sign(secret, &county, ("GET", &path), b"", 1_790_100_000_000, [7; 16]));
    let heads: Vec<_> = (0..count).map(signed).collect();
    let sign_ms = sample::ms(began.elapsed()) / count as f64;
    let began = sample::now();
    for head in &heads {
        head.verify(&key, &county, "GET", &path)?;
        head.verify_body(b"")?;
    }
    Ok((sign_ms, sample::ms(began.elapsed()) / count as f64))
}
