//! What JavaScript sees: a desk to open, and calls by name with JSON in and out. A failure is thrown, as JSON.

use std::{cell::RefCell, rc::Rc};

use taizhang_desk::{Failure, Lang};
use wasm_bindgen::prelude::*;

use crate::{failure::language, rest::taizhang_rest, shell::Shell};

/// Says what a panic said, for whoever looks into it: the browser's own error is `unreachable` and no more.
fn say_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&format!("panicked: {panic}").into())));
}

/// One desk: one device of the county, its keys and its database in this browser. After a panic it is of no use any
/// more: the worker ends, and another opens what is on the disk.
#[wasm_bindgen]
pub struct Core {
    shell: Rc<Shell>,
}

#[wasm_bindgen]
impl Core {
    /// Takes the desk's files, and opens what this browser itself can unlock. `emit` is told events, as JSON.
    pub async fn open(desk: String, emit: js_sys::Function) -> Result<Core, JsValue> {
        // Not as the module is loaded: until that is done the worker knows of no rest (`rest.rs`).
        say_panics();
        taizhang_desk::commands::before_schemas(taizhang_rest);
        let emit = move |event: &str| drop(emit.call1(&JsValue::NULL, &event.into()));
        let shell = Shell::open(desk, Box::new(emit)).await.map_err(|failure| thrown(&failure, Lang::Zh))?;
        let woken = Rc::clone(&shell);
        let online = Closure::<dyn Fn()>::new(move || woken.try_now());
        let worker: web_sys::EventTarget = js_sys::global().unchecked_into();
        let _ = worker.add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
        // A worker has one core, and both end together.
        online.forget();
        Ok(Self { shell })
    }

    /// A call and its parameters as JSON; the answer as JSON.
    pub async fn call(&self, name: String, params: String, language_tag: String) -> Result<String, JsValue> {
        let lang = language(&language_tag);
        let answer = self.shell.call(&name, &params, lang).await;
        answer.map(|answer| answer.to_string()).map_err(|failure| thrown(&failure, lang))
    }

    /// Gives the core a file by name.
    pub fn file_put(&self, name: String, bytes: Vec<u8>) {
        self.shell.files.put(name, bytes);
    }

    /// Takes a file that a call wrote, or that was given.
    pub fn file_take(&self, name: String) -> Option<Vec<u8>> {
        self.shell.files.take(&name)
    }
}

fn thrown(failure: &Failure, lang: Lang) -> JsValue {
    let mut told = failure.told(lang);
    // A page has no command line.
    if let Some(told) = told.as_object_mut()
        && told.get("next").and_then(|next| next.as_str()).is_some_and(|next| next.starts_with("taizhang "))
    {
        told.remove("next");
    }
    told.to_string().into()
}

/// Files by name, in memory: those that a person chose, and those that a call wrote.
#[derive(Debug, Default)]
pub(crate) struct FilesByName(RefCell<std::collections::BTreeMap<String, Vec<u8>>>);

impl FilesByName {
    pub(crate) fn put(&self, name: String, bytes: Vec<u8>) {
        self.0.borrow_mut().insert(name, bytes);
    }

    pub(crate) fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.borrow().get(name).cloned()
    }

    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    pub(crate) fn take(&self, name: &str) -> Option<Vec<u8>> {
        self.0.borrow_mut().remove(name)
    }
}
