//! What the documents promise, beside what is there, as one program: linking it costs more than compiling it.

mod asvs;
mod documents;
mod line;
mod plans;
mod requirements;
mod threats;
