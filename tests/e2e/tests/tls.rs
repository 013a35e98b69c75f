//! A device and a relay with a certificate of its own, and a device whose clock is years wrong.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{fs, io::Write as _, path::Path};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use taizhang_e2e::programs::{Device, Relay, text};

/// An authority; its certificate stands in a file of this name.
fn authority(folder: &Path, file: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    fs::write(folder.join(file), authority.pem()).unwrap();
    authority
}

#[test]
fn a_relay_with_tls_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (county, home) = (Device::in_folder(folder.path(), "county"), folder.path().join("relay"));
    let founded =
        county.ok(&["county", "found", "--name", "清河县", "--code", "QH", "--admin", "李建国", "--title", "局长"]);
    Relay::init(&home, &text(&founded["authority"]));
    let (ours, _) = (authority(folder.path(), "ca.pem"), authority(folder.path(), "another-ca.pem"));
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".into()]).unwrap().signed_by(&key, &ours).unwrap();
    fs::write(home.join("certificate.pem"), certificate.pem()).unwrap();
    fs::write(home.join("key.pem"), key.serialize_pem()).unwrap();
    let mut config = fs::File::options().append(true).open(home.join("relay.toml")).unwrap();
    writeln!(config, "tls_certificate = \"certificate.pem\"\ntls_key = \"key.pem\"").unwrap();
    let relay = Relay::serve(&home, None);
    let url = relay.url.replace("http://127.0.0.1", "https://localhost");
    let sync = |ca: &str| county.call(&["sync", "--relay", &url, "--ca", folder.path().join(ca).to_str().unwrap()]);

    let refused = sync("another-ca.pem").unwrap_err();
    assert_eq!((refused.exit, refused.code()), (4, "relay_untrusted"), "{refused:?}");
    assert!(refused.error["message"].as_str().unwrap().contains("--ca"), "{refused:?}");
    let plain = county.fails(&["sync", "--relay", &relay.url]);
    assert_eq!((plain.exit, plain.code()), (4, "relay_unreachable"), "{plain:?}");
    sync("ca.pem").unwrap();

    // A clock that stands in 2019, or in 2040: the request is signed once more, by the relay's.
    for now in ["2019-03-01T08:00:00Z", "2040-03-01T08:00:00Z"] {
        let ca = folder.path().join("ca.pem");
        let _ = county.ok(&["--now", now, "sync", "--relay", &url, "--ca", ca.to_str().unwrap()]);
    }
}
