//! `taizhang county`: founding a county makes this device its administrator's.

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, say},
};

/// Founding and showing a county.
#[derive(Debug, Subcommand)]
pub enum CountyCommand {
    /// Found a county on this device: its authority key, its office, its administrator.
    Found(Found),
    /// Show the county that this device belongs to.
    Show,
    /// Print the authority's public key alone: what `taizhang-relay init --authority` takes.
    Key,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Found {
    /// The county's name.
    #[arg(long)]
    name: String,
    /// A short code of letters for the numbers of its cases.
    #[arg(long)]
    code: String,
    /// The administrator's name.
    #[arg(long)]
    admin: String,
    /// The administrator's title.
    #[arg(long, default_value = "")]
    #[serde(default)]
    title: String,
    /// What this device is called.
    #[arg(long, default_value = "")]
    #[serde(default)]
    device_name: String,
}

/// Founds or shows the county.
pub fn run(desk: &Desk, command: CountyCommand) -> Result<Answer, Failure> {
    match command {
        CountyCommand::Found(found) => {
            let mut ledger = desk.ledger_or_new()?;
            let Found { name, code, admin, title, device_name } = found;
            let (office, staff) = ledger.found_county(desk.now(), &name, &code, (&admin, &title), &device_name)?;
            let authority = ledger.county().map(|key| key.to_string());
            let device = ledger.identity().device();
            let text = say!(
                desk.lang,
                words::COUNTY_FOUNDED,
                name = name,
                authority = authority.as_deref().unwrap_or_default()
            );
            let json =
                json!({"county": name, "office": office, "staff": staff, "device": device, "authority": authority});
            Ok(Answer::new(json, text))
        }
        CountyCommand::Key => {
            let key = desk.ledger()?.county().ok_or(taizhang_client::Error::NotEnrolled)?.to_string();
            Ok(Answer::new(json!({"authority": key}), key))
        }
        CountyCommand::Show => {
            let mut ledger = desk.ledger()?;
            let listing = ledger.listing()?;
            let authority = ledger.county().map(|key| key.to_string());
            let status = ledger.status()?;
            let text = say!(
                desk.lang,
                words::COUNTY_SHOWN,
                name = listing.county.as_deref().unwrap_or_default(),
                authority = authority.as_deref().unwrap_or_default(),
                offices = listing.offices.len(),
                staff = listing.staff.len(),
                devices = listing.devices.len(),
            );
            let json = json!({
                "county": listing.county, "authority": authority, "is_authority": status.is_authority,
                "offices": listing.offices.len(), "staff": listing.staff.len(), "devices": listing.devices.len(),
            });
            Ok(Answer::new(json, text))
        }
    }
}
