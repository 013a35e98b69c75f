//! Three desks in one browser: a link for each, with a code that lets it in.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
};

use anyhow::{Context as _, ensure};

use super::offices::{County, Office, text};

/// A desk that somebody can sit down at.
pub(crate) struct Desk {
    /// Its name in the browser.
    name: &'static str,
    /// What it is.
    what: &'static str,
    /// Whose it is.
    staff: &'static str,
    code: String,
    /// Cases that it will have.
    cases: u64,
}

const DESKS: [(&str, &str, &str); 3] = [
    ("village", "a phone in the village", "赵强"),
    ("town", "a desk in the township", "王芳"),
    ("county", "a desk in the county", "李建国"),
];

/// Has the county's administrator make a code for each desk: they hold for a day by the relay's clock.
pub(crate) fn invite(county: &County) -> anyhow::Result<Vec<Desk>> {
    let cases = |office: &Office| -> anyhow::Result<u64> {
        office.run_now(&["status"])?["cases"].as_u64().context("a status counts the cases")
    };
    let counts = [cases(&county.village)?, cases(&county.town)?, cases(&county.county)?];
    let mut desks = Vec::new();
    for ((name, what, staff), cases) in DESKS.into_iter().zip(counts) {
        let code = text(&county.county.run_now(&["enrol", "invite", "--staff", staff, "--valid", "1d"])?, "/code")?;
        desks.push(Desk { name, what, staff, code, cases });
    }
    county.county.run_now(&["sync"])?;
    Ok(desks)
}

impl Desk {
    /// What a browser opens: the code stands where no server sees it.
    fn link(&self, county: &County) -> String {
        format!("{}/?desk={}#enrol={}", county.address, self.name, self.code)
    }
}

/// Shows the links.
pub(crate) fn print(county: &County, desks: &[Desk]) {
    println!();
    println!("Or open {} in a browser. Three desks for one browser, each let in by its link, once:", county.address);
    for desk in desks {
        println!("  {:<24}{}", desk.what, desk.link(county));
    }
    println!();
    println!("The links hold for a day. Ctrl-C stops the relay; what a desk has, it keeps.");
}

/// Opens each link as far as that goes without a browser: its page is there, its code lets a device in, and that device gets
/// the cases of its office. Gives the number of things that were checked.
pub(crate) fn check(county: &County, desks: &[Desk], folder: &Path) -> anyhow::Result<usize> {
    let mut checks = 0;
    for desk in desks {
        let page = get(county, &format!("/?desk={}", desk.name))?;
        ensure!(
            page.starts_with("HTTP/1.1 200 ") && page.contains("<script"),
            "the page of {} is not there",
            desk.name
        );
        let device = Office { title: desk.what, data: folder.join(format!("desk-{}", desk.name)) };
        let taken =
            device.run_now(&["enrol", "take", &desk.code, "--relay", &county.address, "--device-name", desk.what])?;
        ensure!(taken["staff_name"] == desk.staff, "{} is let in as {}", desk.name, taken["staff_name"]);
        device.run_now(&["sync"])?;
        let status = device.run_now(&["status"])?;
        ensure!(status["cases"] == desk.cases, "{} got {} cases of {}", desk.name, status["cases"], desk.cases);
        checks += 3;
    }
    Ok(checks)
}

/// What the relay answers a browser.
fn get(county: &County, path: &str) -> anyhow::Result<String> {
    let host = county.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).context("the relay's address")?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\naccept: text/html\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
