//! The relay's own TLS, over real sockets, with certificates of authorities that exist for one test.

use std::{fs, path::Path, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use taizhang_relay::{Config, Error};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        self, ClientConfig, RootCertStore,
        pki_types::{CertificateDer, ServerName},
    },
};

use crate::served::Served;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// Writes a certificate for this machine and its key; gives the certificate.
fn issue(by: &Authority, home: &Path) -> CertificateDer<'static> {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".into()]).unwrap().signed_by(&key, by).unwrap();
    fs::write(home.join("certificate.pem"), certificate.pem()).unwrap();
    fs::write(home.join("key.pem"), key.serialize_pem()).unwrap();
    certificate.der().clone()
}

/// A relay with a certificate, and what it has for one.
async fn served(by: &Authority, adjust: impl FnOnce(&mut Config)) -> (Served, CertificateDer<'static>) {
    let home = tempfile::tempdir().unwrap();
    let certificate = issue(by, home.path());
    let served = Served::empty_in(home, |config| {
        with_tls(config);
        adjust(config);
    });
    (served.await.unwrap(), certificate)
}

fn with_tls(config: &mut Config) {
    (config.tls_certificate, config.tls_key) = (Some("certificate.pem".into()), Some("key.pem".into()));
}

async fn connect(served: &Served, trusting: &Authority) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusting.der().clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(served.address()).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
}

