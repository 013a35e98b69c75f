//! Requests by the browser's own `fetch`. It connects by itself, judges certificates by itself, and does not tell why it could
//! not connect.

use futures_util::stream;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, Request, RequestCache, RequestCredentials, RequestInit,
    WorkerGlobalScope,
};

use super::{AddressError, Chunks, NetOptions};
use crate::engine::NetError;

/// A part of an answer's body.
pub(in crate::net) type Chunk = Vec<u8>;

/// An address, as the browser reads it.
pub(in crate::net) struct Url {
    whole: String,
    scheme: String,
    host: String,
    host_and_port: String,
    user: String,
    query: String,
    fragment: String,
}

impl Url {
    pub(super) fn parse(address: &str) -> Result<Self, JsValue> {
        let url = web_sys::Url::new(address)?;
        Ok(Self {
            whole: url.href(),
            scheme: url.protocol().trim_end_matches(':').to_owned(),
            host: url.hostname(),
            host_and_port: url.host(),
            user: url.username(),
            query: url.search(),
            fragment: url.hash(),
        })
    }

    pub(in crate::net) fn as_str(&self) -> &str {
        &self.whole
    }

    pub(in crate::net) fn authority(&self) -> &str {
        &self.host_and_port
    }

    pub(super) fn scheme(&self) -> &str {
        &self.scheme
    }

    pub(super) fn has_host(&self) -> bool {
        !self.host.is_empty()
    }

    pub(super) fn host_str(&self) -> Option<&str> {
        Some(&*self.host).filter(|host| !host.is_empty())
    }

    pub(super) fn username(&self) -> &str {
        &self.user
    }

    pub(super) fn query(&self) -> Option<&str> {
        Some(&*self.query).filter(|query| !query.is_empty())
    }

    pub(super) fn fragment(&self) -> Option<&str> {
        Some(&*self.fragment).filter(|fragment| !fragment.is_empty())
    }
}

/// Sends requests.
pub(in crate::net) struct Http;

impl Http {
    /// For a relay at this address.
    #[expect(clippy::unnecessary_wraps, reason = "outside a browser there is more to do, which may fail")]
    pub(in crate::net) fn new(_base: &Url, _options: &NetOptions) -> Result<Self, AddressError> {
        Ok(Self)
    }

    /// Sends a request, a POST where it has a body, and waits for the answer's head. It carries nothing of the browser's,
    /// and the browser does not keep its answer.
    pub(in crate::net) async fn send(
        &self,
        url: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<Vec<u8>>,
    ) -> Result<Response, NetError> {
        self.ask(url, headers, body).await.map_err(|_| NetError::Unreachable)
    }

    async fn ask(
        &self,
        url: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<Vec<u8>>,
    ) -> Result<Response, JsValue> {
        let abort = Abort(AbortController::new()?);
        let init = RequestInit::new();
        init.set_method(if body.is_some() { "POST" } else { "GET" });
        init.set_credentials(RequestCredentials::Omit);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&abort.0.signal()));
        if let Some(body) = body {
            init.set_body(&Uint8Array::from(&*body));
        }
        let request = Request::new_with_str_and_init(url, &init)?;
        for (name, value) in headers {
            request.headers().set(name, &value)?;
        }
        let worker: WorkerGlobalScope = js_sys::global().unchecked_into();
        let response = JsFuture::from(worker.fetch_with_request(&request)).await?;
        Ok(Response { response: response.unchecked_into(), abort })
    }
}

/// Ends a request when nobody waits for it any more.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An answer: its head is here, its body comes.
pub(in crate::net) struct Response {
    response: web_sys::Response,
    abort: Abort,
}

impl Response {
    pub(in crate::net) fn status(&self) -> u16 {
        self.response.status()
    }

    /// A header's value.
    pub(in crate::net) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name).ok()?
    }

    /// How long all headers are.
    pub(in crate::net) fn header_bytes(&self) -> usize {
        let headers = js_sys::try_iter(&self.response.headers()).ok().flatten();
        let bytes = |pair: JsValue| {
            let part = |at| Reflect::get_u32(&pair, at).ok()?.as_string();
            Some(part(0)?.len() + part(1)?.len() + ": \r\n".len())
        };
        headers.into_iter().flatten().filter_map(|pair| bytes(pair.ok()?)).sum()
    }

    /// The body.
    pub(in crate::net) fn chunks(self) -> Chunks {
        let reader = self.response.body().and_then(|body| ReadableStreamDefaultReader::new(&body).ok());
        let Some(reader) = reader else { return Box::pin(stream::empty()) };
        Box::pin(stream::try_unfold((reader, self.abort), async |(reader, abort)| {
            let chunk = next(&reader).await.map_err(|_| NetError::Unreachable)?;
            Ok(chunk.map(|chunk| (chunk, (reader, abort))))
        }))
    }
}

/// The next part of a body; `None` at its end.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Chunk>, JsValue> {
    let read = JsFuture::from(reader.read()).await?;
    if Reflect::get(&read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let value = Reflect::get(&read, &"value".into())?;
    Ok(Some(Uint8Array::new(&value).to_vec()))
}
