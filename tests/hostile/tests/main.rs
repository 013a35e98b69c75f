//! Attackers among the devices and on the way, and the corpora of the fuzz targets, as one program: linking it costs more than
//! compiling it. Those at the relay's door are a program of their own (`door`).

mod bounds;
mod carriers;
mod changes;
mod corpora;
mod deaths;
mod forks;
mod relay;
mod sealing;
mod snapshots;
