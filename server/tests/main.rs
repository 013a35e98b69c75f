//! The log, and the relay as a process, as one program: linking it costs more than compiling it. What the relay answers is a
//! program of its own (`routes`).

mod log_compaction;
mod log_faults;
mod log_sqlite;
mod log_writer;
mod process;
