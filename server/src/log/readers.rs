//! A few connections that read while the writer writes, lent out one request at a time.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Log, Read};
use crate::Error;

/// The readers.
pub struct Readers {
    idle: Mutex<Vec<Box<dyn Read>>>,
    permits: Semaphore,
}

/// A reader on loan: it comes back however the borrower ends.
struct Loan {
    reader: Option<Box<dyn Read>>,
    home: Arc<Readers>,
}

impl Readers {
    /// Opens `count` readers of a log.
    ///
    /// # Errors
    /// As [`Log::reader`].
    pub fn open(log: &dyn Log, count: usize) -> Result<Arc<Self>, Error> {
        let idle = (0..count).map(|_| log.reader()).collect::<Result<_, _>>()?;
        Ok(Arc::new(Self { idle: Mutex::new(idle), permits: Semaphore::new(count) }))
    }

    /// Reads on a thread that may block.
    ///
    /// # Errors
    /// What `read` answers, and [`Error::ShuttingDown`].
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        read: impl FnOnce(&dyn Read) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _permit = self.permits.acquire().await.map_err(|_| Error::ShuttingDown)?;
        let loan = Loan { reader: self.lock().pop(), home: Arc::clone(self) };
        let work = move || read(&**loan.reader.as_ref().expect("there are as many readers as permits"));
        tokio::task::spawn_blocking(work).await.map_err(|_| Error::ShuttingDown)?
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Read>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        self.home.lock().extend(self.reader.take());
    }
}
