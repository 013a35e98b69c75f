//! Requests by `reqwest`, outside a browser.

use futures_util::StreamExt as _;
pub(in crate::net) use reqwest::Url;
use reqwest::{Client, Error, Method};

use super::{AddressError, Chunks, NetOptions, tls};
use crate::engine::NetError;

/// A part of an answer's body.
pub(in crate::net) type Chunk = bytes::Bytes;

/// Sends requests, over connections that are kept.
pub(in crate::net) struct Http(Client);

impl Http {
    /// For a relay at this address.
    pub(in crate::net) fn new(base: &Url, options: &NetOptions) -> Result<Self, AddressError> {
        tls::http_client(base, options).map(Self)
    }

    /// Sends a request, a POST where it has a body, and waits for the answer's head.
    pub(in crate::net) async fn send(
        &self,
        url: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<Vec<u8>>,
    ) -> Result<Response, NetError> {
        let method = if body.is_some() { Method::POST } else { Method::GET };
        let mut request = self.0.request(method, url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        request.send().await.map(Response).map_err(|error| failed(&error))
    }
}

/// An answer: its head is here, its body comes.
pub(in crate::net) struct Response(reqwest::Response);

impl Response {
    pub(in crate::net) fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// A header's value.
    pub(in crate::net) fn header(&self, name: &str) -> Option<String> {
        self.0.headers().get(name)?.to_str().ok().map(str::to_owned)
    }

    /// How long all headers are.
    pub(in crate::net) fn header_bytes(&self) -> usize {
        self.0.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len()).sum()
    }

    /// The body.
    pub(in crate::net) fn chunks(self) -> Chunks {
        Box::pin(self.0.bytes_stream().map(|chunk| chunk.map_err(|error| failed(&error))))
    }
}

fn failed(error: &Error) -> NetError {
    match error {
        error if error.is_timeout() => NetError::Timeout,
        error if tls::is_untrusted(error) => NetError::Untrusted,
        _ => NetError::Unreachable,
    }
}
