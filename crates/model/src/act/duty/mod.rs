//! 交办与包案: who carries the duty, what is planned and promised, and where the matter is raised to.

mod answer_raise;
mod assign;
mod cancel_promise;
mod confirm;
mod delist;
mod deliver;
mod extend;
mod list;
mod milestone;
mod plan;
mod progress;
mod promise;
mod raise;
mod recuse;

pub use answer_raise::AnswerRaise;
pub use assign::{Assign, Instance};
pub use cancel_promise::CancelPromise;
pub use confirm::Confirm;
pub use delist::Delist;
pub use deliver::Deliver;
pub use extend::Extend;
pub use list::List;
pub use milestone::Milestone;
pub use plan::{Plan, Step, Undertaking};
pub use progress::{Progress, ProgressKind};
pub use promise::Promise;
pub use raise::{Raise, RaiseKind};
pub use recuse::Recuse;
