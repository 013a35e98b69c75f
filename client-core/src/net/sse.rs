//! Server-sent events, as much of them as the live stream needs, within bounds: a relay may send what it likes.

/// The longest line, and the longest event.
const LINE_BYTES_MAX: usize = 4 * 1024;

/// The stream does not keep the bounds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// Takes bytes as they come, gives the data of whole events.
#[derive(Debug, Default)]
pub(super) struct EventReader {
    line: Vec<u8>,
    data: Vec<u8>,
    /// The last byte was a carriage return: a line feed right after it ends no line of its own.
    after_return: bool,
}

impl EventReader {
    /// Reads one chunk. `found` is given the data of each event that it completes.
    pub(super) fn read(&mut self, chunk: &[u8], mut found: impl FnMut(&[u8])) -> Result<(), TooLong> {
        for &byte in chunk {
            let pair = std::mem::replace(&mut self.after_return, byte == b'\r') && byte == b'\n';
            match byte {
                b'\n' if pair => {}
                b'\n' | b'\r' => self.end_line(&mut found)?,
                _ if self.line.len() == LINE_BYTES_MAX => return Err(TooLong),
                _ => self.line.push(byte),
            }
        }
        Ok(())
    }

    fn end_line(&mut self, found: &mut impl FnMut(&[u8])) -> Result<(), TooLong> {
        if self.line.is_empty() {
            if !self.data.is_empty() {
                found(&self.data);
                self.data.clear();
            }
        } else if let Some(value) = self.line.strip_prefix(b"data:") {
            let value = value.strip_prefix(b" ").unwrap_or(value);
            if self.data.len() + 1 + value.len() > LINE_BYTES_MAX {
                return Err(TooLong);
            }
            if !self.data.is_empty() {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(value);
        }
        // Comments are heartbeats; other fields say nothing that we need.
        self.line.clear();
        Ok(())
    }
}

/// However a stream is cut, it holds the same events, none of them over its bound.
pub(crate) fn fuzz(bytes: &[u8]) {
    let read = |chunks: [&[u8]; 2]| {
        let (mut reader, mut found) = (EventReader::default(), Vec::new());
        let kept = chunks.into_iter().try_for_each(|chunk| reader.read(chunk, |data| found.push(data.to_vec())));
        (found, kept)
    };
    let whole = read([bytes, &[]]);
    assert!(whole.0.iter().all(|data| data.len() <= LINE_BYTES_MAX));
    assert_eq!(
        whole,
        read({
            let (head, tail) = bytes.split_at(bytes.len() / 2);
            [head, tail]
        })
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(chunks: &[&[u8]]) -> Result<Vec<String>, TooLong> {
        let (mut reader, mut found) = (EventReader::default(), Vec::new());
        for chunk in chunks {
            reader.read(chunk, |data| found.push(String::from_utf8_lossy(data).into_owned()))?;
        }
        Ok(found)
    }

    #[test]
    fn events_are_found_however_they_are_cut() {
        let stream = b": heartbeat\n\nevent: head\ndata: {\"a\":1}\n\ndata:x\r\ndata: y\r\n\r\n:\r\rdata: last\n\n";
        let expected = vec!["{\"a\":1}".to_owned(), "x\ny".to_owned(), "last".to_owned()];
        assert_eq!(events(&[stream]), Ok(expected.clone()));
        for cut in 0..stream.len() {
            let (head, tail) = stream.split_at(cut);
            assert_eq!(events(&[head, tail]), Ok(expected.clone()), "cut at {cut}");
        }
        assert_eq!(events(&[b"data: not ended\n"]), Ok(Vec::new()));
    }

    #[test]
    fn a_line_or_an_event_without_end_is_refused() {
        assert_eq!(events(&[&[b'x'; LINE_BYTES_MAX]]), Ok(Vec::new()));
        assert_eq!(events(&[&[b'x'; LINE_BYTES_MAX], b"x"]), Err(TooLong));
        let line = b"data: 0123456789\n".repeat(1_000);
        assert_eq!(events(&[&line]), Err(TooLong));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_grow(chunks in proptest::collection::vec(
            proptest::collection::vec(proptest::sample::select(b"data: \r\n:x".to_vec()), 0..50), 0..50,
        )) {
            let mut reader = EventReader::default();
            for chunk in &chunks {
                let _ = reader.read(chunk, |data| assert!(data.len() <= LINE_BYTES_MAX));
                assert!(reader.line.len() <= LINE_BYTES_MAX && reader.data.len() <= LINE_BYTES_MAX);
            }
        }
    }
}
