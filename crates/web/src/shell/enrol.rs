//! Taking up a code: asked of the relay that the page came from, which then gives the county's directory by itself. So the
//! device knows who it is, and its check code stands, before any case is here; the cases come beside the calls. From a relay
//! that is older than this the feed is fetched until it says who the device is, which is nearly all of it.

use std::{cell::RefCell, future::pending, rc::Rc};

use futures_util::future::abortable;
use taizhang_client::{
    Ledger,
    driver::{self, DriverError, Nudge, RunOptions},
    engine::NetError,
    net::RelayClient,
};
use taizhang_desk::{Failure, is_of_code, net_failure};
use taizhang_wire::{EnrolmentCode, EnrolmentLink, PublicKey};

use super::{Shell, now, origin, random_seed};
use crate::{
    calls::{Enrol, Enrolled, Happened},
    failure::{of_sync, own},
};

/// Failures in a row that end the first sync; the next one goes on where it ended.
const FAILURES_MAX: u32 = 3;
/// What stands before the code in a link that a browser opens.
const IN_LINK: &str = "#enrol=";

impl Shell {
    pub(super) async fn enrol(self: &Rc<Self>, enrol: Enrol) -> Result<Enrolled, Failure> {
        let (code, relay) = read_code(&enrol.link)?;
        if let Some(relay) = enrol.relay.or(relay)
            && relay.trim_end_matches('/') != origin()
        {
            return Err(own("other_relay", &relay));
        }
        let ledger = self.ledger()?;
        if let Some(bundle) = enrol.bundle {
            let bytes = self.files.take(&bundle).ok_or_else(|| own("no_file", &bundle))?;
            let device_name = enrol.device_name.unwrap_or_default();
            let now_ms = now().as_millisecond();
            ledger.borrow_mut().enrol_from_bundle(now_ms, &code, &bytes, &device_name, |_, _| {})?;
            self.begin_sync()?;
            self.emit.tell(&Happened::Changed { cases: None });
            return enrolled(&mut ledger.borrow_mut());
        }
        // The county's key is not known yet, and the question that asks for it is not signed.
        let (_, stranger) = self.relay(&ledger.borrow(), PublicKey([0; 32]))?;
        let county = stranger.health().await.map_err(|error| net_failure(&error))?.county;
        if enrol.check_only {
            let device = ledger.borrow().identity().device().to_string();
            let county = Some(county.to_string());
            return Ok(Enrolled { device, county, office_name: None, staff_name: None, check_code: None, cases: 0 });
        }
        let device_name = enrol.device_name.unwrap_or_default();
        let enrolment = ledger.borrow_mut().enrol(now(), &code, county, &device_name)?;
        let (_, client) = self.relay(&ledger.borrow(), county)?;
        match client.enrol(enrolment.claim).await {
            Ok(enrolled) => ledger.borrow_mut().take_invited_keys(&enrolled)?,
            Err(error) => {
                if let NetError::Status { code, .. } = error
                    && is_of_code(code)
                {
                    ledger.borrow_mut().abandon_enrolment()?;
                }
                return Err(net_failure(&error));
            }
        }
        let taken = driver::directory_first(&mut Rc::clone(&ledger), &client).await;
        taken.map_err(|failure| of_sync(&DriverError::Store(failure)))?;
        if !is_known(&ledger) {
            first_sync(&ledger, &client).await?;
        }
        self.begin_sync()?;
        self.emit.tell(&Happened::Changed { cases: None });
        enrolled(&mut ledger.borrow_mut())
    }
}

/// Whether this device stands in the county's records.
fn is_known(ledger: &RefCell<Ledger>) -> bool {
    ledger.borrow_mut().status().is_ok_and(|status| status.office.is_some())
}

/// Fetches until this device stands in the county's records, or everything is here.
async fn first_sync(ledger: &Rc<RefCell<Ledger>>, client: &RelayClient) -> Result<(), Failure> {
    let (never, known) = abortable(pending::<()>());
    let options = RunOptions {
        watch: false,
        time_limit: None,
        failures_max: FAILURES_MAX,
        seed: random_seed(),
        shutdown: Box::pin(async {
            let _ = never.await;
        }),
        on_progress: &mut |_, _| {
            if is_known(ledger) {
                known.abort();
            }
        },
    };
    let synced = driver::run_beside(&mut Rc::clone(ledger), client, options, &Nudge::default()).await;
    synced.map(drop).map_err(|error| of_sync(&error))
}

fn enrolled(ledger: &mut Ledger) -> Result<Enrolled, Failure> {
    let status = ledger.status()?;
    Ok(Enrolled {
        device: status.device.to_string(),
        county: status.county,
        office_name: status.office_name,
        staff_name: status.staff_name,
        check_code: ledger.check_code()?,
        cases: status.cases,
    })
}

/// A code, and the relay's address where it came in a link.
fn read_code(text: &str) -> Result<(EnrolmentCode, Option<String>), Failure> {
    let text = text.trim();
    let wrong = |error: taizhang_wire::Error| Failure::from(taizhang_client::Error::from(error));
    if EnrolmentLink::is_one(text) {
        let link: EnrolmentLink = text.parse().map_err(wrong)?;
        return Ok((link.code, Some(link.relay)));
    }
    if let Some((page, code)) = text.split_once(IN_LINK) {
        // What stands behind the address names the desk in this browser.
        let relay = page.split(['?', '#']).next().unwrap_or(page).trim_end_matches('/');
        return Ok((code.parse().map_err(wrong)?, Some(relay.to_owned())));
    }
    Ok((text.parse().map_err(wrong)?, None))
}
