//! Every route, asked over a real socket by a client that is nothing but bytes.
#![allow(clippy::unwrap_used, reason = "it is a test, its client included")]

mod answers;
mod bootstrap;
mod connections;
mod devices;
mod directory;
mod doc_items;
mod enrol;
mod feed;
mod grants;
mod health;
mod live;
mod metrics;
mod openapi;
mod push;
mod rates;
mod reads;
mod receipts;
mod served;
mod signatures;
mod slow_readers;
mod tls;
mod webapp;