/// Asks over a connection that stays open; gives the answer, or what there was of it.
async fn health(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> String {
    stream.write_all(b"GET /v1/health HTTP/1.1\r\nhost: relay\r\n\r\n").await.unwrap();
    let mut heard = Vec::new();
    while !heard.ends_with(b"}") && stream.read_buf(&mut heard).await.unwrap() > 0 {}
    String::from_utf8(heard).unwrap()
}

async fn is_well(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> bool {
    let heard = health(stream).await;
    heard.starts_with("HTTP/1.1 200") && heard.ends_with('}')
}

fn shown(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    stream.get_ref().1.peer_certificates().unwrap()[0].clone()
}

#[tokio::test]
async fn a_relay_is_known_by_its_certificate() {
    let county = authority();
    let (served, certificate) = served(&county, |_| {}).await;
    let mut stream = connect(&served, &county).await.unwrap();
    assert!(is_well(&mut stream).await && is_well(&mut stream).await);
    assert_eq!(shown(&stream), certificate);
    let stranger = connect(&served, &authority()).await.unwrap_err();
    let why = stranger.get_ref().unwrap().downcast_ref::<rustls::Error>();
    assert!(matches!(why, Some(rustls::Error::InvalidCertificate(_))), "{stranger}");
    assert!(is_well(&mut stream).await, "one that gives up harms no other");
}

#[tokio::test]
async fn an_answer_over_tls_asks_for_tls_from_now_on() {
    let county = authority();
    let (served, _) = served(&county, |_| {}).await;
    let heard = health(&mut connect(&served, &county).await.unwrap()).await;
    assert!(heard.contains("strict-transport-security: max-age=63072000; includeSubDomains\r\n"), "{heard}");
}

/// The first words of a client that offers one version and one suite, in plain bytes: no library here would say them.
fn hello(version: [u8; 2], suite: [u8; 2]) -> Vec<u8> {
    let long = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    // ECDSA by P-256, both as the kind of signature and as the group.
    let extensions = [&[0, 13], &*long(&long(&[4, 3])), &[0, 10], &*long(&long(&[0, 23]))].concat();
    let body = [&version[..], &[7; 32], &[0], &*long(&suite), &[1, 0], &*long(&extensions)].concat();
    let message = [&[1, 0], &*long(&body)].concat();
    [&[22, 3, 1], &*long(&message)].concat()
}

#[tokio::test]
async fn old_versions_and_weak_suites_are_refused() {
    const ALERT: u8 = 21;
    const HANDSHAKE_FAILURE: u8 = 40;
    const PROTOCOL_VERSION: u8 = 70;
    let (tls_1_1, tls_1_2) = ([3, 2], [3, 3]);
    let (good, without_secrecy, cbc) = ([0xc0, 0x2b], [0x00, 0x9c], [0xc0, 0x09]);
    let county = authority();
    let (served, _) = served(&county, |_| {}).await;
    let answer = async |version, suite| {
        let mut stream = TcpStream::connect(served.address()).await.unwrap();
        stream.write_all(&hello(version, suite)).await.unwrap();
        let mut heard = [0; 7];
        stream.read_exact(&mut heard).await.unwrap();
        (heard[0] == ALERT).then_some(heard[6])
    };
    assert_eq!(answer(tls_1_2, good).await, None, "it goes on with the handshake");
    assert_eq!(answer(tls_1_1, good).await, Some(PROTOCOL_VERSION));
    assert_eq!(answer([3, 0], good).await, Some(PROTOCOL_VERSION));
    for suite in [without_secrecy, cbc] {
        assert_eq!(answer(tls_1_2, suite).await, Some(HANDSHAKE_FAILURE), "{suite:?}");
    }
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_up_while_old_connections_live() {
    let county = authority();
    let (served, first) = served(&county, |_| {}).await;
    let mut old = connect(&served, &county).await.unwrap();
    let renewed = issue(&county, served.home.path());
    served.server.reload_tls().unwrap();
    let mut new = connect(&served, &county).await.unwrap();
    assert_eq!((shown(&old), shown(&new)), (first, renewed.clone()));
    assert!(is_well(&mut old).await && is_well(&mut new).await);

    for (file, content) in [("key.pem", KeyPair::generate().unwrap().serialize_pem()), ("certificate.pem", "x".into())]
    {
        fs::write(served.home.path().join(file), &content).unwrap();
        let error = served.server.reload_tls().unwrap_err();
        assert!(matches!(&error, Error::File { path, .. } if path.ends_with(file)), "{error}");
        assert!(!error.to_string().contains("PRIVATE"));
        let mut still = connect(&served, &county).await.unwrap();
        assert_eq!(shown(&still), renewed);
        assert!(is_well(&mut still).await);
    }
}

#[tokio::test]
async fn a_renewed_certificate_is_noticed() {
    let county = authority();
    let (served, first) = served(&county, |config| config.tls_poll_ms = 5).await;
    let renewed = issue(&county, served.home.path());
    let mut seen = first.clone();
    while seen == first {
        seen = shown(&connect(&served, &county).await.unwrap());
    }
    assert_eq!(seen, renewed);
}

#[tokio::test]
async fn what_is_no_handshake_ends_soon() {
    let county = authority();
    let (served, _) = served(&county, |config| config.header_read_timeout_ms = 1_000).await;
    let mut heard = Vec::new();
    let mut plain = TcpStream::connect(served.address()).await.unwrap();
    plain.write_all(b"GET /v1/health HTTP/1.1\r\nhost: relay\r\n\r\n").await.unwrap();
    let _ = plain.read_to_end(&mut heard).await;
    assert!(!heard.starts_with(b"HTTP"), "nothing is answered in the clear");
    let mut slow = Vec::new();
    for begun in [&b""[..], b"\x16\x03\x01"] {
        let mut stream = TcpStream::connect(served.address()).await.unwrap();
        stream.write_all(begun).await.unwrap();
        slow.push(stream);
    }
    for mut stream in slow {
        // It returns: the relay has cut it off.
        let _ = stream.read_to_end(&mut heard).await;
    }
    assert!(is_well(&mut connect(&served, &county).await.unwrap()).await);
}

#[tokio::test]
async fn neither_open_connections_nor_handshakes_keep_it_from_stopping() {
    let county = authority();
    let (served, _) = served(&county, |_| {}).await;
    let mut idle = connect(&served, &county).await.unwrap();
    assert!(is_well(&mut idle).await);
    let mut begun = TcpStream::connect(served.address()).await.unwrap();
    begun.write_all(b"\x16\x03\x01").await.unwrap();
    served.server.stop().await.unwrap();
    let mut rest = Vec::new();
    idle.read_to_end(&mut rest).await.unwrap();
    assert!(rest.is_empty(), "a proper end, and nothing after the answer");
    let _ = begun.read_to_end(&mut rest).await;
}

#[tokio::test]
async fn files_that_cannot_be_used_are_named_at_the_start() {
    let county = authority();
    for (file, content) in
        [("certificate.pem", None), ("key.pem", None), ("certificate.pem", Some("x")), ("key.pem", Some("x"))]
    {
        let home = tempfile::tempdir().unwrap();
        issue(&county, home.path());
        match content {
            Some(content) => fs::write(home.path().join(file), content).unwrap(),
            None => fs::remove_file(home.path().join(file)).unwrap(),
        }
        let error = Served::empty_in(home, with_tls).await.err().unwrap();
        assert!(error.to_string().contains(file), "{error}");
    }
}
