//! Answers that hold content: pages of a feed, items of a document. They are megabytes, and whoever asks for them and reads
//! slowly, or not at all, has the relay keep them; so each counts against its device until the connection has taken it.

use std::{
    collections::HashMap,
    convert::Infallible,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::header::CONTENT_TYPE,
    response::{IntoResponse as _, Response},
};
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};
use taizhang_model::DeviceId;
use taizhang_wire::{Code, limits};

/// The connection takes an answer in pieces of this size, the next one when there is room again.
const PIECE_BYTES: usize = 64 * 1024;

/// The answers that are being given.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    devices: Mutex<HashMap<DeviceId, usize>>,
}

/// The right to one answer, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    answers: Arc<Answers>,
    device: DeviceId,
}

impl Answers {
    /// Takes a turn for a device, before anything is read for it.
    pub(crate) fn turn(self: &Arc<Self>, device: DeviceId) -> Result<Turn, Code> {
        let mut devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = devices.entry(device).or_default();
        if *taken >= limits::ANSWERS_PER_DEVICE_MAX {
            return Err(Code::Busy);
        }
        *taken += 1;
        Ok(Turn { answers: Arc::clone(self), device })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut devices = self.answers.devices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = devices.get_mut(&self.device) {
            *taken -= 1;
            if *taken == 0 {
                devices.remove(&self.device);
            }
        }
    }
}

impl Turn {
    /// The answer, in the protocol's own bytes. The turn ends with it.
    pub(crate) fn answer(self, bytes: Vec<u8>) -> Response {
        ([(CONTENT_TYPE, "application/octet-stream")], in_pieces(bytes.into(), self)).into_response()
    }
}

/// A body that the connection takes piece by piece, and that keeps something until the last one was taken.
pub(crate) fn in_pieces(bytes: Bytes, kept: impl Send + Unpin + 'static) -> Body {
    Body::new(Held { rest: bytes, _kept: kept }.boxed_unsync())
}

struct Held<T> {
    rest: Bytes,
    _kept: T,
}

impl<T: Unpin> HttpBody for Held<T> {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let size = self.rest.len().min(PIECE_BYTES);
        let piece = (size > 0).then(|| Ok(Frame::data(self.rest.split_to(size))));
        Poll::Ready(piece)
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_so_many_answers_at_once_and_gets_them_back() {
        let answers = Arc::new(Answers::default());
        let (device, other) = (DeviceId([1; 16]), DeviceId([2; 16]));
        let mut turns: Vec<_> = (0..limits::ANSWERS_PER_DEVICE_MAX).map(|_| answers.turn(device).unwrap()).collect();
        assert_eq!(answers.turn(device).err(), Some(Code::Busy));
        assert!(answers.turn(other).is_ok());
        let mut body = turns.pop().unwrap().answer(vec![7; PIECE_BYTES + 1]).into_body();
        for size in [PIECE_BYTES, 1] {
            assert!(answers.turn(device).is_err(), "while something is left of it");
            let Poll::Ready(Some(Ok(piece))) =
                Pin::new(&mut body).poll_frame(&mut Context::from_waker(std::task::Waker::noop()))
            else {
                panic!("a piece is there")
            };
            assert_eq!(piece.into_data().unwrap().len(), size);
        }
        drop(body);
        drop(turns);
        assert!(answers.devices.lock().unwrap().is_empty());
    }
}
