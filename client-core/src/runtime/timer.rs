//! Waiting by the browser's own timers. Each wait has a timeout of its own and takes it back when nobody waits any more: a queue
//! that waits share stands or falls with its one timeout, and a sync whose timer is lost never tries again.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasmtimer::std::Instant;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &Function, ms: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timeout: &JsValue);
}

/// What the browser calls and the task share.
#[derive(Default)]
struct Rung {
    is_over: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// A wait. Where it is dropped, it is over without anybody being woken.
struct Wait {
    rung: Rc<Rung>,
    timeout: JsValue,
    /// Lives until the browser cannot call it any more.
    _then: Closure<dyn FnMut()>,
}

impl Wait {
    /// Not shorter than this, but for what no browser can wait in one go.
    fn new(length: Duration) -> Self {
        let ms = i32::try_from(length.as_micros().div_ceil(1_000)).unwrap_or(i32::MAX);
        let rung = Rc::new(Rung::default());
        let heard = Rc::clone(&rung);
        let then = Closure::<dyn FnMut()>::new(move || {
            heard.is_over.set(true);
            if let Some(waker) = heard.waker.take() {
                waker.wake();
            }
        });
        let timeout = set_timeout(then.as_ref().unchecked_ref(), ms);
        Self { rung, timeout, _then: then }
    }
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.rung.is_over.get() {
            return Poll::Ready(());
        }
        self.rung.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        clear_timeout(&self.timeout);
    }
}

/// Waits this long.
pub async fn sleep(length: Duration) {
    Wait::new(length).await;
}

/// Waits until then.
pub(crate) async fn sleep_until(then: Instant) {
    loop {
        let left = then.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        sleep(left).await;
    }
}

/// It took longer.
pub(crate) struct Elapsed;

/// What comes within this time.
pub(crate) async fn timeout<T>(limit: Duration, awaited: impl Future<Output = T>) -> Result<T, Elapsed> {
    tokio::select! {
        biased;
        done = awaited => Ok(done),
        () = sleep(limit) => Err(Elapsed),
    }
}
