//! Real processes, real sockets and real files, as one program: linking it costs more than compiling it.

mod badinput;
mod disk_client;
mod disk_relay;
mod enrolment;
mod kill;
mod live;
mod revocation;
mod sealing;
mod tls;
mod tour;
