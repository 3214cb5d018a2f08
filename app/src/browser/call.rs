//! Calls to our server. Every one has an end: most wait so long in all, the exchange so long since something last moved,
//! as a slow line is no broken one. An `XMLHttpRequest` and not `fetch`, which says nothing of what goes up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::Moment;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Promise};
use replica::NoAnswer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, Response, XmlHttpRequest};

use super::clock;

/// What answered, and how many milliseconds that took.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub took: u32,
    date: Option<String>,
}

/// How long a call may take.
#[derive(Clone, Copy)]
enum Patience {
    /// So many milliseconds in all.
    InAll(u32),
    /// So many since something moved.
    SinceMoved(u32),
}

/// Somebody waits and looks at it.
const SHORT: Patience = Patience::InAll(15_000);
/// What was written goes up, and what others wrote comes down.
const LONG: Patience = Patience::SinceMoved(30_000);
/// From this many bytes on a body is worth packing.
const WORTH_PACKING: usize = 1_400;

/// Asks for something.
pub async fn get(address: &str) -> Result<Answer, NoAnswer> {
    call("GET", address, None, SHORT).await
}

/// Says something that has no body.
pub async fn post(address: &str) -> Result<Answer, NoAnswer> {
    call("POST", address, None, SHORT).await
}

/// Says something.
pub async fn post_json(address: &str, body: &impl Serialize) -> Result<Answer, NoAnswer> {
    let body = serde_json::to_string(body).or(Err(NoAnswer::Unreachable))?;
    call("POST", address, Some(&body), SHORT).await
}

/// Carries a body that may be long over a line that may be slow.
pub async fn carry(address: &str, body: &str) -> Result<Answer, NoAnswer> {
    call("POST", address, Some(body), LONG).await
}

impl Answer {
    /// What it says, if it says that.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.body).ok()
    }

    /// When the server answered, by its own clock: every answer over HTTP says so.
    pub fn server_time(&self) -> Option<Moment> {
        let millis = js_sys::Date::parse(self.date.as_ref()?);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a date in milliseconds is a whole number"
        )]
        let moment = Moment(millis as i64);
        (!millis.is_nan()).then_some(moment)
    }
}

async fn call(
    method: &str,
    address: &str,
    body: Option<&str>,
    patience: Patience,
) -> Result<Answer, NoAnswer> {
    let packed = match body {
        Some(body) if body.len() >= WORTH_PACKING => pack(body).await,
        _ => None,
    };
    let begun = clock::now();
    let unable = |_: JsValue| NoAnswer::Unreachable;
    let request = XmlHttpRequest::new().map_err(unable)?;
    request.open(method, address).map_err(unable)?;
    if body.is_some() {
        request.set_request_header("content-type", "application/json").map_err(unable)?;
    }
    let moved = Rc::new(Cell::new(false));
    let _watch = watch(&request, patience, &moved);
    let done = Promise::new(&mut |ended, _| request.set_onloadend(Some(&ended)));
    match &packed {
        Some(packed) => {
            request.set_request_header("content-encoding", "gzip").map_err(unable)?;
            request.send_with_opt_buffer_source(Some(packed)).map_err(unable)?;
        }
        None => request.send_with_opt_str(body).map_err(unable)?,
    }
    let _ended = JsFuture::from(done).await;
    match (request.status(), request.response_text()) {
        (Ok(status @ 1..), Ok(body)) => {
            let took = u32::try_from(clock::now().0 - begun.0).unwrap_or_default();
            let date = request.get_response_header("date").unwrap_or_default();
            Ok(Answer { status, body: body.unwrap_or_default(), took, date })
        }
        _ if moved.get() => Err(NoAnswer::BrokenOff),
        _ => Err(NoAnswer::Unreachable),
    }
}

/// Ends the call once patience does, and notes whether anything moved.
fn watch(
    request: &XmlHttpRequest,
    patience: Patience,
    moved: &Rc<Cell<bool>>,
) -> Option<[EventListener; 2]> {
    let end = Rc::new(RefCell::new(None));
    let (Patience::InAll(time) | Patience::SinceMoved(time)) = patience;
    let ended = request.clone();
    let wait = move || {
        let ended = ended.clone();
        *end.borrow_mut() = Some(Timeout::new(time, move || drop(ended.abort())));
    };
    wait();
    let wait = Rc::new(wait);
    let noticed = || {
        let (wait, moved) = (Rc::clone(&wait), Rc::clone(moved));
        move |_: &web_sys::Event| {
            moved.set(true);
            if matches!(patience, Patience::SinceMoved(_)) {
                wait();
            }
        }
    };
    let up = EventListener::new(&request.upload().ok()?.into(), "progress", noticed());
    Some([up, EventListener::new(request, "progress", noticed())])
}

/// The body in fewer bytes; none where the browser cannot.
async fn pack(body: &str) -> Option<ArrayBuffer> {
    let packer = CompressionStream::new("gzip").ok()?;
    let text = js_sys::Array::of1(&body.into());
    let text: Pipe = Blob::new_with_str_sequence(&text).ok()?.stream().unchecked_into();
    let stream = text.pipe_through(&packer).ok()?;
    let stream = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let bytes = stream.array_buffer().ok()?;
    JsFuture::from(bytes).await.ok()?.dyn_into().ok()
}

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type Pipe;
    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    fn pipe_through(this: &Pipe, through: &CompressionStream) -> Result<ReadableStream, JsValue>;
}
